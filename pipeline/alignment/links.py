"""From aligned characters to linked units.

Two units (a token and a word) are linked when they share an aligned character, equal or substituted. A link that is
neither unit's strongest and covers less than half of the shorter one is an accident of the characters and is dropped.
Units that hang together by links make one group, so that split and merged words, and words cut at a line end, come
out by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.model.alignment import Opcode
from pipeline.model.geometry import Span


class Group(NamedTuple):
    """Neighbouring units that stand beside each other: half-open ranges of indices, none of them empty."""

    first_token: int
    end_token: int
    first_word: int
    end_word: int


Link = tuple[int, int, int]
"""A token, a word, and how many characters they share."""


def group_units(
    tokens: Sequence[Span],
    words: Sequence[Span],
    opcodes: Iterable[Opcode],
    first_token: int = 0,
    first_word: int = 0,
) -> tuple[Group, ...]:
    """Return the groups of linked units, in order.

    ``tokens`` and ``words`` say where the units stand in the two texts, in order and without overlap; those before
    ``first_token`` and ``first_word`` lie before the first opcode.
    """
    groups: list[Group] = []
    for token, word, _ in _strong_links(tokens, words, _links(tokens, words, opcodes, first_token, first_word)):
        last = groups[-1] if groups else None
        if last and (token < last.end_token or word < last.end_word):
            groups[-1] = Group(last.first_token, token + 1, last.first_word, word + 1)
        else:
            groups.append(Group(token, token + 1, word, word + 1))
    return tuple(groups)


def _strong_links(tokens: Sequence[Span], words: Sequence[Span], links: Sequence[Link]) -> list[Link]:
    best_of_token: dict[int, int] = {}
    best_of_word: dict[int, int] = {}
    for token, word, shared in links:
        best_of_token[token] = max(best_of_token.get(token, 0), shared)
        best_of_word[word] = max(best_of_word.get(word, 0), shared)
    return [
        (token, word, shared)
        for token, word, shared in links
        if shared in (best_of_token[token], best_of_word[word])
        or 2 * shared >= min(len(tokens[token]), len(words[word]))
    ]


def _links(
    tokens: Sequence[Span], words: Sequence[Span], opcodes: Iterable[Opcode], token: int, word: int
) -> list[Link]:
    """Return the pairs of units that share aligned characters, in the order of the texts."""
    links: list[Link] = []
    for opcode in opcodes:
        if opcode.tag not in ("equal", "replace"):
            continue
        here, there = opcode.reference.start, opcode.ocr.start
        while here < opcode.reference.end:
            while token < len(tokens) and tokens[token].end <= here:
                token += 1
            while word < len(words) and words[word].end <= there:
                word += 1
            if token == len(tokens) or word == len(words):
                break
            step = max(tokens[token].start - here, words[word].start - there)
            if step <= 0:
                step = min(tokens[token].end - here, words[word].end - there, opcode.reference.end - here)
                if links and links[-1][:2] == (token, word):
                    links[-1] = (token, word, links[-1][2] + step)
                else:
                    links.append((token, word, step))
            here += step
            there += step
    return links
