"""A place for words that the engine did not read: between the words that stand before and after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.exports.sheets import PlacedWord
from pipeline.model.geometry import Box
from pipeline.model.page import Page

LEAST_LETTER = 2
"""Pixels that a letter gets where there is hardly any room: the box must not be empty."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A word and the line (counted over the page) it stands on."""

    line: int
    word: PlacedWord


def between(before: Slot | None, words: Sequence[PlacedWord], after: Slot | None, page: Page) -> Iterator[Slot]:
    """Yield ``words`` with boxes in the room between two placed words; of the page, where there is none.

    On the line of ``before`` there is room up to ``after``, or to the edge of the page; a letter gets no more than it
    has in the neighbours. At the head of a page they stand left of ``after``.
    """
    anchor = before or after
    if anchor is None or not words:
        return
    letters = sum(len(word.text) + 1 for word in words)
    room = _room(before, after, page)
    width = min(_letter_width(anchor.word), max(LEAST_LETTER, room.width // letters))
    left = room.left if before else max(room.left, room.right - width * letters)
    for word in words:
        right = left + max(1, width * len(word.text))
        yield replace(anchor, word=replace(word, box=_within(Box(left, room.top, right, room.bottom), page)))
        left = right + width


def _room(before: Slot | None, after: Slot | None, page: Page) -> Box:
    """Return the empty stretch of the line in which the words must stand."""
    anchor = before or after
    assert anchor
    top, bottom = anchor.word.box.top, anchor.word.box.bottom
    left = before.word.box.right if before else 0
    is_same_line = before is None or (after is not None and after.line == before.line)
    right = after.word.box.left if after and is_same_line else page.width
    return Box(left, top, max(left, right), bottom)


def _letter_width(word: PlacedWord) -> int:
    return max(LEAST_LETTER, word.box.width // max(1, len(word.text)))


def _within(box: Box, page: Page) -> Box:
    """Return the box moved onto the page, where it would leave it."""
    left = min(box.left, max(0, page.width - 1))
    return Box(left, box.top, min(max(box.right, left + 1), max(page.width, left + 1)), max(box.bottom, box.top + 1))
