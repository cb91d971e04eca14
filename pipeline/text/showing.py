"""Text made honest for people to look at: what cannot be seen, or stands for something lost, becomes a chip.

A chip is data: a short label, the full name and the code point. Reports draw it as a small box; when copied it reads
``⟦U+202E⟧``. Names on a terminal are written out by ``pipeline.model.names``.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

import regex


class ChipKind(StrEnum):
    """Why a character is shown as a chip."""

    DIRECTION = "direction"
    """Turns the direction of writing, and can show text in another order than it stands in the file."""
    ZERO_WIDTH = "zero-width"
    SPACE = "space"
    """Looks like a space, or like nothing, and is no ordinary space."""
    CONTROL = "control"
    UNKNOWN = "unknown"
    """Private use, unassigned, no character at all, or the sign for a character that was lost."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A character that cannot be shown as it is."""

    character: str
    kind: ChipKind
    label: str
    """A few letters, such as ``RLO``, ``NBSP`` or ``200D``."""
    name: str
    """As Unicode names it."""

    @property
    def code(self) -> str:
        """Such as ``U+202E``."""
        return f"U+{ord(self.character):04X}"

    def __str__(self) -> str:
        return f"⟦{self.code}⟧"


_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ZERO_WIDTH = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\U000e0000-\U000e0fff"
)
_SPACE = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u2028\u2029\u2800\u3000"
_KINDS = (
    (ChipKind.DIRECTION, f"[{_DIRECTION}]"),
    (ChipKind.ZERO_WIDTH, f"[{_ZERO_WIDTH}]"),
    (ChipKind.SPACE, f"[{_SPACE}]"),
    (ChipKind.CONTROL, r"\p{Cc}"),
    (ChipKind.UNKNOWN, r"[\p{Co}\p{Cn}\p{Cs}\uFFFD]"),
)
_NEEDS_CHIP = regex.compile("|".join(pattern for _, pattern in _KINDS))
_KIND_OF = tuple((kind, regex.compile(pattern)) for kind, pattern in _KINDS)
_JOINER_AT_HOME = regex.compile(
    r"(?<=[\p{Script=Arabic}\p{InSC=Consonant}\p{InSC=Virama}])[\u200c\u200d](?=[\p{Script=Arabic}\p{InSC=Consonant}])"
    r"|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})"
    r"|(?<=\p{Emoji})\ufe0f"
)
"""Joiners within Arabic and Indic words and within emoji are ordinary spelling."""

_LABELS = {
    "\t": "TAB",
    "\n": "LF",
    "\r": "CR",
    "\x1b": "ESC",
    "\u00a0": "NBSP",
    "\u00ad": "SHY",
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u202f": "NNBSP",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
    "\ufffc": "OBJ",
    "\ufffd": "LOST",
}


def cut_into_chips(text: str, *, hide_spelling: bool = True) -> tuple[str | Chip, ...]:
    """Cut a text into stretches that can be shown as they are, and chips.

    With ``hide_spelling``, joiners that are ordinary spelling stay in the text; without, as where two readings differ
    in nothing else, they are chips too. Line breaks are chips: cut the text into lines first.

    >>> [str(piece) for piece in cut_into_chips("a\\u202eb")]
    ['a', '⟦U+202E⟧', 'b']
    """
    at_home = {match.start() for match in _JOINER_AT_HOME.finditer(text)} if hide_spelling else set()
    pieces: list[str | Chip] = []
    done = 0
    for match in _NEEDS_CHIP.finditer(text):
        if match.start() in at_home:
            continue
        if match.start() > done:
            pieces.append(text[done : match.start()])
        pieces.append(_make_chip(match.group()))
        done = match.end()
    return (*pieces, text[done:]) if done < len(text) else tuple(pieces)


def _make_chip(character: str) -> Chip:
    kind = next(kind for kind, pattern in _KIND_OF if pattern.match(character))
    label = _LABELS.get(character, f"{ord(character):04X}")
    return Chip(character, kind, label, unicodedata.name(character, kind.value.replace("-", " ").upper()))


def find_chips(text: str) -> tuple[Chip, ...]:
    """Return the chips of a text alone, in order."""
    return tuple(piece for piece in cut_into_chips(text) if isinstance(piece, Chip))
