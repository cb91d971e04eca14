"""What is left of a text when parts of it have found their counterpart: its pieces, joined and mapped back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.alignment.links import Extent

_WORD = re.compile(r"\S+")
_BLANK = re.compile(r"\s")


class Match(NamedTuple):
    """A stretch of the OCR that was read from a stretch of the reference; both begin and end with whole words."""

    start: int
    end: int
    ocr_start: int
    ocr_end: int
    equal: int
    """Characters on which they agree."""


class Patchwork:
    """Pieces of a text, each beginning and ending with whole words, joined by blanks."""

    def __init__(self, source: str, pieces: Iterable[Extent]) -> None:
        self.pieces = tuple(pieces)
        self.text = _BLANK.sub(" ", " ".join(source[start:end] for start, end in self.pieces))
        self.words: list[Extent] = [match.span() for match in _WORD.finditer(self.text)]
        """Where the words stand in ``text``."""
        self.starts: list[int] = []
        """Where each piece begins in ``text``."""
        offset = 0
        for start, end in self.pieces:
            self.starts.append(offset)
            offset += end - start + 1

    def piece_of(self, position: int) -> int:
        """Return the index of the piece that holds a place of ``text``."""
        return bisect_right(self.starts, position) - 1

    def at_source(self, start: int, end: int) -> Extent:
        """Return where a stretch of ``text`` that lies within one piece stands in the source."""
        piece = self.piece_of(start)
        shift = self.pieces[piece][0] - self.starts[piece]
        return start + shift, end + shift


class Coverage:
    """Stretches of a text that have found their counterpart; they do not overlap."""

    def __init__(self, source: str, covered: Iterable[Extent]) -> None:
        self.source = source
        self.covered = sorted(covered)

    def holes(self, start: int = 0, end: int | None = None) -> list[Extent]:
        """Return what is not covered between two places, without the blanks at the ends; none of it is empty."""
        end = len(self.source) if end is None else end
        first, last = bisect_left(self.covered, (start, start)), bisect_left(self.covered, (end, end))
        holes: list[Extent] = []
        position = max(start, self.covered[first - 1][1]) if first else start
        for begin, until in (*self.covered[first:last], (end, end)):
            gap = self.source[position:begin]
            if words := gap.strip():
                left = position + len(gap) - len(gap.lstrip())
                holes.append((left, left + len(words)))
            position = until
        return holes

    def behind(self, position: int, reach: int) -> Extent:
        """Return what is not covered behind a place: at most ``reach`` characters, whole words only; may be empty."""
        limit = min(position + reach, len(self.source))
        following = bisect_left(self.covered, (position, position))
        if following < len(self.covered) and self.covered[following][0] <= limit:
            limit = self.covered[following][0]
        elif limit < len(self.source):
            while limit > position and not self.source[limit].isspace():
                limit -= 1
        return position, limit
