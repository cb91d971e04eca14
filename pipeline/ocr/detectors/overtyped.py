"""What the letters of a word have in common: next to nothing, unless the same sign was typed over each of them.

The cells of a word are laid upon each other: what is inked in most of them is an x or a hyphen, if it was overtyped.
Beside that, each cell is compared with what the same letter looks like on the rest of the page, and with how much that
letter differs there from one place to the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.images.cells import COLUMNS, MARGIN, Cells
from pipeline.images.ink import GAUSS
from pipeline.model.picture import GreyPicture
from pipeline.ocr.detectors.frame import GAP
from pipeline.ocr.detectors.typed import FOOT, Indices, Typed, typed_words
from pipeline.ocr.detectors.words import Sight

SHARED = 0.25
"""Quantile over the cells of a word: what all but a quarter of them have."""
HYPHEN = (0.38, 0.8)
"""Of the height of a small letter, between which a hyphen runs."""
MOST_OF_BAR = 0.3
"""Quantile over the middle of a cell: a hyphen covers most of it."""
LEAST_OF_CROSS = 0.2
"""Quantile over the arms of an x: all but a fifth of them are there."""
CROSS_WIDTH = 0.66
"""Of a cell, that an x is wide."""
WHITE = 0.5
"""Darkness of a letter from which nothing can be seen of what was typed over it."""
FEW = 2.0
"""Samples by which what is seen at few places counts less."""
BESIDE = 3
"""Rows above and below a hyphen that it leaves free."""
SPREAD = 0.06
"""Darkness by which the spread of a letter on the page is taken to be larger."""
APART = 100.0
"""More than any two values of two letters differ by."""
FURTHEST = (-4.0, 8.0)
"""Spreads from the middle of a letter, beyond which nothing counts more."""

Column = NDArray[np.float64]
"""A number for each word."""


@dataclass(frozen=True, slots=True)
class _Crosses:
    """The best place of an x in the common ink of each word."""

    least: Column
    alone: Column
    spots: tuple[NDArray[np.int64], NDArray[np.int64]]
    """Rows, and columns, of its spots: words, spots."""


@dataclass(frozen=True, slots=True)
class Overtyping:
    """What speaks for signs typed over a word; darkness from 0 (paper) to 1 (the ink of the line)."""

    bar: float = 0.0
    """The darkest row that most cells have in common, over the middle of the cell."""
    bar_alone: float = 0.0
    """The same over that of the rows a little above and below."""
    cross: float = 0.0
    """Darkness that most cells have in common along the arms of an x, the least of its parts."""
    cross_alone: float = 0.0
    """That of the arms over that of the spots between them."""
    bar_new: float = 0.0
    """How dark a row is, at most, where the letters that were read have no ink."""
    cross_new: float = 0.0
    """How dark the arms are where the letters that were read have no ink."""
    other_new: float = 0.0
    """Ink elsewhere where the letters that were read have none: high, where they were read wrongly."""
    heavier: float = 0.0
    """Ink of the word over that of the letters that were read."""
    bar_of_letters: float = 0.0
    """How many spreads of its letter each cell is darker than usual along a row, at most; the mean of the word."""
    least_bar_of_letters: float = 0.0
    """The least of its cells, in that row."""
    bar_beside: float = 0.0
    """As ``bar_of_letters``, of how much darker the row is than those a little above and below."""
    known: float = 0.0
    """Share of the cells of which it is known what the letter looks like."""
    misfit: float = 0.0
    """By which part of a cell the word is wider or narrower than whole cells: print and stamps are."""
    cells: int = field(default=0, kw_only=True)


NOTHING = Overtyping()


def overtypings(sight: Sight, picture: GreyPicture) -> list[Overtyping]:
    """Return what speaks for each word of the page having been overtyped."""
    found = [NOTHING] * len(sight.page.words)
    typed = typed_words(sight, picture)
    if typed is None:
        return found
    common = _common(typed)
    crosses = _crosses(common, typed.height)
    new = _new_ink(typed, crosses.spots)
    columns = (
        *_bars(common, typed.height),
        crosses.least,
        crosses.alone,
        *new,
        *_bars_of_letters(typed),
        typed.sums(np.ones(len(typed.cells), dtype=np.float32)[typed.is_known]) / typed.counts,
        _misfits(typed, sight.frame.pitch),
    )
    for (index, _), count, *values in zip(
        typed.words, typed.counts.tolist(), *(column.tolist() for column in columns), strict=True
    ):
        found[index] = Overtyping(*values, cells=count)
    return found


def _misfits(typed: Typed, pitch: float) -> Column:
    widths = np.array([word.box.width if word.box else 0 for _, word in typed.words])
    return np.asarray(np.abs(widths / pitch + GAP - typed.counts))


def _quantile(values: Cells, share: float, axis: int) -> Cells:
    """Return ``np.quantile`` of many small stacks of values, in half of its time."""
    ordered = np.moveaxis(np.sort(values, axis=axis), axis, 0)
    place = share * (len(ordered) - 1)
    lower, upper = ordered[int(place)], ordered[min(int(place) + 1, len(ordered) - 1)]
    return np.asarray(lower + (upper - lower) * np.float32(place - int(place)))


def _common(typed: Typed) -> Cells:
    """Return the ink that the cells of each word have in common: words, rows, columns."""
    result = np.empty((len(typed.words), *typed.cells.shape[1:]), dtype=np.float32)
    for count in np.unique(typed.counts):
        chosen = np.flatnonzero(typed.counts == count)
        result[chosen] = _quantile(typed.cells[typed.starts[chosen][:, None] + np.arange(count)], SHARED, 1)
    return result


def _bars(common: Cells, height: int) -> tuple[Column, Column]:
    """Return each word's darkest row of common ink about the height of a hyphen: as it is, and over its like."""
    middle = slice(MARGIN + COLUMNS // 4, MARGIN + COLUMNS - COLUMNS // 4)
    rows = _quantile(common[:, :, middle], MOST_OF_BAR, 2)
    beside = np.zeros_like(rows)
    beside[:, 3:-3] = (rows[:, :-6] + rows[:, 1:-5] + rows[:, 5:-1] + rows[:, 6:]) / 4
    zone = _zone(height)
    every = np.arange(len(rows))
    best = zone[np.argmax(rows[:, zone], axis=1)]
    return rows[every, best], rows[every, best] - beside[every, best]


def _zone(height: int) -> NDArray[np.int64]:
    """Return the rows between which a hyphen runs over small letters."""
    return np.arange(FOOT - round(HYPHEN[1] * height), FOOT - round(HYPHEN[0] * height))


def _crosses(common: Cells, height: int) -> _Crosses:
    """Return where an x lies best in the common ink of each word."""
    arms, gaps = _x_shape(height)
    shifts = np.array([(down, right) for down in range(-MARGIN, MARGIN + 1) for right in range(-MARGIN, MARGIN + 1)])
    moved = arms[:, None, :] + shifts.T[:, :, None]
    along = common[:, moved[0], moved[1]]
    least = _quantile(along, LEAST_OF_CROSS, 2)
    best, every = np.argmax(least, axis=1), np.arange(len(common))
    rows, columns = gaps[:, None, :] + shifts[best].T[:, :, None]
    alone = along[every, best].mean(axis=1) - common[every[:, None], rows, columns].mean(axis=1)
    return _Crosses(least[every, best], alone, (moved[0, best], moved[1, best]))


def _x_shape(height: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the spots of an x, and some that it leaves free, as rows and columns of a cell."""
    part = np.linspace(-1, 1, 9)
    middle, half = FOOT - height / 2 - 0.5, height / 2 - 1
    centre, side = MARGIN + COLUMNS / 2 - 0.5, CROSS_WIDTH * COLUMNS / 2
    falling, rising = np.stack((part, part)), np.stack((-part, part))
    free = 0.9 * np.array([(0, 0, -1, 1), (-1, 1, 0, 0)])
    scale, origin = np.array([half, side])[:, None], np.array([middle, centre])[:, None]
    arms = np.concatenate((falling, rising), axis=1) * scale + origin
    return np.rint(arms).astype(np.int64), np.rint(free * scale + origin).astype(np.int64)


def _new_ink(typed: Typed, cross: tuple[NDArray[np.int64], NDArray[np.int64]]) -> tuple[Column, Column, Column, Column]:
    """Return how dark each word is where its letters have no ink: along the best row, an x, elsewhere.

    The last is how much heavier it is than they are. Where nothing is known, all is 0.
    """
    looks, inked = typed.looks[typed.letter[typed.is_known]], typed.cells[typed.is_known]
    whites = np.clip(1 - looks / WHITE, 0, 1)
    seen, read, white, new = (typed.sums(each) for each in (inked, looks, whites, whites * inked))
    inner = slice(MARGIN + 2, MARGIN + COLUMNS - 2)
    rows = new[:, :, inner].sum(axis=2) / (white[:, :, inner].sum(axis=2) + FEW)
    zone, body, every = _zone(typed.height), np.arange(FOOT - typed.height, FOOT), np.arange(len(typed.words))
    best = zone[np.argmax(rows[:, zone], axis=1)]
    is_other = np.abs(body - best[:, None]) > 1
    others = np.where(is_other, rows[:, body], 0).sum(axis=1) / np.maximum(is_other.sum(axis=1), 1)
    spots = (every[:, None], *cross)
    at_cross = new[spots].sum(axis=1) / (white[spots].sum(axis=1) + FEW)
    heavier = np.log(np.maximum(seen[:, body].sum(axis=(1, 2)), 1.0) / np.maximum(read[:, body].sum(axis=(1, 2)), 1.0))
    return rows[every, best], at_cross, others, heavier


def _bars_of_letters(typed: Typed) -> tuple[Column, Column, Column]:
    """Return by how many spreads of its letters a word is darker along a row: mean, least, mean over rows beside."""
    letter = typed.letter[typed.is_known]
    rows = typed.cells[typed.is_known, :, MARGIN + 3 : MARGIN + COLUMNS - 3].mean(axis=2)
    zone, every = _zone(typed.height), np.arange(len(typed.words))
    known = np.maximum(np.bincount(typed.owner[typed.is_known], minlength=len(every)), 1)[:, None]
    dark = _in_spreads(rows[:, zone], letter)
    mean = typed.sums(dark) / known
    best = mean.argmax(axis=1)
    least = np.full(len(every), np.inf)
    owners = typed.owner[typed.is_known]
    np.minimum.at(least, owners, dark[np.arange(len(dark)), best[owners]])
    beside = _in_spreads(rows[:, zone] - (rows[:, zone - BESIDE] + rows[:, zone + BESIDE]) / 2, letter)
    return mean[every, best], np.where(np.isfinite(least), least, 0.0), (typed.sums(beside) / known).max(axis=1)


def _in_spreads(values: Cells, letter: Indices) -> Cells:
    """Return how far the values of each cell lie above the middle of those of its letter, in spreads of the letter."""
    middle = _middles(values, letter)[letter]
    spread = GAUSS * _middles(np.abs(values - middle), letter)[letter]
    return np.asarray(np.clip((values - middle) / (spread + SPREAD), *FURTHEST), dtype=np.float32)


def _middles(values: Cells, letter: Indices) -> Cells:
    """Return the medians of the columns of ``values`` over the rows of each letter."""
    counts = np.bincount(letter)
    starts = np.cumsum(counts) - counts
    last = max(len(values) - 1, 0)
    apart = APART * letter[:, None]  # so that one sort keeps each letter's values together
    ordered = np.sort(values + apart, axis=0) - np.sort(apart, axis=0)
    lower, upper = starts + np.maximum(counts - 1, 0) // 2, starts + counts // 2
    return np.asarray((ordered[np.minimum(lower, last)] + ordered[np.minimum(upper, last)]) / 2)
