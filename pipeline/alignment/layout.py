"""What the places of lines and words on a page say about where its text may jump."""

from __future__ import annotations

from pipeline.model.page import Line, Page

WIDE_GAP = 2.0
"""A gap within a line, in line heights, that parts columns: more than a typist leaves between two sentences."""
COLUMN_PRICE = 15
"""Tenths of an edit for a jump at the beginning of a column within a line."""


def jump_prices(page: Page) -> dict[int, int]:
    """Return the places of ``page.text`` at which a column begins within a line, and the price of a jump there."""
    prices: dict[int, int] = {}
    offset = 0
    for line in page.lines:
        begins = _column_starts(line)
        for number, word in enumerate(line.words):
            if number in begins:
                prices[offset] = COLUMN_PRICE
            offset += len(word.text) + 1
    return prices


def _column_starts(line: Line) -> set[int]:
    """Return the numbers of the words in front of which a wide gap stands."""
    boxes = [word.box for word in line.words]
    height = max((box.height for box in boxes if box), default=0)
    return {
        number
        for number in range(1, len(boxes))
        if (before := boxes[number - 1]) and (after := boxes[number]) and after.left - before.right > WIDE_GAP * height
    }
