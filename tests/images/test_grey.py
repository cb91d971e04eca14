"""Grey pictures: the cases in which Pillow's own conversion destroys what can be seen, and the choice of a colour."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageStat

from pipeline.images.channels import best_grey, contrast
from pipeline.images.grey import to_grey
from tests.corpus.pictures import SIZE, page, two_levels

INK = page().point(lambda value: 255 - value)
NOTHING = Image.new("L", SIZE, 0)
FULL = Image.new("L", SIZE, 255)
NEUTRAL = Image.new("L", SIZE, 128)


def numbers(kind, factor=1.0, shift=0.0):
    return Image.fromarray((np.asarray(page(), dtype=np.float64) * factor + shift).astype(kind))


def palette(transparency):
    image = Image.frombytes("P", SIZE, page().tobytes())
    image.putpalette([0, 0, 0] * 256)
    image.info["transparency"] = transparency
    return image


LOOK_ALIKE = {
    "one bit": two_levels(),
    "eight bits": page(),
    "sixteen bits": numbers("uint16", 257),
    "twelve bits in sixteen": numbers("uint16", 16),
    "thirty-two bits": numbers("int32", 65_793),
    "signed numbers": numbers("int32", 100, -12_750),
    "float from 0 to 1": numbers("float32", 1 / 255),
    "float from 0 to 255": numbers("float32"),
    "transparent grey": Image.merge("LA", (NOTHING, INK)),
    "transparent colour": Image.merge("RGBA", (NOTHING, NOTHING, NOTHING, INK)),
    "transparent palette": palette(bytes(255 - value for value in range(256))),
    "premultiplied": Image.merge("RGBA", (NOTHING, NOTHING, NOTHING, INK)).convert("RGBa"),
    "lab": Image.merge("LAB", (page(), NEUTRAL, NEUTRAL)),
    "four inks": page().convert("RGB").convert("CMYK"),
    "ycbcr": page().convert("RGB").convert("YCbCr"),
    "hue": page().convert("RGB").convert("HSV"),
    "palette": page().convert("RGB").quantize(16),
}
"""Pictures in every mode that all show the same page, some by stretching it from black to white."""


@pytest.mark.parametrize("image", LOOK_ALIKE.values(), ids=LOOK_ALIKE)
def test_every_kind_of_picture_keeps_what_can_be_seen(image):
    grey = to_grey(image)
    assert grey.mode == "L"
    (mean,) = ImageStat.Stat(ImageChops.difference(grey, page())).mean
    assert mean < 12


@pytest.mark.parametrize("value", [0, 255])
def test_an_even_picture_stays_as_it_is(value):
    assert to_grey(Image.new("L", SIZE, value)).getextrema() == (value, value)


def test_an_even_picture_of_sixteen_bits_is_neither_stretched_nor_lost():
    assert to_grey(numbers("uint16", 0, 65_535)).getextrema() == (255, 255)
    assert to_grey(numbers("uint16", 0, 0)).getextrema() == (0, 0)


def test_numbers_that_are_none_do_not_stop_the_page():
    assert to_grey(numbers("float32", float("nan"))).mode == "L"
    assert to_grey(numbers("float32", float("inf"))).mode == "L"


def typed_page(paper, ink, noise=6.0):
    lines = np.zeros((384, 512), dtype=bool)
    for top in range(20, 370, 24):
        lines[top : top + 10, 20:490:9] = lines[top : top + 10 : 5, 20:490] = True
    drawn = np.where(lines[..., None], ink, paper) + np.random.default_rng(7).normal(0, noise, (384, 512, 3))
    return Image.fromarray(drawn.clip(0, 255).astype(np.uint8))


def test_yellow_ink_is_read_from_the_blue_channel():
    image = typed_page((240, 232, 205), (215, 215, 90))
    assert best_grey(image).tobytes() == image.getchannel("B").tobytes()


def test_black_ink_on_white_paper_is_read_from_the_mixture():
    image = typed_page((240, 240, 240), (40, 40, 45))
    assert best_grey(image).tobytes() == to_grey(image).tobytes()


def test_a_noisy_channel_is_not_taken_though_it_is_darker():
    image = typed_page((240, 240, 240), (90, 90, 40))
    noisy = Image.fromarray(
        (np.asarray(image.getchannel("B")) + np.random.default_rng(3).normal(0, 30, (384, 512)))
        .clip(0, 255)
        .astype("uint8")
    )
    image = Image.merge("RGB", (image.getchannel("R"), image.getchannel("G"), noisy))
    assert best_grey(image).tobytes() == to_grey(image).tobytes()


def test_contrast_grows_with_the_darkness_of_the_ink_and_falls_with_noise():
    pale, dark = (contrast(to_grey(typed_page((240,) * 3, (ink,) * 3))) for ink in (200, 60))
    rough = contrast(to_grey(typed_page((240,) * 3, (60,) * 3, noise=25)))
    assert pale < dark
    assert rough < dark


def test_a_small_or_grey_picture_is_only_made_grey():
    assert best_grey(page().convert("RGB").crop((0, 0, 20, 20))).mode == "L"
    assert best_grey(page()).tobytes() == page().tobytes()
