"""Grey pictures of 8 bits, made so that nothing that can be seen is lost.

Pillow's own ``convert("L")`` clips 16 bits to white, turns what is transparent black, reads float pictures of the
range 0–1 as black and refuses LAB.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PIL import Image

_DEPTHS = (255, 1023, 4095, 16383, 65535)
"""Largest value of pictures with 8, 10, 12, 14 and 16 bits; scanners store 12 bits in 16."""


def to_grey(image: Image.Image) -> Image.Image:
    """Return the picture in mode ``L``: black is 0, white is 255, whatever is transparent shows white paper."""
    if image.mode in _WITH_ALPHA or ("transparency" in image.info and image.mode in ("1", "L", "P", "RGB")):
        return _over_white(image)
    return _CONVERSIONS.get(image.mode, _by_pillow)(image)


def _by_pillow(image: Image.Image) -> Image.Image:
    return image if image.mode == "L" else image.convert("L")


def _by_way_of_rgb(image: Image.Image) -> Image.Image:
    return image.convert("RGB").convert("L")


def _over_white(image: Image.Image) -> Image.Image:
    straight = image if image.mode in ("LA", "RGBA") else image.convert("LA" if image.mode == "La" else "RGBA")
    paper = Image.new("L", image.size, 255)
    return Image.composite(straight.convert("L"), paper, straight.getchannel("A"))


def _lightness(image: Image.Image) -> Image.Image:
    return image.getchannel(0)


def _by_range(image: Image.Image) -> Image.Image:
    """Scale pictures of more than 8 bits by the depth that their largest value needs."""
    numbers = image if image.mode == "F" else image.convert("I")
    lowest, highest = _extrema(numbers)
    if numbers.mode == "F" and lowest >= 0 and highest <= 1:
        return _scaled(numbers, 0.0, 1.0)
    if lowest < 0 or highest > _DEPTHS[-1]:
        return _scaled(numbers, lowest, highest)
    return _scaled(numbers, 0.0, next(depth for depth in _DEPTHS if highest <= depth))


def _extrema(image: Image.Image) -> tuple[float, float]:
    lowest, highest = image.getextrema()
    assert isinstance(lowest, int | float)
    assert isinstance(highest, int | float)
    return (lowest, highest) if math.isfinite(lowest) and math.isfinite(highest) else (0.0, 1.0)


def _scaled(image: Image.Image, black: float, white: float) -> Image.Image:
    factor = 255 / (white - black) if white > black else 0.0
    return image.point(lambda value: value * factor - black * factor).convert("L")


_WITH_ALPHA = ("LA", "La", "PA", "RGBA", "RGBa")

_CONVERSIONS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "CMYK": _by_way_of_rgb,
    "HSV": _by_way_of_rgb,
    "YCbCr": _by_way_of_rgb,
    "LAB": _lightness,
    "I": _by_range,
    "I;16": _by_range,
    "I;16L": _by_range,
    "I;16B": _by_range,
    "I;16N": _by_range,
    "F": _by_range,
}
