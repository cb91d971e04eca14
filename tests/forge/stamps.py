"""Rubber stamps and printed lines."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from PIL import ImageFont

from pipeline.model.page import InkKind
from tests.forge.canvas import (
    Canvas,
    Outline,
    Patch,
    Rect,
    blank_canvas,
    draw_path,
    draw_text,
    lay,
    rect_around,
    smooth_noise,
    straight,
    taken_by_grain,
    transform,
)
from tests.forge.faces import load_face
from tests.forge.geometry import Affine, Point, shift, turn
from tests.forge.pen import pen_line
from tests.forge.rims import Placed, oval_half_size, set_rim
from tests.forge.sheet import Sheet
from tests.forge.spec import Border, Print, Stamp
from tests.forge.truth import LineKind

LEADING = 1.28
"""From line to line of a stamp, in sizes of its type."""


def print_line(sheet: Sheet, item: Print, group: int, rng: np.random.Generator) -> None:
    """Print a line and note its words."""
    font = load_face(item.face, round(item.points / 72 * sheet.inch))
    left = item.centre * sheet.inch - font.getlength(item.text) / 2
    line = sheet.new_line()
    for word, start in _words(item.text, font):
        patch = draw_text(word, font, (left + start, item.baseline * sheet.inch))
        sheet.lay(item.ink, patch)
        sheet.add_word(word, patch.outline(), kind=InkKind.PRINT, ink=item.ink, group=group, line=line)


def press_stamp(sheet: Sheet, item: Stamp, group: int, rng: np.random.Generator) -> None:
    """Press a stamp on the sheet, turned around its centre, and note its words and its border."""
    font = load_face(item.face, round(item.points / 72 * sheet.inch))
    half = _half_size(item, font)
    plate = blank_canvas(*(int(2 * side + 2 * font.size) for side in half))
    middle = (plate.shape[1] / 2, plate.shape[0] / 2)
    placed = _set_lines(plate, item, font, middle) + set_rim(plate, item.rim, font, middle, half, len(item.lines))
    border = _draw_border(plate, item, middle, half, font.size)
    plate = _worn_rubber(plate, item, placed, font.size, sheet.inch, rng)
    centre = (item.centre[0] * sheet.inch, item.centre[1] * sheet.inch)
    affine = shift(centre[0] - middle[0], centre[1] - middle[1]).then(turn(item.angle, centre))
    sheet.lay(item.ink, transform(plate, affine))
    lines = {number: sheet.new_line() for number in dict.fromkeys(line for _, _, line in placed)}
    numbers = [
        sheet.add_word(
            word,
            outline,
            affine=affine,
            kind=InkKind.STAMP,
            ink=item.ink,
            group=group,
            line=lines[line],
            struck="pen" if item.is_struck else "",
            is_unclear=index in item.unclear,
        )
        for index, (word, outline, line) in enumerate(placed)
    ]
    if border is not None:
        sheet.add_mark(LineKind.BORDER, rect_around(border), group, numbers, affine)
    if item.is_struck:
        text = np.concatenate([outline for _, outline, _ in placed])
        _strike(sheet, item, rect_around(text), affine, group, numbers, rng)


def _half_size(item: Stamp, font: ImageFont.FreeTypeFont) -> Point:
    """Return half the width and half the height of the stamp with its border."""
    width = max(_length(line, font) for line in item.lines) / 2
    height = len(item.lines) * LEADING * font.size / 2
    if item.border is Border.OVAL:
        return oval_half_size((width, height), item.rim, font)
    return (width + 0.6 * font.size, height + 0.35 * font.size)


def _set_lines(plate: Canvas, item: Stamp, font: ImageFont.FreeTypeFont, middle: Point) -> list[Placed]:
    placed: list[Placed] = []
    block = max(_length(line, font) for line in item.lines)
    first = middle[1] - len(item.lines) * LEADING * font.size / 2 + 0.95 * font.size
    for number, line in enumerate(item.lines):
        left = middle[0] - (block if item.is_aligned_left else _length(line, font)) / 2
        baseline = first + number * LEADING * font.size
        for word, start in _words(line, font):
            patch = _word_or_rule(word, font, (left + start, baseline))
            lay(plate, patch)
            placed.append((word, patch.outline(), number))
    return placed


def _draw_border(plate: Canvas, item: Stamp, middle: Point, half: Point, size: float) -> Outline | None:
    if item.border is Border.NONE:
        return None
    left, top, right, bottom = middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1]
    if item.border is Border.BOX:
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        path = [point for start, end in pairwise(corners) for point in straight(start, end)]
    else:
        steps = np.linspace(0, 2 * math.pi, int(8 * (half[0] + half[1])))
        path = [(middle[0] + half[0] * math.cos(step), middle[1] + half[1] * math.sin(step)) for step in steps]
    patch = draw_path(path, [max(1.5, size * 0.09)] * len(path))
    lay(plate, patch)
    return patch.outline()


def _worn_rubber(
    plate: Canvas, item: Stamp, placed: list[Placed], size: float, inch: int, rng: np.random.Generator
) -> Canvas:
    """Return the plate with the ink patchy or in dots, and next to none where words came out unclear."""
    ink = 0.86 + 0.16 * smooth_noise(rng, plate.shape, 2.2 * size) + 0.10 * smooth_noise(rng, plate.shape, 2)
    for index in item.unclear:
        left, top, right, bottom = (round(side) for side in rect_around(placed[index][1]))
        ink[top:bottom, left:right] *= np.float32(0.3)
    if item.patchy:
        height = smooth_noise(rng, plate.shape, 4 * size)
        ink *= 1 - 0.9 * np.clip(4 * (np.quantile(height, item.patchy) - height), 0, 1)
    plate = plate * (np.float32(item.strength) * np.clip(ink, 0.08, 1).astype(np.float32))
    return plate * taken_by_grain(rng, plate.shape, inch, item.dry) if item.dry else plate


def _strike(
    sheet: Sheet, item: Stamp, rect: Rect, affine: Affine, group: int, numbers: list[int], rng: np.random.Generator
) -> None:
    """Strike a stamp out with a line that runs as its text does."""
    patch = pen_line(rect, sheet.inch, rng)
    plate = blank_canvas(int(rect[2] + sheet.inch), int(rect[3] + sheet.inch))
    lay(plate, patch)
    sheet.lay(item.ink, transform(plate, affine))
    sheet.add_mark(LineKind.PEN_STRIKE, rect_around(patch.outline()), group, numbers, affine)


def _words(line: str, font: ImageFont.FreeTypeFont) -> list[tuple[str, float]]:
    """Return the words of a line, and how far from its left each starts."""
    result, done = [], 0.0
    for word in line.split():
        result.append((word, done))
        done += _length(word + " ", font)
    return result


def _length(text: str, font: ImageFont.FreeTypeFont) -> float:
    """Return the length of a text in which an underscore stands for a piece of rule."""
    rules = text.count("_")
    return float(font.getlength(text.replace("_", ""))) + rules * 0.55 * font.size


def _word_or_rule(word: str, font: ImageFont.FreeTypeFont, at: Point) -> Patch:
    if word.strip("_"):
        return draw_text(word, font, at)
    end = (at[0] + _length(word, font), at[1])
    path = straight((at[0], at[1] + 1), (end[0], end[1] + 1))
    return draw_path(path, [max(1.2, font.size * 0.06)] * len(path))
