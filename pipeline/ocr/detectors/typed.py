"""The typed words of a page, cell by cell, and what each letter looks like in its cell.

Typed letters stand in cells of one width. The box of a word tells to a few pixels where its cells begin; its letters,
laid on what these letters look like elsewhere on the page, tell it better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from pipeline.images.cells import ABOVE, MARGIN, Cells, Strip, sample_cells
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
LEAST_HEIGHT = 5
SIZES = (0.3, 2.5)
"""Heights of a word between which something may be typed."""
FOOT = ABOVE + MARGIN
"""The row on which letters stand."""
UNKNOWN = -1
"""Stands for a letter of which it is not known what it looks like."""

Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed on a page: words that may be typed, and all of their cells, one after another."""

    words: tuple[tuple[int, Word], ...]
    """With their number on the page."""
    starts: Indices
    """The first cell of each word."""
    owner: Indices
    """Of each cell, the place of its word in ``words``."""
    cells: Cells
    """Darkness from 0 (paper) to 1 (the ink of the line): cells, rows, columns."""
    letter: Indices
    """Of each cell, the place in ``looks`` of the letter read in it; ``UNKNOWN`` where nobody knows."""
    looks: Cells
    """What each letter looks like: the median of its cells in words clearly read."""
    height: int
    """Of small letters, in rows."""

    @property
    def counts(self) -> Indices:
        """How many cells each word has."""
        return np.diff(self.starts, append=len(self.cells))

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """Of which cells it is known what the letter looks like."""
        return np.not_equal(self.letter, UNKNOWN)

    def sums(self, values: Cells) -> Cells:
        """Return the sums over the known cells of each word, of which ``values`` has a row each."""
        owners, firsts = np.unique(self.owner[self.is_known], return_index=True)
        result = np.zeros((len(self.words), *values.shape[1:]), dtype=np.float32)
        if len(owners):
            result[owners] = np.add.reduceat(values, firsts, axis=0)
        return result


def typed_words(sight: Sight, picture: GreyPicture) -> Typed | None:
    """Return what is typed on a page; None where nothing is."""
    frame = sight.frame
    strips = _strips(sight)
    words = tuple(
        (index, word) for index, (word, strip) in enumerate(zip(sight.page.words, strips, strict=True)) if strip
    )
    if not words:
        return None
    placed = [strip for strip in strips if strip]
    cells = sample_cells(picture, placed, frame.pitch, frame.slope)
    counts = np.array([strip.count for strip in placed])
    owner = np.repeat(np.arange(len(placed)), counts)
    text = "".join(
        word.text if len(word.text) == count else "\0" * count for (_, word), count in zip(words, counts, strict=True)
    )
    is_clear = np.array([(word.confidence or 0.0) > CLEAR for _, word in words])[owner]
    letters, letter = _letters(text, is_clear)
    first = _mean_looks(cells, np.where(is_clear, letter, UNKNOWN), len(letters))
    cells = _aligned(cells, owner, letter, first)
    looks = (
        np.stack([_median(cells[is_clear & (letter == number)]) for number in range(len(letters))])
        if letters
        else first
    )
    return Typed(words, np.cumsum(counts) - counts, owner, cells, letter, looks, _small_height(letters, looks))


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


def _letters(text: str, is_clear: NDArray[np.bool_]) -> tuple[str, Indices]:
    """Return the letters that stand in enough clear cells, and for each cell which of them was read in it."""
    read = np.array([ord(letter) for letter in text])
    signs, seen = np.unique(read[is_clear & (read > 0)], return_counts=True)
    signs = signs[seen >= LEAST_SAMPLES]
    place = np.minimum(np.searchsorted(signs, read), max(len(signs) - 1, 0))
    known = signs[place] == read if len(signs) else np.zeros(len(read), dtype=bool)
    return "".join(map(chr, signs)), np.where(known, place, UNKNOWN)


def _mean_looks(cells: Cells, letter: Indices, count: int) -> Cells:
    """Return the mean of the cells of each of ``count`` letters."""
    order = np.argsort(letter, kind="stable")[np.count_nonzero(letter == UNKNOWN) :]
    if not len(order):
        return np.zeros((0, *cells.shape[1:]), dtype=np.float32)
    sizes = np.bincount(letter[order], minlength=count)
    sums = np.add.reduceat(cells[order], np.cumsum(sizes) - sizes, axis=0)
    return np.asarray(sums / sizes[:, None, None].astype(np.float32))


def _aligned(cells: Cells, owner: Indices, letter: Indices, looks: Cells) -> Cells:
    """Return the cells, those of each word moved together so that they lie best on what their letters look like.

    By the profiles, first across, then down: as good as trying all moves, and cheaper.
    """
    known = letter != UNKNOWN
    if not known.any():
        return cells
    seen, look, owners = cells[known], looks[letter[known]], owner[known]
    right = _best_moves(seen.sum(axis=1), look.sum(axis=1), owners, owner[-1] + 1, MARGIN)
    down = _best_moves(seen.sum(axis=2), look.sum(axis=2), owners, owner[-1] + 1, MARGIN // 2)
    moves = np.stack((down, right), axis=1)[owner]
    result = cells.copy()
    for one in np.unique(moves[moves.any(axis=1)], axis=0):
        chosen = np.flatnonzero((moves == one).all(axis=1))
        row, column = (
            np.clip(np.arange(size) + by, 0, size - 1) for size, by in zip(cells.shape[1:], one, strict=True)
        )
        result[chosen] = cells[chosen][:, row][:, :, column]
    return result


def _best_moves(seen: Cells, look: Cells, owners: Indices, count: int, furthest: int) -> Indices:
    """Return how far the cells of each word are moved along their profiles ``seen`` to lie best on ``look``."""
    moves = sorted(range(-furthest, furthest + 1), key=abs)
    inner = slice(furthest, look.shape[1] - furthest)
    far = [
        ((seen[:, furthest + move : look.shape[1] - furthest + move] - look[:, inner]) ** 2).sum(axis=1)
        for move in moves
    ]
    costs = np.stack([np.bincount(owners, each, minlength=count) for each in far])
    return np.asarray(np.array(moves)[costs.argmin(axis=0)], dtype=np.intp)


def _median(cells: Cells) -> Cells:
    """Return ``np.median`` over the first axis, in half of its time."""
    ordered = np.sort(cells, axis=0)
    return np.asarray((ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2)


def _small_height(letters: Sequence[str], looks: Cells) -> int:
    """Return the height of small letters in rows."""
    small = [look for letter, look in zip(letters, looks, strict=True) if letter in SMALL]
    if not small:
        return USUAL_HEIGHT
    profile = np.mean(small, axis=0)[:FOOT].mean(axis=1)
    inked = np.flatnonzero(profile > 0.4 * profile.max())
    return min(max(FOOT - int(inked[0]), LEAST_HEIGHT), ABOVE) if len(inked) else USUAL_HEIGHT
