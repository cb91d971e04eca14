"""Text along the rim of an oval stamp: where the oval lies, how deep its rim is, which stretches of it hold text."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from pipeline.images.ink import Mask
from pipeline.images.ovals import Oval, fit_oval, unrolled
from pipeline.images.pixels import Numbers
from pipeline.model.geometry import Box
from pipeline.model.picture import GreyPicture
from pipeline.ocr.detectors.groups import Group, box_of
from pipeline.ocr.detectors.kinds import are_frames
from pipeline.ocr.detectors.words import Sight

LEAST_RADIUS = 1.8
"""Heights of a word that the shorter half axis must have, for text to have room along the rim."""
BORDER = 0.7
"""Heights of a word within which the ink of the border ends, seen from outside."""
LETTERS = (0.5, 2.0)
"""Least and greatest height of letters along a rim, in heights of a word."""
SPACE = 1.0
"""Heights of a word without ink that part two stretches of text; the space between words is narrower."""
SHORTEST = 1.5
"""Heights of a word: shorter stretches are ornaments."""
MOST_STRETCHES = 4
MIDDLE = 0.85
"""Of the half axes inside the rim: half the sides of the rectangle in which the other lines of a stamp stand."""


@dataclass(frozen=True, slots=True)
class Rim:
    """What lies between the border of an oval and its middle; pixels of the page."""

    oval: Oval
    depth: tuple[float, float]
    """Where the letters begin and end, inwards from the border."""
    stretches: tuple[tuple[float, float], ...]
    """Those that hold text, clockwise, as directions from the centre (``Oval.points``)."""

    def holds(self, box: Box) -> bool:
        """Say whether the middle of a box lies on the rim."""
        x, y = np.array([(box.left + box.right) / 2]), np.array([(box.top + box.bottom) / 2])
        inner = 1 - self.depth[1] / min(self.oval.along, self.oval.across)
        return bool(self.oval.radii(x, y)[0] > inner)

    @property
    def middle(self) -> Box:
        """What lies inside of the rim, as a rectangle that reaches a little into it at the corners."""
        oval = self.oval
        right, down = (MIDDLE * (side - self.depth[1]) for side in (oval.along, oval.across))
        left, top = max(0, round(oval.x - right)), max(0, round(oval.y - down))
        return Box(left, top, max(left, round(oval.x + right)), max(top, round(oval.y + down)))

    def views(self, picture: GreyPicture, number: int) -> tuple[GreyPicture, GreyPicture]:
        """Return a stretch laid out straight: as text whose feet are at the centre, and as text whose head is there."""
        return (
            unrolled(picture, self.oval, self.stretches[number], self.depth, outwards=False),
            unrolled(picture, self.oval, self.stretches[number], self.depth, outwards=True),
        )


def find_rim(sight: Sight, group: Group) -> Rim | None:
    """Return the rim of an oval stamp; None where the group has no oval border with text along it."""
    unit = sight.frame.height / sight.ink.factor
    for left, top, right, bottom in _borders(sight, group, unit):
        cut = sight.ink.mask[top:bottom, left:right]
        oval = fit_oval(cut)
        if oval is not None and min(oval.along, oval.across) > LEAST_RADIUS * unit:
            return _rim(sight, oval.scaled(1.0, left, top), unit)
    return None


def _borders(sight: Sight, group: Group, unit: float) -> list[tuple[int, int, int, int]]:
    """Return where a border may lie, in pixels of the mask: each frame of the group, the largest first; all of it."""
    frames = group.pieces.chosen(are_frames(group.pieces, unit))
    sides = zip(frames.left, frames.top, frames.right, frames.bottom, strict=True)
    found = sorted(
        ((int(left), int(top), int(right), int(bottom)) for left, top, right, bottom in sides),
        key=lambda box: (-(box[2] - box[0]) * (box[3] - box[1]), box),
    )
    return [*found[:2], sight.ink.reduced(box_of(group.pieces, sight.ink.factor))]


def _rim(sight: Sight, oval: Oval, unit: float) -> Rim | None:
    steps = max(16, round(2 * math.pi * math.hypot(oval.along, oval.across) / math.sqrt(2)))
    directions = np.linspace(0.0, 2 * math.pi, steps, endpoint=False)
    deepest = min((BORDER + LETTERS[1]) * unit, 0.8 * min(oval.along, oval.across))
    straight = _straightened(sight.ink.mask, oval, directions, np.linspace(0.0, int(deepest), int(deepest) + 1))
    first, last = _letters(straight.mean(axis=1), unit)
    pieces = _stretches(np.asarray(straight[first:last].any(axis=0)), unit)
    if not pieces:
        return None
    factor = sight.ink.factor
    to_direction = 2 * math.pi / steps
    margin = 0.4 * unit
    stretches = tuple(((start - margin) * to_direction, (end + margin) * to_direction) for start, end in pieces)
    return Rim(oval.scaled(factor), (first * factor, last * factor), stretches)


def _straightened(mask: Mask, oval: Oval, directions: Numbers, inwards: Numbers) -> Mask:
    rows = [oval.points(directions, float(distance)) for distance in inwards]
    x = np.clip([row[0] for row in rows], 0, mask.shape[1] - 1).astype(np.int64)
    y = np.clip([row[1] for row in rows], 0, mask.shape[0] - 1).astype(np.int64)
    return mask[y, x]


def _letters(profile: Numbers, unit: float) -> tuple[int, int]:
    """Return at which depths the letters begin and end: where there is least ink behind the border, and behind them."""
    border = max(2, round(BORDER * unit))
    first = int(np.argmin(profile[1:border])) + 1
    start = min(first + round(LETTERS[0] * unit), len(profile) - 1)
    return first, start + int(np.argmin(profile[start:])) + 1


def _stretches(columns: Mask, unit: float) -> list[tuple[int, int]]:
    """Return where ink begins and ends along a closed round, parted by ``SPACE``; ends may lie beyond the round."""
    inked = np.flatnonzero(columns)
    if not len(inked):
        return []
    gaps = np.diff(np.append(inked, inked[0] + len(columns)))
    breaks = np.flatnonzero(gaps > SPACE * unit)
    if not len(breaks):
        return [(int(inked[0]), int(inked[0]) + len(columns))]
    starts, ends = inked[(breaks + 1) % len(inked)], inked[np.roll(breaks, -1)]
    found = [
        (int(start), int(end) + 1 + (len(columns) if end < start else 0))
        for start, end in zip(starts, ends, strict=True)
    ]
    found = [(start, end) for start, end in found if end - start >= SHORTEST * unit]
    return sorted(sorted(found, key=lambda each: each[0] - each[1])[:MOST_STRETCHES])
