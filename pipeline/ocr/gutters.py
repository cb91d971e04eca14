"""The white between columns of text, found from the boxes of words alone.

A gutter is a strip that no word covers (or hardly any) in many rows running, with rows of text ending on its left and
beginning on its right. White between words lies in line in a few rows, too, but hardly ever in ten. After the column
separators of T. M. Breuel, "Two geometric algorithms for layout analysis" (2002), sought here in bands of the page, so
that a gutter may lean or bend.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.geometry import Box

BAND = 10.0
"""Heights of a word, from the top of a band of the page to its bottom: some seven rows of text."""
STEP = 5.0
"""Heights of a word from one band to the next."""
LEAST_HEIGHT = 15.0
"""Of a gutter, in heights of a word."""
LEAST_WIDTH = 0.3
"""Of a gutter, in heights of a word."""
LEAST_SHARED = 0.15
"""Heights of a word that the white of two bands must have in common to be one gutter."""
LEAST_ROWS = 4
"""Rows of text that a band must have on either side of a gutter."""
NEAR = 3.0
"""Heights of a word from a gutter within which its rows end and begin."""
ROW = 0.6
"""Heights of a word by which a row lies below another at least."""


@dataclass(frozen=True, slots=True)
class White:
    """A strip of white through a band of the page."""

    top: float
    bottom: float
    left: int
    right: int

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Gutter:
    """The white between two columns, from band to band downwards; never empty."""

    whites: tuple[White, ...]

    @property
    def top(self) -> float:
        return self.whites[0].top

    @property
    def bottom(self) -> float:
        return self.whites[-1].bottom

    def across(self, down: float) -> float:
        """Return where the middle of the gutter is at a height of the page; beyond its ends, as it is there."""
        return min(self.whites, key=lambda white: abs((white.top + white.bottom) / 2 - down)).middle


def find_gutters(boxes: Sequence[Box], height: float, crossing: int = 0) -> list[Gutter]:
    """Return the gutters between ``boxes`` of words of the given usual ``height``, in pixels.

    So many words as ``crossing`` says may cover a gutter in each band: the engine joins words across narrow ones.
    """
    growing: list[list[White]] = []
    found: list[list[White]] = []
    for whites in _bands(boxes, height, crossing):
        still: list[list[White]] = []
        for gutter in growing:
            following = next((white for white in whites if _shared(gutter[-1], white) >= LEAST_SHARED * height), None)
            if following:
                whites.remove(following)
                still.append([*gutter, following])
            else:
                found.append(gutter)
        growing = still + [[white] for white in whites]
    gutters = [Gutter(tuple(whites)) for whites in found + growing]
    return [gutter for gutter in gutters if gutter.bottom - gutter.top >= LEAST_HEIGHT * height]


def _shared(one: White, other: White) -> int:
    return min(one.right, other.right) - max(one.left, other.left)


def _bands(boxes: Sequence[Box], height: float, crossing: int) -> Iterator[list[White]]:
    """Yield the strips of white of each band, from the top of the page down."""
    ordered = sorted(boxes, key=_middle)
    middles = [_middle(box) for box in ordered]
    top, end = (middles[0], middles[-1]) if middles else (0.0, 0.0)
    while top < end:
        bottom = top + BAND * height
        inside = ordered[bisect_left(middles, top) : bisect_left(middles, bottom)]
        yield [
            White(top, bottom, left, right)
            for left, right in _uncovered(inside, crossing)
            if right - left >= LEAST_WIDTH * height and _parts_rows(inside, left, right, height)
        ]
        top += STEP * height


def _uncovered(boxes: Sequence[Box], crossing: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches from left to right, between boxes, that at most so many of them cover."""
    edges = sorted([(box.left, 1) for box in boxes] + [(box.right, -1) for box in boxes])
    covering, begin = 0, None
    for across, change in edges:
        before, covering = covering, covering + change
        if before > crossing >= covering:
            begin = across
        elif before <= crossing < covering and begin is not None:
            yield begin, across


def _parts_rows(boxes: Sequence[Box], left: int, right: int, height: float) -> bool:
    """Say whether enough rows end near the left of a strip of white, and begin near its right."""
    middle, near = (left + right) / 2, NEAR * height
    ending = [box for box in boxes if box.left + box.right <= 2 * middle and left - box.right < near]
    beginning = [box for box in boxes if box.left + box.right > 2 * middle and box.left - right < near]
    return min(_row_count(ending, height), _row_count(beginning, height)) >= LEAST_ROWS


def _row_count(boxes: Sequence[Box], height: float) -> int:
    count, last = 0, float("-inf")
    for middle in sorted(map(_middle, boxes)):
        if middle - last > ROW * height:
            count, last = count + 1, middle
    return count


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2
