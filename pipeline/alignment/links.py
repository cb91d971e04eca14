"""From aligned characters to linked units.

Two units (a token and a word) are linked when they share an aligned character, equal or substituted. Two kinds of
links are accidents of the characters and are dropped: those that are not the strongest of both units and cover less
than half of the shorter one, and the weaker of two links whose common unit would have to stretch over other words.
Units that hang together by links make one group, so that split and merged words, and words cut at a line end, come
out by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.alignment.steps import Step

Extent = tuple[int, int]
"""Where a unit stands in its text, half-open."""


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


Link = tuple[int, int, int, int]
"""A token, a word, and how many characters they share: aligned (equal or substituted), and equal."""


def group_units(
    tokens: Sequence[Extent],
    words: Sequence[Extent],
    steps: Iterable[Step],
    first_token: int = 0,
    first_word: int = 0,
) -> list[Group]:
    """Return the groups of linked units, in order.

    ``tokens`` and ``words`` stand in order and without overlap; those before ``first_token`` and ``first_word`` lie
    before the first step.
    """
    links = _strong(tokens, words, _links(tokens, words, steps, first_token, first_word))
    groups: list[Group] = []
    for token, word, _, equal in _unstretched(tokens, words, links):
        last = groups[-1] if groups else None
        if last and (token < last.end_token or word < last.end_word):
            groups[-1] = Group(last.first_token, token + 1, last.first_word, word + 1, last.equal + equal)
        else:
            groups.append(Group(token, token + 1, word, word + 1, equal))
    return [group for group in groups if group.equal or _is_short(tokens, words, group)]


def _is_short(tokens: Sequence[Extent], words: Sequence[Extent], group: Group) -> bool:
    """Say whether a group is so short that it may be right without an equal character: ``I`` read as ``l``."""
    size = tokens[group.end_token - 1][1] - tokens[group.first_token][0]
    ocr_size = words[group.end_word - 1][1] - words[group.first_word][0]
    return max(size, ocr_size) <= SHORT


def _strong(tokens: Sequence[Extent], words: Sequence[Extent], links: Sequence[Link]) -> list[Link]:
    """Leave out links that are not the strongest of both units and cover less than half of the shorter one."""
    best_of_token: dict[int, int] = {}
    best_of_word: dict[int, int] = {}
    for token, word, shared, _ in links:
        if shared > best_of_token.get(token, 0):
            best_of_token[token] = shared
        if shared > best_of_word.get(word, 0):
            best_of_word[word] = shared
    return [
        (token, word, shared, equal)
        for token, word, shared, equal in links
        if shared == best_of_token[token] == best_of_word[word]
        or 2 * shared >= min(_size(tokens[token]), _size(words[word]))
    ]


def _unstretched(tokens: Sequence[Extent], words: Sequence[Extent], links: Iterable[Link]) -> list[Link]:
    """Leave out the weaker of two neighbouring links that share a unit, where other words stand between them."""
    kept: list[Link] = []
    for link in links:
        while kept and _stretch(tokens, words, kept[-1], link) > LONGEST_STRETCH and kept[-1][2] < link[2]:
            kept.pop()
        if not kept or _stretch(tokens, words, kept[-1], link) <= LONGEST_STRETCH:
            kept.append(link)
    return kept


def _stretch(tokens: Sequence[Extent], words: Sequence[Extent], one: Link, other: Link) -> int:
    """Return how many characters stand on one side between two links that share the unit on the other side."""
    if one[0] == other[0]:
        return words[other[1]][0] - words[one[1]][1]
    if one[1] == other[1]:
        return tokens[other[0]][0] - tokens[one[0]][1]
    return 0


def _size(extent: Extent) -> int:
    return extent[1] - extent[0]


def _links(
    tokens: Sequence[Extent], words: Sequence[Extent], steps: Iterable[Step], token: int, word: int
) -> list[Link]:
    """Return the pairs of units that share aligned characters, in the order of the texts."""
    links: list[Link] = []
    last_token, last_word = len(tokens), len(words)
    pair, shared, equal = (-1, -1), 0, 0
    for tag, start, end, ocr_start, _ in steps:
        if tag not in ("equal", "replace"):
            continue
        here, there = start, ocr_start
        while here < end:
            while token < last_token and tokens[token][1] <= here:
                token += 1
            while word < last_word and words[word][1] <= there:
                word += 1
            if token == last_token or word == last_word:
                break
            (token_start, token_end), (word_start, word_end) = tokens[token], words[word]
            stride = max(token_start - here, word_start - there)
            if stride <= 0:
                stride = min(token_end - here, word_end - there, end - here)
                if pair != (token, word):
                    if shared:
                        links.append((*pair, shared, equal))
                    pair, shared, equal = (token, word), 0, 0
                shared += stride
                equal += stride if tag == "equal" else 0
            here += stride
            there += stride
    if shared:
        links.append((*pair, shared, equal))
    return links
