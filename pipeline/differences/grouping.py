"""Pairs that belong together: the words of a stamp, of a line left out, of a block that stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.alignment import Pair, Relation
from pipeline.model.page import Word

FAR = 2.5
"""Text this many line heights below or above the last word stands apart, and makes a group of its own."""


def group_pairs(pairs: tuple[Pair, ...]) -> Iterator[tuple[Pair, ...]]:
    """Yield every pair once, in order; neighbours that lack the same side, or agree but moved together, as one."""
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
