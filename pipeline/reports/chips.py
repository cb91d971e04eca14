"""Text as it is shown: invisible and deceptive characters become chips that say their names.

A shown text is a plain string where nothing needs a chip, otherwise a list of strings and ``[label, name]`` pairs.
"""

from __future__ import annotations

import re
import unicodedata

Piece = str | tuple[str, str]
"""Plain text, or a chip: its short label, and code point and name in words."""

_NEEDS_CHIP = re.compile(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_LABELS = {
    0x09: "TAB",
    0xA0: "NBSP",
    0xAD: "SHY",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0xFEFF: "BOM",
    0xFFFC: "gap",
    0xFFFD: "REPLACEMENT",
}


def show(text: str) -> tuple[Piece, ...]:
    """Return ``text`` as plain pieces and chips.

    >>> show("a\\u202eb")
    ('a', ('RLO', 'U+202E RIGHT-TO-LEFT OVERRIDE'), 'b')
    """
    pieces: list[Piece] = []
    end = 0
    for found in _NEEDS_CHIP.finditer(text):
        if found.start() > end:
            pieces.append(text[end : found.start()])
        pieces.append(_chip(found.group()))
        end = found.end()
    if end < len(text):
        pieces.append(text[end:])
    return tuple(pieces)


def _chip(sign: str) -> tuple[str, str]:
    code = ord(sign)
    name = unicodedata.name(sign, "a character without a name")
    return _LABELS.get(code, f"U+{code:04X}"), f"U+{code:04X} {name}"


def shown_json(text: str) -> str | list[str | list[str]]:
    """Return ``text`` for the data of a page: itself, or its pieces where it needs chips."""
    pieces = show(text)
    if all(isinstance(piece, str) for piece in pieces):
        return "".join(piece for piece in pieces if isinstance(piece, str))
    return [piece if isinstance(piece, str) else list(piece) for piece in pieces]
