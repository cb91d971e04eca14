"""In which order a person reads a page: from the top down, whatever stands at one height from left to right.

So a stamp or a note that stands beside or between the typed lines is read in the middle of their sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tests.forge.spec import Flow, Item, Stamp, Typed
from tests.forge.truth import TrueWord

SAME_HEIGHT = 0.6
"""Rows nearer than this share of a word's height are read as one line."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of one item, or a turned stamp's line read at the height of the stamp's middle."""

    item: Item
    words: tuple[TrueWord, ...]
    height: float
    """Of its middle on the page, in pixels from the top."""
    left: float
    size: float
    """Height of its words, pixels."""

    @property
    def is_running(self) -> bool:
        """Whether it is part of a paragraph."""
        return isinstance(self.item, Typed) and self.item.flow is not Flow.ALONE

    @property
    def is_sideways(self) -> bool:
        return isinstance(self.item, Stamp) and 45 <= abs(self.item.angle) % 180 <= 135


def rows_in_order(items: Sequence[Item], words: Sequence[TrueWord]) -> list[list[Row]]:
    """Return the lines of a page as a person reads them, each made of the rows that share its height."""
    rows = [_make_row(items[group], tuple(line)) for (group, _), line in groupby(words, lambda w: (w.group, w.line))]
    rows = _put_at_middle(rows)
    lines: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: (row.height, row.left)):
        if lines and _shares_height(lines[-1][-1], row):
            lines[-1].append(row)
        else:
            lines.append([row])
    return [sorted(line, key=lambda row: row.left) for line in lines]


def read_perfectly(items: Sequence[Item], words: Sequence[TrueWord]) -> str:
    """Return what a reader without fault reads on a page; scribbles have no text."""
    lines = (
        " ".join(word.text for row in line for word in row.words if word.text) for line in rows_in_order(items, words)
    )
    return "\n".join(line for line in lines if line)


def _make_row(item: Item, words: tuple[TrueWord, ...]) -> Row:
    middles = [(word.box.top + word.box.bottom) / 2 for word in words]
    return Row(
        item=item,
        words=words,
        height=sum(middles) / len(middles),
        left=min(word.box.left for word in words),
        size=max(word.box.height for word in words),
    )


def _put_at_middle(rows: list[Row]) -> list[Row]:
    """Put the lines of a sideways stamp one under the other at the height of its middle."""
    result: list[Row] = []
    for is_sideways, part in groupby(rows, lambda row: (row.is_sideways, row.words[0].group)):
        group = list(part)
        if not is_sideways[0]:
            result += group
            continue
        middle = sum(row.height for row in group) / len(group)
        result += [replace(row, height=middle + index * 1e-3) for index, row in enumerate(group)]
    return result


def _shares_height(above: Row, row: Row) -> bool:
    if above.is_running or row.is_running or above.is_sideways or row.is_sideways:
        return False
    return row.height - above.height < SAME_HEIGHT * min(above.size, row.size)
