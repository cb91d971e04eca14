"""Straight strokes through ink: the line of a pen across a word, found by following slanted rows of its picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.images.ink import InkMap, Mask
from pipeline.model.geometry import Box

BAND = (0.18, 0.86)
"""Of a word's height, from the top: where a line that strikes it out runs."""
SLOPES = 11
"""Odd, so that the middle one is that of the line of type."""
STEEPEST = 0.09
"""Pixels down for each to the right, beyond the slope of the line of type."""
REACH = 0.42
"""Of a letter's room: the stretch that is looked at beside a box."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """The straight rows of ink through a box; shares of its width."""

    covered: float
    """The most that a slanted row has of ink."""
    beyond: float
    """How much ink that row has just before or just behind the box, whichever is more: a share of that stretch."""
    unbroken: float
    """The longest stretch of ink without a gap in any slanted row, in pixels of the page."""


NO_STROKE = Stroke(0.0, 0.0, 0.0)


def best_strokes(ink: InkMap, boxes: Sequence[Box], slope: float, pitch: float) -> list[Stroke]:
    """Return how ink runs straight through each of ``boxes``.

    ``slope`` is that of the line of type, ``pitch`` the room of one letter in pixels of the page.
    """
    places = [ink.reduced(box) for box in boxes]
    beyond = max(1, round(REACH * pitch / ink.factor))
    slopes = slope + np.linspace(-STEEPEST, STEEPEST, SLOPES)
    widest = max((right - left for left, _, right, _ in places), default=0)
    margin = math.ceil(float(np.abs(slopes).max()) * (widest / 2 + beyond)) + beyond + 1
    mask = np.pad(ink.mask, margin, mode="edge")
    found = [_best_stroke(mask, [side + margin for side in place], slopes, beyond) for place in places]
    return [replace(stroke, unbroken=stroke.unbroken * ink.factor) for stroke in found]


def _best_stroke(mask: Mask, place: Sequence[int], slopes: NDArray[np.float64], beyond: int) -> Stroke:
    """Return the stroke through left, top, right and bottom in pixels of the mask, in which lengths are told, too."""
    left, top, right, bottom = place
    wide, high = right - left, bottom - top
    rows = np.arange(round(BAND[0] * high), max(round(BAND[1] * high), 1))
    if wide < 3 or high < 5 or not len(rows):
        return NO_STROKE
    columns = np.arange(-beyond, wide + beyond)
    down = np.rint(slopes[:, None] * (columns - wide / 2)).astype(np.intp)
    stride = mask.shape[1]
    first_row = (top + down) * stride + left + columns
    found = mask.ravel().take(first_row[:, None, :] + (rows * stride)[:, None])
    parts = np.add.reduceat(found, (0, beyond, beyond + wide), axis=2, dtype=np.int32)
    covered, after = parts[:, :, 1] / wide, np.maximum(parts[:, :, 0], parts[:, :, 2]) / beyond
    best = int(np.argmax(covered + 0.1 * after))
    return Stroke(float(covered.flat[best]), float(after.flat[best]), _longest(found))


def _longest(found: Mask) -> int:
    """Return the longest stretch of ink in any row; gaps of one pixel do not part it."""
    slopes, rows, columns = found.shape
    closed = np.zeros((slopes, rows, columns + 1), dtype=bool)  # a white pixel behind each row
    closed[:, :, :-1] = found
    closed[:, :, 1:-2] |= found[:, :, :-2] & found[:, :, 2:]
    white = np.flatnonzero(~closed)
    return max(int(white[0]), int((white[1:] - white[:-1]).max()) - 1)
