"""The room of each letter of typed words, as small pictures of one size: the letters of a machine stand in cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.images.pixels import as_image, between_pixels
from pipeline.model.picture import GreyPicture

COLUMNS = 12
"""Samples to a letter's room; rows are as far apart."""
ABOVE, BELOW = 13, 4
"""Rows above and below the foot of the letters."""
MARGIN = 2
"""Samples on each side of a cell: letters are shifted by so many at most to find how they lie best."""
PAPER, INK = 85, 2
"""Percentiles of the brightness of a line: its paper, and its darkest ink."""
AT_ONCE = 256
"""Cells sampled at a time, so that they stay within a processor's cache; a page of a newspaper has twenty thousand."""
SOME = 3
"""Every third sample is enough to tell them."""
LEAST_CONTRAST = 20
"""Steps of grey between the two, at least."""
DARKEST = 1.3
"""Ink of which two types hit one place is darker than the line's own; more does not count."""

Cells = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Strip:
    """Where the letters of one word stand, in pixels of the page."""

    left: float
    """Where the first cell begins."""
    foot: float
    """Of the letters at ``left``."""
    count: int
    """Cells."""
    line: int
    """Words of one line stand together, and are measured by the same paper and ink."""


def sample_cells(picture: GreyPicture, strips: Sequence[Strip], pitch: float, slope: float) -> Cells:
    """Return the darkness of all cells of all strips, one after another: 0 is paper, 1 the dark ink of the line.

    The shape is cells, rows, columns, with ``MARGIN`` around each. ``pitch`` is the width of a cell, ``slope`` how far
    a line runs down for each pixel to the right.
    """
    factor = max(1, int(pitch / COLUMNS))
    image = as_image(picture)
    pixels = np.asarray(image.reduce(factor) if factor > 1 else image)
    number = np.concatenate([np.arange(strip.count) for strip in strips])
    counts = [strip.count for strip in strips]
    left = np.repeat([strip.left for strip in strips], counts) + number * pitch
    foot = np.repeat([strip.foot for strip in strips], counts) + number * pitch * slope
    step = pitch / COLUMNS
    across = (np.arange(-MARGIN, COLUMNS + MARGIN) + 0.5) * step
    down = (np.arange(-ABOVE - MARGIN, BELOW + MARGIN) + 0.5) * step
    sampled = np.empty((len(left), len(down), len(across)), dtype=np.float32)
    for start in range(0, len(left), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        x = (left[part, None, None] + across) / factor - 0.5
        y = (foot[part, None, None] + down[:, None] + slope * across) / factor - 0.5
        sampled[part] = between_pixels(pixels, x.astype(np.float32), y.astype(np.float32))
    return _darkness(sampled, np.repeat([strip.line for strip in strips], counts))


def _darkness(brightness: Cells, lines: NDArray[np.int64]) -> Cells:
    result = np.empty_like(brightness)
    starts = np.flatnonzero(np.diff(lines, prepend=-1))
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        part = brightness[start:end]
        ordered = np.sort(part.ravel()[::SOME])
        ink, paper = (ordered[round(share / 100 * (len(ordered) - 1))] for share in (INK, PAPER))
        result[start:end] = np.clip((paper - part) / max(paper - ink, LEAST_CONTRAST), 0, DARKEST)
    return result
