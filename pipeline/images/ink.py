"""Where a page has ink: a mask of it, at the size at which letters are still whole, and its connected pieces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from pipeline.images.pixels import Pixels, as_image
from pipeline.model.geometry import Box
from pipeline.model.picture import GreyPicture

LEAST_LETTER = 14
"""Pixels of a word's height below which a page is not reduced further."""
LEAST_CONTRAST = 28
"""How much darker than its paper a pixel must be to count as ink, whatever the page."""
CONTRAST_SHARE = 0.4
"""Of the contrast of the page's dark ink, which fainter ink must have."""
LEAST_FAINT = 12
"""The same for faint ink, such as pencil."""
NOISES = 5.0
"""How many deviations of the paper's grain faint ink must be darker than the paper."""
GAUSS = 1.48
"""Deviation of a Gaussian over the median distance from its middle."""
DARK_SHARE = 0.3
"""Of a piece of ink, faint pixels included, that are dark where it is not a faint piece."""
_PAPER_GRID = 8

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class InkMap:
    """The ink of a page, reduced by a whole number."""

    mask: Mask
    factor: int
    """Pixels of the page to a pixel of the mask, in each direction."""
    faint: Mask
    """The same with whatever stands out from the grain of the paper, be it hardly darker."""

    def cut(self, box: Box) -> Mask:
        """Return the ink within a box given in pixels of the page."""
        left, top, right, bottom = self.reduced(box)
        return self.mask[top:bottom, left:right]

    def reduced(self, box: Box) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom of a box of the page in pixels of the mask, within the mask."""
        height, width = self.mask.shape
        left, top = max(0, box.left // self.factor), max(0, box.top // self.factor)
        right, bottom = -(-box.right // self.factor), -(-box.bottom // self.factor)
        return left, top, min(width, right), min(height, bottom)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Connected pieces of ink: one row of each array for each piece; lengths in pixels of the mask."""

    left: Numbers
    top: Numbers
    right: Numbers
    bottom: Numbers
    area: Numbers
    runs: Numbers
    """How many horizontal runs of ink it is made of; area over runs is its mean width of stroke."""

    def __len__(self) -> int:
        return len(self.left)

    @property
    def width(self) -> Numbers:
        return self.right - self.left

    @property
    def height(self) -> Numbers:
        return self.bottom - self.top

    def chosen(self, which: Mask) -> Pieces:
        """Return the pieces for which ``which`` is true."""
        return Pieces(*(getattr(self, name)[which] for name in ("left", "top", "right", "bottom", "area", "runs")))


def ink_map(picture: GreyPicture, letter_height: float) -> InkMap:
    """Return the ink of a page whose words are ``letter_height`` pixels high."""
    factor = max(1, int(letter_height / LEAST_LETTER))
    image = as_image(picture)
    small = image.reduce(factor) if factor > 1 and min(image.size) > factor else image
    factor = factor if small is not image else 1
    paper, seen = _paper(small), np.asarray(small)
    some = paper[::3, ::3].astype(np.int16) - seen[::3, ::3]
    middle, strongest = (float(each) for each in np.percentile(some, (50, 99)))
    grain = GAUSS * float(np.median(np.abs(some - middle)))
    limit = max(LEAST_CONTRAST, CONTRAST_SHARE * strongest)
    faintest = min(limit, max(LEAST_FAINT, middle + NOISES * grain))
    darkness = paper - np.minimum(paper, seen)  # 0 where it is lighter
    return InkMap(darkness > int(limit), factor, darkness > int(faintest))


def with_faint_pieces(mask: Mask, faint: Mask) -> Mask:
    """Return ``mask`` and the connected pieces of ``faint``, of which it is a part, that are dark in few places.

    Pieces that are dark throughout stay as ``mask`` has them: with all of their fringe, letters would run together.
    """
    rows, starts, ends = _runs(faint)
    labels = _joined_runs(rows, starts, ends, faint.shape[1] + 2)
    first, length = rows * faint.shape[1] + starts, ends - starts
    places = np.flatnonzero(mask)
    dark_in_run = np.searchsorted(places, first + length) - np.searchsorted(places, first)
    dark = np.bincount(labels, weights=dark_in_run, minlength=len(labels))
    area = np.bincount(labels, weights=length, minlength=len(labels))
    is_faint = (dark < DARK_SHARE * area)[labels]
    first, length = first[is_faint], length[is_faint]
    together = mask.copy()
    together.reshape(-1)[np.repeat(first - np.cumsum(length) + length, length) + np.arange(length.sum())] = True
    return together


def _paper(image: Image.Image) -> Pixels:
    """Return the brightness of the paper at each pixel: the lightest nearby, evened out."""
    grid = image.reduce(_PAPER_GRID) if min(image.size) >= 2 * _PAPER_GRID else image
    smooth = grid.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.MedianFilter(5))
    return np.asarray(smooth.resize(image.size, Image.Resampling.BILINEAR))


def pieces_of(mask: Mask) -> Pieces:
    """Return the connected pieces of a mask (eight neighbours), from the top down."""
    rows, starts, ends = _runs(mask)
    labels = _joined_runs(rows, starts, ends, mask.shape[1] + 2)
    names, index = np.unique(labels, return_inverse=True)
    count = len(names)
    left, top = np.full(count, mask.shape[1]), np.full(count, mask.shape[0])
    right, bottom = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    np.minimum.at(left, index, starts)
    np.minimum.at(top, index, rows)
    np.maximum.at(right, index, ends)
    np.maximum.at(bottom, index, rows + 1)
    area = np.bincount(index, weights=ends - starts, minlength=count).astype(np.int64)
    return Pieces(left, top, right, bottom, area, np.bincount(index, minlength=count))


def groups_of(pieces: Pieces, reach: tuple[float, float], shape: tuple[int, int]) -> Numbers:
    """Return the group of each piece, counted from 0: pieces whose boxes come nearer than ``reach`` are of one group.

    ``reach`` is across and down, in pixels of the mask, whose ``shape`` is rows and columns. Boxes are compared on a
    grid of half the reach, so that the limit is not sharp.
    """
    across, down = (max(1.0, side / 2) for side in reach)
    grid = np.zeros((int(shape[0] / down) + 3, int(shape[1] / across) + 3), dtype=bool)
    tops, bottoms = (pieces.top / down).astype(np.int64), (pieces.bottom / down).astype(np.int64) + 2
    lefts, rights = (pieces.left / across).astype(np.int64), (pieces.right / across).astype(np.int64) + 2
    for top, bottom, left, right in zip(*(side.tolist() for side in (tops, bottoms, lefts, rights)), strict=True):
        grid[top:bottom, left:right] = True
    found = _labelled(grid)[tops, lefts]
    return np.unique(found, return_inverse=True)[1] if len(found) else found


def _labelled(mask: Mask) -> Numbers:
    """Return the mask with a number for each connected piece; 0 is no ink."""
    rows, starts, ends = _runs(mask)
    labels = _joined_runs(rows, starts, ends, mask.shape[1] + 2)
    result = np.zeros(mask.shape, dtype=np.int64)
    for row, start, end, label in zip(rows, starts, ends, labels, strict=True):
        result[row, start:end] = label + 1
    return result


def _runs(mask: Mask) -> tuple[Numbers, Numbers, Numbers]:
    """Return row, first column and end (not included) of each horizontal run of ink, in reading order."""
    height, width = mask.shape
    framed = np.zeros(height * (width + 1) + 1, dtype=bool)  # white before each row and behind the last one
    framed[:-1].reshape(height, width + 1)[:, 1:] = mask
    changes = np.flatnonzero(framed[1:] != framed[:-1])
    rows, starts = np.divmod(changes[::2], width + 1)
    return rows, starts, changes[1::2] - rows * (width + 1)


def _joined_runs(rows: Numbers, starts: Numbers, ends: Numbers, stride: int) -> Numbers:
    """Return for each run the number of the first run it is connected with.

    Each root is hung below the smallest root it touches, and all paths are shortened, until nothing changes.
    """
    first_key, last_key = rows * stride + starts, rows * stride + ends
    low = np.searchsorted(last_key, first_key + stride, side="left")
    high = np.searchsorted(first_key, last_key + stride, side="right")
    counts = np.maximum(high - low, 0)
    above = np.repeat(np.arange(len(rows)), counts)
    below = np.arange(len(above)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(low, counts)
    labels = np.arange(len(rows))
    while True:
        one, other = labels[above], labels[below]
        if np.array_equal(one, other):
            return labels
        least = np.minimum(one, other)
        np.minimum.at(labels, one, least)
        np.minimum.at(labels, other, least)
        while not np.array_equal(labels, shorter := labels[labels]):
            labels = shorter
