"""From aligned characters to linked units.

Two units (a token and a word) are linked when they share an aligned character, equal or substituted. Two kinds of
links are accidents of the characters and are dropped: those that are not the strongest of both units and cover less
than half of the shorter one, and the weaker of two links whose common unit would have to stretch over other words.
Units that hang together by links make one group, so that split and merged words, and words cut at a line end, come
out by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.alignment.steps import Step

Extent = tuple[int, int]
"""Where a unit stands in its text, half-open."""
Indices = NDArray[np.int64]
PAIRED = ("equal", "replace")
"""Steps whose characters stand beside each other."""


LONGEST_STRETCH = 5
"""Characters, blanks included, that a split or merged word may hold besides its own: a speck or two."""


SHORT = 2
"""Characters of units that may be linked without a single equal character."""


class Group(NamedTuple):
    """Neighbouring units that stand beside each other: half-open ranges of indices, none of them empty."""

    first_token: int
    end_token: int
    first_word: int
    end_word: int
    equal: int
    """Characters on which its links agree."""


class Links(NamedTuple):
    """Tokens and words that share aligned characters, in the order of both texts: one link in each place."""

    tokens: Indices
    words: Indices
    shared: Indices
    """Aligned characters, equal or substituted."""
    equal: Indices

    def only(self, kept: NDArray[np.bool_] | Indices) -> Links:
        return Links(self.tokens[kept], self.words[kept], self.shared[kept], self.equal[kept])


def group_units(
    tokens: Sequence[Extent],
    words: Sequence[Extent],
    steps: Sequence[Step],
    first_token: int = 0,
    first_word: int = 0,
) -> list[Group]:
    """Return the groups of linked units, in order.

    ``tokens`` and ``words`` stand in order and without overlap; the groups count them from ``first_token`` and
    ``first_word`` on.
    """
    if not (tokens and words and steps):
        return []
    extents, ocr_extents = np.asarray(tokens, np.int64), np.asarray(words, np.int64)
    links = _links(extents, ocr_extents, steps)
    if not len(links.tokens):
        return []
    links = _unstretched(extents, ocr_extents, _strong(extents, ocr_extents, links))
    begins = np.concatenate(([True], (np.diff(links.tokens) > 0) & (np.diff(links.words) > 0)))
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(begins)) - 1
    equal = np.add.reduceat(links.equal, first)
    size = extents[links.tokens[last], 1] - extents[links.tokens[first], 0]
    ocr_size = ocr_extents[links.words[last], 1] - ocr_extents[links.words[first], 0]
    # So short that it may be right without an equal character: ``I`` read as ``l``.
    believed = (equal > 0) | (np.maximum(size, ocr_size) <= SHORT)
    columns = (
        links.tokens[first] + first_token,
        links.tokens[last] + first_token + 1,
        links.words[first] + first_word,
        links.words[last] + first_word + 1,
        equal,
    )
    return [Group(*row) for row in zip(*(column[believed].tolist() for column in columns), strict=True)]


def _links(tokens: Indices, words: Indices, steps: Sequence[Step]) -> Links:
    """Return the pairs of units that share aligned characters."""
    aligned = [
        (start, ocr_start, end - start, tag == "equal") for tag, start, end, ocr_start, _ in steps if tag in PAIRED
    ]
    starts, ocr_starts, lengths, is_equal = np.asarray(aligned, np.int64).reshape(-1, 4).T
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    token, is_token = _units_at(tokens, np.repeat(starts, lengths) + within)
    word, is_word = _units_at(words, np.repeat(ocr_starts, lengths) + within)
    both = is_token & is_word
    token, word, equal = token[both], word[both], np.repeat(is_equal, lengths)[both]
    if not len(token):
        return Links(token, word, token, token)
    first = np.flatnonzero(np.concatenate(([True], (np.diff(token) > 0) | (np.diff(word) > 0))))
    return Links(token[first], word[first], np.diff(np.append(first, len(token))), np.add.reduceat(equal, first))


def _units_at(extents: Indices, places: Indices) -> tuple[Indices, NDArray[np.bool_]]:
    """Return the first unit that ends behind each place, and whether the place lies within it."""
    units = np.searchsorted(extents[:, 1], places, "right")
    known = np.minimum(units, len(extents) - 1)
    return units, (units < len(extents)) & (extents[known, 0] <= places)


def _strong(tokens: Indices, words: Indices, links: Links) -> Links:
    """Leave out links that are not the strongest of both units and cover less than half of the shorter one."""
    best = np.zeros(len(tokens), np.int64)
    ocr_best = np.zeros(len(words), np.int64)
    np.maximum.at(best, links.tokens, links.shared)
    np.maximum.at(ocr_best, links.words, links.shared)
    is_best = (links.shared == best[links.tokens]) & (links.shared == ocr_best[links.words])
    shorter = np.minimum(np.diff(tokens)[links.tokens, 0], np.diff(words)[links.words, 0])
    return links.only(is_best | (2 * links.shared >= shorter))


def _unstretched(tokens: Indices, words: Indices, links: Links) -> Links:
    """Leave out the weaker of two neighbouring links that share a unit, where other words stand between them."""

    # How many characters stand between each link and the next, where they share a unit, on the side where they do not.
    same, ocr_same = np.diff(links.tokens) == 0, np.diff(links.words) == 0
    between = tokens[links.tokens[1:], 0] - tokens[links.tokens[:-1], 1]
    ocr_between = words[links.words[1:], 0] - words[links.words[:-1], 1]
    if not (np.where(same, ocr_between, np.where(ocr_same, between, 0)) > LONGEST_STRETCH).any():
        return links
    rows = list(zip(links.tokens.tolist(), links.words.tolist(), links.shared.tolist(), strict=True))
    extents, ocr_extents = tokens.tolist(), words.tolist()
    kept: list[int] = []
    for place, row in enumerate(rows):
        while kept and _stretch(extents, ocr_extents, rows[kept[-1]], row) > LONGEST_STRETCH:
            if rows[kept[-1]][2] >= row[2]:
                break
            kept.pop()
        else:
            kept.append(place)
    return links.only(np.asarray(kept))


def _stretch(
    tokens: Sequence[Sequence[int]],
    words: Sequence[Sequence[int]],
    one: tuple[int, int, int],
    other: tuple[int, int, int],
) -> int:
    """Return how many characters stand on one side between two links that share the unit on the other side."""
    if one[0] == other[0]:
        return words[other[1]][0] - words[one[1]][1]
    if one[1] == other[1]:
        return tokens[other[0]][0] - tokens[one[0]][1]
    return 0
