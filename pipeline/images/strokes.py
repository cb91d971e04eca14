"""Strokes through ink: the line of a pen across a word, found by following slanted and bowed rows of its picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.images.ink import InkMap, Mask
from pipeline.model.geometry import Box

BAND = (0.18, 0.86)
"""Of a word's height, from the top: where a line that strikes it out runs."""
SLOPES = 9
"""Odd, so that the middle one is that of the line of type."""
STEEPEST = 0.09
"""Pixels down for each to the right, beyond the slope of the line of type."""
BOWS = (0.0, -0.15, 0.15)
"""How far down a row lies at the ends of a box, over where it lies in the middle, in letters' rooms: pens draw arcs."""
FURTHEST_BOW = 1.5
"""Of that, where a row is followed beyond the box."""
LIKELIEST = 16
"""Rows that are followed pixel by pixel: those that have most ink."""
BLOCK = 8
"""Columns by which ink is counted to find them."""
REACH = 0.42
"""Of a letter's room: the stretch that is looked at beside a box."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """The rows of ink through a box; shares of its width."""

    covered: float
    """The most that a row has of ink."""
    beyond: float
    """How much ink that row has just before or just behind the box, whichever is more: a share of that stretch."""
    unbroken: float
    """The longest stretch of ink without a gap in any row, in pixels of the page."""


NO_STROKE = Stroke(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Ways:
    """How rows run through a box of one width; in pixels of the mask."""

    wide: int
    beyond: int
    down: NDArray[np.intp]
    """How far below its middle each row is: rows, columns, those beyond both sides of the box included."""
    edges: NDArray[np.intp]
    """The columns at which blocks begin."""
    down_of_blocks: NDArray[np.intp]
    """How far below its middle each row is at the middle of each block: rows, blocks."""

    @property
    def columns(self) -> int:
        return len(self.down[0])


def best_strokes(ink: InkMap, boxes: Sequence[Box], slope: float, pitch: float) -> list[Stroke]:
    """Return how ink runs through each of ``boxes``.

    ``slope`` is that of the line of type, ``pitch`` the room of one letter in pixels of the page.
    """
    places = [ink.reduced(box) for box in boxes]
    beyond = max(1, round(REACH * pitch / ink.factor))
    bow = pitch / ink.factor
    ways = {
        wide: _ways(wide, beyond, slope, bow) for wide in {right - left for left, _, right, _ in places} if wide > 2
    }
    margin = max((int(np.abs(each.down).max()) for each in ways.values()), default=0) + beyond + 1
    mask = np.pad(ink.mask, margin, mode="edge")
    return [
        _best_stroke(mask, left + margin, (top + margin, bottom + margin), ways[right - left], ink.factor)
        if right - left > 2 and bottom - top > 4
        else NO_STROKE
        for left, top, right, bottom in places
    ]


def _ways(wide: int, beyond: int, slope: float, bow: float) -> _Ways:
    aside = np.arange(-beyond, wide + beyond) - wide / 2
    slopes = slope + np.linspace(-STEEPEST, STEEPEST, SLOPES)
    bowed = bow * np.array(BOWS)[:, None] * np.minimum((2 * aside / wide) ** 2, FURTHEST_BOW)
    down = np.rint(slopes[:, None, None] * aside + bowed).astype(np.intp).reshape(-1, len(aside))
    edges = np.arange(0, len(aside), BLOCK)
    return _Ways(wide, beyond, down, edges, down[:, np.minimum(edges + BLOCK // 2, len(aside) - 1)])


def _best_stroke(mask: Mask, left: int, sides: tuple[int, int], ways: _Ways, factor: int) -> Stroke:
    """Return the stroke through a box whose upper and lower side are ``sides``; ``factor`` is that of the mask."""
    high = sides[1] - sides[0]
    rows = np.arange(sides[0] + round(BAND[0] * high), sides[0] + round(BAND[1] * high))
    start = left - ways.beyond
    which, row = _likeliest(mask, rows, start, ways)
    found = mask.ravel().take(
        (row[:, None] + ways.down[which]) * mask.shape[1] + np.arange(start, start + ways.columns)
    )
    parts = np.add.reduceat(found, (0, ways.beyond, ways.beyond + ways.wide), axis=1, dtype=np.int32)
    covered, after = parts[:, 1] / ways.wide, np.maximum(parts[:, 0], parts[:, 2]) / ways.beyond
    best = int(np.argmax(covered + 0.1 * after))
    return Stroke(float(covered[best]), float(after[best]), _longest(found) * factor)


def _likeliest(mask: Mask, rows: NDArray[np.intp], left: int, ways: _Ways) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the rows that have most ink of those through ``rows``: the number of their way, and where they begin.

    The ink is counted in blocks of a few columns, each at the height of its middle.
    """
    down, count = ways.down_of_blocks, len(ways.edges)
    first = rows[0] + down.min()
    part = mask[first : rows[-1] + down.max() + 1, left : left + ways.columns]
    blocks = np.add.reduceat(part, ways.edges, axis=1, dtype=np.float32)
    places = (down * count + np.arange(count))[:, None] + ((rows - first) * count)[:, None]
    ink = (blocks.ravel().take(places) @ np.ones(count, dtype=np.float32)).ravel()
    most = np.argpartition(-ink, min(LIKELIEST, len(ink)) - 1)[:LIKELIEST]
    return most // len(rows), rows[most % len(rows)]


def _longest(found: Mask) -> int:
    """Return the longest stretch of ink in any row; gaps of one pixel do not part it."""
    rows, columns = found.shape
    closed = np.zeros((rows, columns + 1), dtype=bool)  # a white pixel behind each row
    closed[:, :-1] = found
    closed[:, 1:-2] |= found[:, :-2] & found[:, 2:]
    white = np.flatnonzero(~closed)
    return max(int(white[0]), int((white[1:] - white[:-1]).max()) - 1)
