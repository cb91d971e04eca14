"""Text as the report shows it: what cannot be seen becomes a chip with a label, and its name on demand.

A shown text is a plain string where nothing needs a chip, otherwise a list of strings and ``[label, name]`` pairs.
"""

from __future__ import annotations

import re

from pipeline.model.transcript import GAP_TEXT
from pipeline.text.showing import Chip, cut_into_chips

Piece = str | tuple[str, str]
"""Plain text, or a chip: its short label, and code point and name in words."""

Shown = str | list[str | list[str]]
"""As ``Piece``s, for JSON."""

GAP = ("gap", "a place that the transcriber could not read")
LINE_END = ("↵", "U+000A LINE FEED")
SPACE = ("·", "U+0020 SPACE")


def show(text: str, *, is_difference: bool = False) -> tuple[Piece, ...]:
    """Return ``text`` as plain pieces and chips; within a difference, blanks at its ends are chips, too.

    >>> show("a\\u202eb")
    ('a', ('RLO', 'U+202E RIGHT-TO-LEFT OVERRIDE'), 'b')
    >>> show(" a b", is_difference=True)
    (('·', 'U+0020 SPACE'), 'a b')
    """
    if not is_difference:
        return tuple(_pieces(text, hide_spelling=True))
    middle = text.strip(" ")
    leading = len(text) - len(text.lstrip(" ")) if middle else len(text)
    trailing = len(text) - len(middle) - leading
    return ((SPACE,) * leading) + tuple(_pieces(middle, hide_spelling=False)) + ((SPACE,) * trailing)


def _pieces(text: str, *, hide_spelling: bool) -> list[Piece]:
    pieces: list[Piece] = []
    for part in re.split("(\r\n|\n)", text):
        if part in ("\n", "\r\n"):
            pieces += [LINE_END, "\n"]
        elif part:
            pieces += [_piece(each) for each in cut_into_chips(part, hide_spelling=hide_spelling)]
    return pieces


def _piece(piece: str | Chip) -> Piece:
    if isinstance(piece, str):
        return piece
    return GAP if piece.character == GAP_TEXT else (piece.label, f"{piece.code} {piece.name}")


def show_json(text: str, *, is_difference: bool = False) -> Shown:
    """Return ``text`` for the data of a page: itself, or its pieces where it needs chips."""
    pieces = show(text, is_difference=is_difference)
    if all(isinstance(piece, str) for piece in pieces):
        return "".join(piece for piece in pieces if isinstance(piece, str))
    return [piece if isinstance(piece, str) else list(piece) for piece in pieces]
