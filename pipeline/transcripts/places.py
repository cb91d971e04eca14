"""Offsets in a text to the lines and columns that an editor shows."""

from __future__ import annotations

import re
from bisect import bisect_right

LINE_END = re.compile(r"\r\n|\n|\r")


class Places:
    """The line starts of one text; only CR, LF and CR LF end a line."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in LINE_END.finditer(text))]

    def find(self, offset: int) -> tuple[int, int]:
        """Return line and column of ``offset``, both from 1.

        >>> Places("one\\ntwo").find(5)
        (2, 2)
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
