"""Cells of tables that people open in a spreadsheet, which would take some texts for formulas.

A text that a spreadsheet could take for a formula gets one leading apostrophe, which our reader takes off again:
nothing is changed for good. Numbers that this program computed are written without it.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠\t\r\n]")
_GUARDED = re.compile(r"'+(?:[\s\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠\t\r\n])")


def guard_cell(text: str) -> str:
    """Return the text as it goes into a cell.

    >>> guard_cell("=1+1"), guard_cell("-- it is high time"), guard_cell("1944")
    ("'=1+1", "'-- it is high time", '1944')
    """
    return f"'{text}" if _FORMULA.match(text) or _GUARDED.match(text) else text


def read_cell(cell: str) -> str:
    """Return the text that ``guard_cell`` made the cell of.

    >>> read_cell("'=1+1"), read_cell("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if _GUARDED.match(cell) else cell
