"""Taking the line of a pen out of a word: where the ink is no thicker than the line itself, it becomes paper."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.images.cells import INK, LEAST_CONTRAST, PAPER
from pipeline.images.ink import Mask
from pipeline.images.pixels import Numbers, as_array, from_array
from pipeline.images.strokes import BAND
from pipeline.model.geometry import Box
from pipeline.model.picture import GreyPicture

DARK = 0.4
"""Of the contrast between paper and ink, from which a pixel is ink."""
BENT = 0.05
"""What a step up or down costs a line, in darkness: pens go straight on."""
THICKER = 1.6
"""Times the thickness of the line, from which the ink on its way is that of a letter it crosses."""
FRINGE = 1
"""Pixels above and below, that are half inked."""


def without_line(picture: GreyPicture, box: Box) -> GreyPicture:
    """Return the region ``box`` of a picture without the darkest line that runs through it from left to right.

    A part of the region must lie on the picture.
    """
    cut = as_array(picture)[max(0, box.top) : box.bottom, max(0, box.left) : box.right].copy()
    height, width = cut.shape
    if height >= 5 and width >= 5:
        ink, paper = np.percentile(cut, (INK, PAPER))
        dark = (paper - cut) / max(paper - ink, LEAST_CONTRAST)
        cut[_line(dark)] = round(paper)
    return from_array(cut, picture.dpi)


def _line(dark: Numbers) -> Mask:
    """Return the pixels that belong to the line and to nothing else."""
    way = _way(dark)
    above, below = _reach(dark > DARK, way)
    thick = above + below - 1
    inked = thick > 0
    if not inked.any():
        return np.zeros_like(dark, dtype=bool)
    usual = float(np.quantile(thick[inked], 0.25))
    thin = inked & (thick <= np.ceil(THICKER * usual))
    rows = np.arange(len(dark))[:, None]
    return np.asarray(thin & (rows > way - above - FRINGE) & (rows < way + below + FRINGE))


def _way(dark: Numbers) -> NDArray[np.int64]:
    """Return the row of the line in each column: the darkest way through the middle of the word."""
    first, end = int(BAND[0] * dark.shape[0]), max(int(BAND[1] * dark.shape[0]), int(BAND[0] * dark.shape[0]) + 1)
    band = np.clip(dark[first:end], 0, 1)
    rows, columns = band.shape
    came = np.zeros((columns, rows), dtype=np.int64)
    best = band[:, 0].copy()
    edge = np.array([-np.inf])
    for column in range(1, columns):
        ways = np.stack((best, np.r_[edge, best[:-1]] - BENT, np.r_[best[1:], edge] - BENT))
        came[column] = np.array([0, -1, 1])[ways.argmax(axis=0)]
        best = ways.max(axis=0) + band[:, column]
    way = np.empty(columns, dtype=np.int64)
    way[-1] = int(best.argmax())
    for column in range(columns - 1, 0, -1):
        way[column - 1] = way[column] + came[column, way[column]]
    return way + first


def _reach(ink: Mask, way: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how many inked pixels lie one above the other from the line upwards, and downwards, itself included."""
    rows = np.arange(len(ink))[:, None]
    white_above = np.where(~ink & (rows <= way), rows, -1).max(axis=0)
    white_below = np.where(~ink & (rows >= way), rows, len(ink)).min(axis=0)
    return way - white_above, white_below - way
