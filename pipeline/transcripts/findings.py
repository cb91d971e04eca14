"""What a scan finds: pieces of the file that are not plain text, and marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.geometry import Span
from pipeline.model.transcript import GAP_TEXT, Mark, MarkKind, TokenKind
from pipeline.transcripts.conventions.rules import Attributes, Rule, Shows
from pipeline.transcripts.covering import outermost_first

LONGEST_ATTRIBUTE = 200
"""Code points of the file that an attribute repeats at most."""

UNITS: Mapping[str, str] = {
    "words": "word",
    "lines": "line",
    "pages": "page",
    "characters": "character",
    "chars": "character",
    "char": "character",
    "letters": "character",
    "letter": "character",
}
"""One name for each unit, whatever a convention calls it."""


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """A stretch of the file that is one token; the longer one comes first where two begin together."""

    start: int
    after: int
    """Minus its end, so that pieces sort as said."""
    kind: TokenKind
    text: str

    @property
    def end(self) -> int:
        return -self.after


class Findings:
    """Collects pieces and marks in any order, and gives them sorted."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._pieces: list[Piece] = []
        self._marks: list[Mark] = []
        self._faults: list[tuple[int, int, str]] = []

    def piece(self, start: int, end: int, kind: TokenKind, text: str = "") -> None:
        """Say that a stretch is one token."""
        if end > start:
            self._pieces.append(Piece(start, -end, kind, text))

    def markup(self, start: int, end: int) -> None:
        self.piece(start, end, TokenKind.MARKUP)

    def mark(self, kind: MarkKind, start: int, end: int, attributes: Attributes = ()) -> None:
        named = dict(attributes)
        if "unit" in named:
            named["unit"] = UNITS.get(named["unit"].casefold(), named["unit"].casefold())
        self._marks.append(Mark(kind, Span(start, end), tuple(sorted(named.items()))))

    def fault(self, start: int, end: int, code: str) -> None:
        """Say that characters look like markup and are none; they count as text."""
        self._faults.append((start, end, code))

    def leaf(self, rule: Rule, start: int, end: int, attributes: Attributes = ()) -> None:
        """Say that a stretch is one token that ``rule`` describes."""
        kind, text = self._shown(rule, start, end, attributes)
        self.piece(start, end, kind, text)
        self.mark(rule.kind, start, end, (*rule.attributes, *attributes))

    def wrap(self, rule: Rule, start: int, first: int, last: int, end: int, attributes: Attributes = ()) -> None:
        """Say that ``rule`` marks the text from ``first`` to ``last``, with its delimiters around it."""
        shown = self.text[first:last]
        if rule.shows is not Shows.TEXT or not shown.strip():
            self.leaf(rule, start, end, (*attributes, ("text", shown.strip()[:LONGEST_ATTRIBUTE])))
            return
        self.markup(start, first)
        self.markup(last, end)
        self.mark(rule.kind, start, end, (*rule.attributes, *attributes))

    def _shown(self, rule: Rule, start: int, end: int, attributes: Attributes) -> tuple[TokenKind, str]:
        match rule.shows:
            case Shows.GAP:
                return TokenKind.GAP, GAP_TEXT
            case Shows.BREAK:
                return TokenKind.PAGE_BREAK, "\n"
            case Shows.AS_TYPED:
                return TokenKind.WORD, self.text[start:end]
            case Shows.ORIGINAL:
                return TokenKind.WORD, dict(attributes).get("original", "")
            case Shows.BLANK:
                width = dict((*rule.attributes, *attributes)).get("width", "")
                return TokenKind.BLANK, "_" * int(width) if width.isdecimal() and len(width) < 4 else ""
            case _:
                return TokenKind.NOTE, ""

    def sorted(self) -> tuple[list[Piece], list[Mark]]:
        """Return the pieces by place, none inside another, and the marks, the longer first."""
        for start, end, code in _merge(sorted(self._faults)):
            self.piece(start, end, TokenKind.WORD, self.text[start:end])
            self.mark(MarkKind.ERROR, start, end, (("code", code),))
        pieces: list[Piece] = []
        position = 0
        for piece in sorted(self._pieces, key=lambda piece: (piece.start, piece.after)):
            if piece.start >= position:
                pieces.append(piece)
                position = piece.end
        return pieces, _outside(outermost_first(self._marks), pieces)


def _merge(faults: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Make one of faults of the same code that touch, so that a hundred thousand brackets are one error."""
    merged: list[tuple[int, int, str]] = []
    for start, end, code in faults:
        if merged and merged[-1][1] == start and merged[-1][2] == code:
            merged[-1] = (merged[-1][0], end, code)
        else:
            merged.append((start, end, code))
    return merged


def _outside(marks: Sequence[Mark], pieces: Sequence[Piece]) -> list[Mark]:
    """Drop the marks that begin or end within a piece: no token shows them whole."""
    starts = [piece.start for piece in pieces]

    def is_within(offset: int) -> bool:
        index = bisect_right(starts, offset) - 1
        return index >= 0 and starts[index] < offset < pieces[index].end

    return [mark for mark in marks if not is_within(mark.span.start) and not is_within(mark.span.end)]
