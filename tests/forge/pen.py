"""What a pen adds: handwriting, unreadable initials, strikes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.model.page import InkKind
from tests.forge.canvas import (
    Outline,
    Patch,
    Rect,
    blank_canvas,
    draw_path,
    draw_text,
    lay,
    rect_around,
    smooth_noise,
    taken_by_grain,
    transform,
)
from tests.forge.faces import load_face
from tests.forge.geometry import Point, shift, turn
from tests.forge.sheet import Sheet
from tests.forge.spec import Hand, Ink, Scribble
from tests.forge.truth import LineKind

NIB = 0.011
"""Width of a pen's line, inches."""


def write_hand(sheet: Sheet, item: Hand, group: int, rng: np.random.Generator) -> None:
    """Write a line by hand, turned as the item says, and note its words."""
    font = load_face(item.face, round(item.points / 72 * sheet.inch))
    margin = round(font.size)
    plate = blank_canvas(int(font.getlength(item.text + "  ") * 1.25) + 2 * margin, 3 * margin)
    baseline, right = 2.0 * margin, float(margin)
    outlines: list[Outline] = []
    for word in item.text.split():
        drift = rng.standard_normal() * 0.04 * margin
        patch = draw_text(word, font, (right, baseline + drift))
        lay(plate, patch)
        outlines.append(patch.outline())
        right += font.getlength(word) + font.getlength("n") * (0.7 + 0.3 * rng.random())
    plate = plate * (item.strength * np.clip(0.92 + 0.12 * smooth_noise(rng, plate.shape, margin / 2), 0.55, 1))
    if item.dry:
        plate = plate * taken_by_grain(rng, plate.shape, sheet.inch, item.dry)
    at = shift(item.left * sheet.inch - margin, item.baseline * sheet.inch - baseline)
    affine = at.then(turn(item.angle, (item.left * sheet.inch, item.baseline * sheet.inch)))
    sheet.lay(item.ink, transform(plate, affine))
    line = sheet.new_line()
    numbers = [
        sheet.add_word(
            word,
            outline,
            affine=affine,
            kind=InkKind.SIGNATURE if item.is_initials else InkKind.HAND,
            ink=item.ink,
            group=group,
            line=line,
            struck="pen" if item.is_struck else "",
            is_unclear=index in item.unclear,
        )
        for index, (word, outline) in enumerate(zip(item.text.split(), outlines, strict=True))
    ]
    if item.is_struck:
        whole = np.concatenate([sheet.outlines[number] for number in numbers])
        strike_through(sheet, item.ink, rect_around(whole), group, numbers, rng)


def scribble(sheet: Sheet, item: Scribble, group: int, rng: np.random.Generator) -> None:
    """Draw a tick, or initials nobody can read, that fill the item's rectangle."""
    inch = sheet.inch
    count = int(10 * (item.width + item.height) * inch)
    path = _tick(rng, count) if item.is_tick else _loops(rng, count)
    points = [((item.left + x * item.width) * inch, (item.top + y * item.height) * inch) for x, y in path]
    widths = [NIB * inch * (0.7 + 0.5 * abs(math.sin(index / len(points) * 17))) for index in range(len(points))]
    patch = draw_path(points, widths)
    cover = patch.cover * np.float32(item.strength)
    if item.dry:
        cover = cover * taken_by_grain(rng, cover.shape, inch, item.dry)
    sheet.lay(item.ink, replace(patch, cover=cover))
    kind = InkKind.HAND if item.is_tick else InkKind.SIGNATURE
    sheet.add_word("", patch.outline(), kind=kind, ink=item.ink, group=group, line=sheet.new_line(), is_unclear=True)


def _loops(rng: np.random.Generator, count: int) -> list[Point]:
    """Return the points of a run of loops from left to right: two swings, one of them uneven, and a drift."""
    time = np.linspace(0, 1, count)
    start, lag, wane = rng.uniform(0, 2 * math.pi, 3)
    swing = 2 * math.pi * rng.uniform(2.5, 5.5) * time + start
    x = time + rng.uniform(0.05, 0.2) * np.sin(swing + 1 + lag / 6) * (1 - 0.7 * time)
    height = 0.25 + 0.75 * np.abs(np.cos(math.pi * rng.uniform(1, 2.5) * time + wane))
    y = rng.uniform(-0.4, 0.4) * time - np.sin(swing) * height
    return _within_unit(x, y)


def _tick(rng: np.random.Generator, count: int) -> list[Point]:
    """Return the points of a tick: a short stroke down, or none, and a long bowed one up to the right."""
    turns = rng.uniform(0.0, 0.35)
    time = np.linspace(0, 1, count)
    down, up = np.clip(time / max(turns, 1e-6), 0, 1), np.clip((time - turns) / (1 - turns), 0, 1)
    short = rng.uniform(0.15, 0.6) if turns > 0.08 else 0.0
    bow = rng.uniform(-0.35, 0.5) * np.sin(math.pi * up)
    return _within_unit(short * 0.5 * down + up + 0.3 * bow, short * down - up - bow)


def _within_unit(x: NDArray[np.float64], y: NDArray[np.float64]) -> list[Point]:
    """Return points stretched to the unit square."""
    square = [(part - part.min()) / (part.max() - part.min()) for part in (x, y)]
    return list(zip(square[0].tolist(), square[1].tolist(), strict=True))


def strike_through(
    sheet: Sheet, ink: Ink, rect: Rect, group: int, words: Iterable[int], rng: np.random.Generator
) -> None:
    """Draw a pen's line through a rectangle, a little beyond its ends and never quite straight."""
    patch = pen_line(rect, sheet.inch, rng)
    sheet.lay(ink, patch)
    sheet.add_mark(LineKind.PEN_STRIKE, rect_around(patch.outline()), group, words)


def pen_line(rect: Rect, inch: int, rng: np.random.Generator) -> Patch:
    """Return a pen's line through the middle of a rectangle."""
    left, top, right, bottom = rect
    beyond = 0.05 * inch * (0.5 + rng.random(2))
    middle = (top + bottom) / 2 + (bottom - top) * 0.12 * rng.standard_normal(2)
    bow = 0.012 * inch * rng.standard_normal()
    start, end = left - beyond[0], right + beyond[1]
    count = max(8, int((end - start) * 2))
    points = []
    for index in range(count):
        part = index / (count - 1)
        height = middle[0] + (middle[1] - middle[0]) * part + bow * math.sin(math.pi * part)
        points.append((float(start + (end - start) * part), float(height)))
    patch = draw_path(points, [NIB * inch * (1.1 - 0.3 * index / count) for index in range(count)])
    return replace(patch, cover=patch.cover * np.float32(0.95))
