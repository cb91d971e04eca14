"""Text along the rim of an oval stamp."""

from __future__ import annotations

import math

import numpy as np
from PIL import ImageFont

from tests.forge.canvas import Canvas, Outline, Patch, blank_canvas, draw_text, lay, transform
from tests.forge.geometry import Point, shift, turn

SPREAD = 1.1
"""Letters along a rim stand this much further apart than on a straight line."""
UPPER_INSET, LOWER_INSET = 1.15, 0.5
"""How far inside the border the baselines run, in sizes of the type."""

Placed = tuple[str, Outline, int]
"""A word, its outline on the stamp, and the number of its line."""


def oval_half_size(text: Point, rim: tuple[str, str], font: ImageFont.FreeTypeFont) -> Point:
    """Return half the width and height of an oval around lines half as large as ``text``, with room for its rim."""
    width, height = text[0] * 1.2 + 1.6 * font.size, text[1] * 1.1 + 1.7 * font.size
    # The texts together need this much of the way round, the gaps between them included.
    needed = font.getlength("".join(rim)) * SPREAD + 3 * font.size
    scale = max(1.0, needed / (2 * math.pi * _mean_radius((width - font.size, height - font.size))))
    return (width * scale, height * scale)


def set_rim(
    plate: Canvas, rim: tuple[str, str], font: ImageFont.FreeTypeFont, middle: Point, half: Point, first_line: int
) -> list[Placed]:
    """Set text along the upper and the lower rim of an oval, letter by letter; lines count from ``first_line``."""
    placed: list[Placed] = []
    for number, (text, is_upper) in enumerate(zip(rim, (True, False), strict=True), start=first_line):
        if not text:
            continue
        inset = font.size * (UPPER_INSET if is_upper else LOWER_INSET)
        radii = (half[0] - inset, half[1] - inset)
        outlines: list[list[Outline]] = [[]]
        for character, angle in _along(text, font, radii, is_upper):
            if character == " ":
                outlines.append([])
                continue
            patch = _set_letter(character, font, middle, radii, angle, is_upper)
            lay(plate, patch)
            outlines[-1].append(patch.outline())
        words = zip(text.split(), outlines, strict=True)
        placed += [(word, np.concatenate(letters), number) for word, letters in words]
    return placed


def _along(text: str, font: ImageFont.FreeTypeFont, radii: Point, is_upper: bool) -> list[tuple[str, float]]:
    """Return each letter and where on the ellipse it stands: radians from the top or the bottom, to the right."""
    mean = _mean_radius(radii)
    total = font.getlength(text) * SPREAD
    done, result = -total / 2, []
    for character in text:
        advance = font.getlength(character) * SPREAD
        result.append((character, (done + advance / 2) / mean))
        done += advance
    return result


def _set_letter(
    character: str, font: ImageFont.FreeTypeFont, middle: Point, radii: Point, angle: float, is_upper: bool
) -> Patch:
    """Return a letter that stands on the ellipse, turned as the ellipse runs there."""
    down = -1 if is_upper else 1
    at = (middle[0] + radii[0] * math.sin(angle), middle[1] + down * radii[1] * math.cos(angle))
    slope = math.atan2(-down * radii[1] * math.sin(angle), radii[0] * math.cos(angle))
    side = round(3 * font.size)
    small = blank_canvas(side, side)
    start = (side / 2 - font.getlength(character) / 2, side / 2)
    lay(small, draw_text(character, font, start))
    affine = shift(at[0] - side / 2, at[1] - side / 2).then(turn(math.degrees(slope), at))
    return transform(small, affine)


def _mean_radius(radii: Point) -> float:
    """Return the radius of the circle about as long as an ellipse."""
    return math.hypot(*radii) / math.sqrt(2)
