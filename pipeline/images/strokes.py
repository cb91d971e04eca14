"""Straight strokes through ink: the line of a pen across a word, found by following slanted rows of its picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

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


def best_stroke(ink: InkMap, box: Box, slope: float, pitch: float) -> Stroke:
    """Return how ink runs straight through ``box``.

    ``slope`` is that of the line of type, ``pitch`` the room of one letter in pixels of the page.
    """
    left, top, right, bottom = ink.reduced(box)
    wide, high, beyond = right - left, bottom - top, max(1, round(REACH * pitch / ink.factor))
    rows = np.arange(round(BAND[0] * high), max(round(BAND[1] * high), 1))
    if wide < 3 or high < 5 or not len(rows):
        return NO_STROKE
    columns = np.arange(-beyond, wide + beyond)
    slopes = slope + np.linspace(-STEEPEST, STEEPEST, SLOPES)
    down = np.rint(slopes[:, None] * (columns - wide / 2)[None, :]).astype(np.int64)
    at_row = np.clip(top + rows[None, :, None] + down[:, None, :], 0, ink.mask.shape[0] - 1)
    at_column = np.clip(left + columns, 0, ink.mask.shape[1] - 1)
    found = ink.mask[at_row, at_column[None, None, :]]
    covered = found[:, :, beyond:-beyond].mean(axis=2)
    after = np.maximum(found[:, :, :beyond].mean(axis=2), found[:, :, -beyond:].mean(axis=2))
    best = int(np.argmax(covered + 0.1 * after))
    return Stroke(float(covered.flat[best]), float(after.flat[best]), _longest(found) * ink.factor)


def _longest(found: Mask) -> int:
    """Return the longest stretch of ink in any row; gaps of one pixel do not part it."""
    found = found.copy()
    found[:, :, 1:-1] |= found[:, :, :-2] & found[:, :, 2:]
    index = np.arange(found.shape[2])
    last_white = np.maximum.accumulate(np.where(found, -1, index), axis=2)
    return int((index - last_white).max())
