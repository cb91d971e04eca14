"""What the letters of a word have in common: next to nothing, unless the same sign was typed over each of them.

Typed letters stand in cells of one width. The cells of a word are laid upon each other: what is inked in most of them
is an x or a hyphen, if it was overtyped. Beside that, each cell is compared with what the same letter looks like on the
rest of the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np
from numpy.typing import NDArray

from pipeline.images.cells import ABOVE, COLUMNS, MARGIN, Cells, Strip, sample_cells
from pipeline.model.page import Line, Word
from pipeline.model.picture import GreyPicture
from pipeline.ocr.detectors.frame import GAP
from pipeline.ocr.detectors.words import Sight

DESCENDING = frozenset("gjpqyQ,;_()[]{}|$@/")
"""Signs that reach below the foot of the others."""
CLEAR = 0.8
"""Confidence from which a word shows what its letters look like."""
LEAST_SAMPLES = 3
"""Of a letter on the page, to know what it looks like."""
SMALL = frozenset("acemnorsuvwxz")
"""Letters that tell how high small letters are."""
USUAL_HEIGHT = 8
"""Rows of a small letter, where the page does not say."""
SHARED = 0.25
"""Quantile over the cells of a word: what all but a quarter of them have."""
SIZES = (0.3, 2.5)
"""Heights of a word between which something may be typed."""
LEAST_HEIGHT = 5
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
FOOT = ABOVE + MARGIN
"""The row on which letters stand."""

Column = NDArray[np.float64]
"""A number for each word."""


@dataclass(frozen=True, slots=True)
class _Cells:
    """A word, and the cells it stands in."""

    word: Word
    cells: Cells

    @property
    def letters(self) -> str:
        """What was read in each cell; nothing where the text does not fit in."""
        return self.word.text if len(self.word.text) == len(self.cells) else ""


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
    known: float = 0.0
    """Share of the cells of which it is known what the letter looks like."""
    misfit: float = 0.0
    """By which part of a cell the word is wider or narrower than whole cells: print and stamps are."""
    cells: int = field(default=0, kw_only=True)


NOTHING = Overtyping()


def overtypings(sight: Sight, picture: GreyPicture) -> list[Overtyping]:
    """Return what speaks for each word of the page having been overtyped."""
    strips = _strips(sight)
    placed = [index for index, strip in enumerate(strips) if strip is not None]
    found = [NOTHING] * len(strips)
    if not placed:
        return found
    cells = sample_cells(picture, [strip for strip in strips if strip], sight.frame.pitch, sight.frame.slope)
    ends = np.cumsum([strip.count for strip in strips if strip])
    listed = sight.page.words
    words = [_Cells(listed[index], part) for index, part in zip(placed, np.split(cells, ends[:-1]), strict=True)]
    usual = _usual_letters(words)
    height = _small_height(usual)
    common = _common(words)
    crosses = _crosses(common, height)
    new = _new_ink(words, usual, height, crosses.spots)
    misfit = np.array([_misfit(word, sight.frame.pitch) for word in words])
    columns = (*_bars(common, height), crosses.least, crosses.alone, *new, misfit)
    for index, word, *values in zip(placed, words, *(column.tolist() for column in columns), strict=True):
        found[index] = Overtyping(*values, cells=len(word.cells))
    return found


def _strips(sight: Sight) -> list[Strip | None]:
    """Return the cells of each word, as many as fit, about its middle; None for what has no place or is no type."""
    frame = sight.frame
    found: list[Strip | None] = []
    for number, line in enumerate(sight.page.lines):
        foot = _foot(line, frame.slope)
        for word in line.words:
            if word.box is None or not SIZES[0] < word.box.height / frame.height < SIZES[1]:
                found.append(None)
                continue
            count = max(1, round(word.box.width / frame.pitch + GAP))
            left = (word.box.left + word.box.right - count * frame.pitch) / 2
            found.append(Strip(left, foot + frame.slope * left, count, number))
    return found


def _foot(line: Line, slope: float) -> float:
    """Return where the foot of the letters of a line lies at the left edge of the page."""
    feet = [
        (word.box.bottom - slope * (word.box.left + word.box.right) / 2, bool(set(word.text) & DESCENDING))
        for word in line.words
        if word.box
    ]
    level = [foot for foot, descends in feet if not descends]
    return median(level or [foot for foot, _ in feet] or [0.0])


def _usual_letters(words: Sequence[_Cells]) -> dict[str, Cells]:
    """Return what each letter looks like on this page: the median of its cells in words clearly read."""
    seen: defaultdict[str, list[Cells]] = defaultdict(list)
    for word in words:
        if (word.word.confidence or 0.0) > CLEAR:
            for letter, cell in zip(word.letters, word.cells, strict=False):
                seen[letter].append(cell)
    return {letter: _quantile(np.stack(cells), 0.5, 0) for letter, cells in seen.items() if len(cells) >= LEAST_SAMPLES}


def _small_height(usual: Mapping[str, Cells]) -> int:
    """Return the height of small letters in rows."""
    small = [cell for letter, cell in usual.items() if letter in SMALL]
    if not small:
        return USUAL_HEIGHT
    profile = np.mean(small, axis=0)[:FOOT].mean(axis=1)
    inked = np.flatnonzero(profile > 0.4 * profile.max())
    return min(max(FOOT - int(inked[0]), LEAST_HEIGHT), ABOVE) if len(inked) else USUAL_HEIGHT


def _misfit(word: _Cells, pitch: float) -> float:
    width = word.word.box.width if word.word.box else 0
    return abs(width / pitch + GAP - len(word.cells))


def _quantile(values: Cells, share: float, axis: int) -> Cells:
    """Return ``np.quantile`` of many small stacks of values, in half of its time."""
    ordered = np.moveaxis(np.sort(values, axis=axis), axis, 0)
    place = share * (len(ordered) - 1)
    lower, upper = ordered[int(place)], ordered[min(int(place) + 1, len(ordered) - 1)]
    return np.asarray(lower + (upper - lower) * np.float32(place - int(place)))


def _common(words: Sequence[_Cells]) -> Cells:
    """Return the ink that the cells of each word have in common: words, rows, columns."""
    result = np.empty((len(words), *words[0].cells.shape[1:]), dtype=np.float32)
    counts = np.array([len(word.cells) for word in words])
    for count in np.unique(counts):
        chosen = np.flatnonzero(counts == count)
        result[chosen] = _quantile(np.stack([words[index].cells for index in chosen.tolist()]), SHARED, 1)
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


def _new_ink(
    words: Sequence[_Cells],
    usual: Mapping[str, Cells],
    height: int,
    cross: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> tuple[Column, Column, Column, Column, Column]:
    """Return how dark each word is where its letters have no ink: along the best row, an x, elsewhere.

    The last two are how much heavier it is than they are, and of which share of the letters that is known. Where
    nothing is known, all is 0.
    """
    seen, read, white, new, known = _over_known_cells(words, usual)
    inner = slice(MARGIN + 2, MARGIN + COLUMNS - 2)
    rows = new[:, :, inner].sum(axis=2) / (white[:, :, inner].sum(axis=2) + FEW)
    zone, body, every = _zone(height), np.arange(FOOT - height, FOOT), np.arange(len(words))
    best = zone[np.argmax(rows[:, zone], axis=1)]
    is_other = np.abs(body - best[:, None]) > 1
    others = np.where(is_other, rows[:, body], 0).sum(axis=1) / np.maximum(is_other.sum(axis=1), 1)
    spots = (every[:, None], *cross)
    at_cross = new[spots].sum(axis=1) / (white[spots].sum(axis=1) + FEW)
    heavier = np.log(np.maximum(seen[:, body].sum(axis=(1, 2)), 1.0) / np.maximum(read[:, body].sum(axis=(1, 2)), 1.0))
    return rows[every, best], at_cross, others, heavier, known / [len(word.cells) for word in words]


def _over_known_cells(words: Sequence[_Cells], usual: Mapping[str, Cells]) -> tuple[Cells, Cells, Cells, Cells, Column]:
    """Return sums over the cells of each word of which it is known what the letter looks like, and how many these are.

    The sums are of the cells, of their letters, of the white that the letters leave, and of the ink in that white.
    """
    places = {letter: place for place, letter in enumerate(usual)}
    known = [
        (index, places[letter], cell)
        for index, word in enumerate(words)
        for cell, letter in zip(word.cells, word.letters, strict=False)
        if letter in usual
    ]
    seen, read, white, new = np.zeros((4, len(words), *words[0].cells.shape[1:]), dtype=np.float32)
    if not known:
        return seen, read, white, new, np.zeros(len(words))
    owners, letters, cells = (list(column) for column in zip(*known, strict=True))
    rows, firsts, counts = np.unique(owners, return_index=True, return_counts=True)
    looks, inked = np.stack(list(usual.values())), np.stack(cells)
    whites = np.clip(1 - looks / WHITE, 0, 1)[letters]
    for total, each in ((seen, inked), (read, looks[letters]), (white, whites), (new, whites * inked)):
        total[rows] = np.add.reduceat(each, firsts, axis=0)
    number = np.zeros(len(words))
    number[rows] = counts
    return seen, read, white, new, number
