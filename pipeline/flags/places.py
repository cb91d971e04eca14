"""Which concerns stand at one place: those that share a token or a word."""

from __future__ import annotations

from pipeline.flags.concern import Concern
from pipeline.model.geometry import Box
from pipeline.model.page import Word

Anchor = int | Word | Box | None
"""The offset of a token, a word of the OCR, or the box of a patch of ink."""


def number_places(concerns: list[Concern]) -> list[int]:
    """Return the number of each concern's place, counted from 1 in the order given."""
    first_at: dict[Anchor, int] = {}
    parent = list(range(len(concerns)))
    for index, concern in enumerate(concerns):
        for anchor in _anchors(concern):
            _join(parent, first_at.setdefault(anchor, index), index)
    numbers: dict[int, int] = {}
    return [numbers.setdefault(_root(parent, index), len(numbers) + 1) for index in range(len(concerns))]


def _anchors(concern: Concern) -> tuple[Anchor, ...]:
    return (*(token.start for token in concern.tokens), *concern.words) or (concern.box,)


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        index = parent[index]
    return index


def _join(parent: list[int], one: int, other: int) -> None:
    one, other = _root(parent, one), _root(parent, other)
    parent[max(one, other)] = min(one, other)
