"""Pairs that belong together: the words of a stamp, of a line left out, of a block that stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.alignment import Pair, Relation
from pipeline.model.page import Word
from pipeline.model.transcript import TokenKind

FAR = 2.5
"""Text this many line heights below or above the last word stands apart, and makes a group of its own."""


FEW = 3
"""Words up to which what either side alone has at one place is taken for two readings of the same."""

Group = tuple[Pair, ...]


def group_pairs(pairs: tuple[Pair, ...]) -> tuple[Group, ...]:
    """Return every pair once, in order, with its neighbours that belong to it.

    Together stand neighbours that lack the same side; those that agree but moved together; and a few words that each
    side alone has between the same two words ("a" and "the", which no letter links).
    """
    groups = list(_runs(pairs))
    index = 1
    while index + 2 < len(groups):
        before, one, other, after = groups[index - 1 : index + 3]
        if _is_shared(before) and _is_shared(after) and _are_two_readings(one, other):
            groups[index : index + 2] = [one + other]
        index += 1
    return tuple(groups)


def _is_shared(group: Group) -> bool:
    return all(pair.tokens and pair.words and pair.relation is Relation.IN_ORDER for pair in group)


def _are_two_readings(one: Group, other: Group) -> bool:
    """Say whether one group has tokens alone, the other as many words alone, and both only a few."""
    typed, read = (one, other) if one[0].tokens else (other, one)
    tokens, words = sum(len(pair.tokens) for pair in typed), sum(len(pair.words) for pair in read)
    is_one_sided = not any(pair.words for pair in typed) and not any(pair.tokens for pair in read)
    is_plain = all(token.kind is TokenKind.WORD for pair in typed for token in pair.tokens)
    return is_one_sided and is_plain and tokens == words <= FEW


def _runs(pairs: tuple[Pair, ...]) -> Iterator[Group]:
    group: list[Pair] = []
    for pair in pairs:
        if group and not _belongs(group[-1], pair):
            yield tuple(group)
            group = []
        group.append(pair)
    if group:
        yield tuple(group)


def _belongs(last: Pair, pair: Pair) -> bool:
    if last.relation is not pair.relation:
        return False
    if not last.words and not pair.words:
        return True
    if not last.tokens and not pair.tokens:
        return not _are_far_apart(last.words[-1], pair.words[0])
    return last.block == pair.block and _has_only_moved(last) and _has_only_moved(pair)


def _has_only_moved(pair: Pair) -> bool:
    return pair.relation is Relation.MOVED and pair.reference_text == pair.ocr_text


def _are_far_apart(above: Word, below: Word) -> bool:
    """Say whether two neighbouring words stand well apart on the page; words without a place do not."""
    if above.box is None or below.box is None:
        return False
    height = max(above.box.height, below.box.height, 1)
    return max(below.box.top - above.box.bottom, above.box.top - below.box.bottom) > FAR * height
