"""Alignments built by hand: what the transcript has beside what the OCR has, place by place."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.alignment import Alignment, Distance, Pair, Relation, Witness
from pipeline.model.geometry import Box, Span
from pipeline.model.page import Word
from pipeline.model.transcript import GAP_TEXT, Mark, MarkKind, Token, TokenKind

CHARACTER, LINE_HEIGHT = 10, 30
"""Pixels: the width of every character, and from line to line."""

Row = tuple[str, str] | tuple[str, str, Relation]
"""What each side has at one place: several words, or none; ``\\n`` within or at the end for a new line."""


def lay_beside(rows: Sequence[Row], confidence: float = 0.96) -> Alignment:
    """Return an alignment of one pair for each row.

    ``[unclear]`` is a gap, ``____`` a blank. A row may end in a relation other than in order.
    """
    reference, ocr = _Side(), _Side()
    pairs: list[Pair] = []
    for row in rows:
        relation = row[2] if len(row) == 3 else Relation.IN_ORDER
        first, first_word = len(reference.units), len(ocr.units)
        left, right = reference.add(row[0], _token), ocr.add(row[1], lambda *place: _word(*place, confidence))
        pairs.append(
            Pair(
                tokens=tuple(reference.units[first:]),
                words=tuple(ocr.units[first_word:]),
                relation=relation,
                block=0 if relation is Relation.IN_ORDER else 1,
                reference=left,
                ocr=right,
                reference_text=reference.text[left.start : left.end],
                ocr_text=ocr.text[right.start : right.end],
                edits=0,
            )
        )
    return Alignment(
        Witness(reference.text, tuple(reference.units), tuple(reference.starts)),
        Witness(ocr.text, tuple(ocr.units), tuple(ocr.starts)),
        blocks=(),
        pairs=tuple(pairs),
        distance=Distance(0, is_exact=False, reason="built by hand"),
        is_optimal=False,
    )


class _Side:
    """Grows a witness text and its units; words are parted by a space, or by the line end before them."""

    def __init__(self) -> None:
        self.text, self.separator = "", ""
        self.units: list = []
        self.starts: list[int] = []
        self.line = self.column = 0

    def add(self, text: str, make) -> Span:  # type: ignore[no-untyped-def]
        start = end = None
        for index, line in enumerate(text.split("\n")):
            if index:
                self.separator, self.line, self.column = "\n", self.line + 1, 0
            for word in line.split():
                if self.text:
                    self.text += self.separator
                start = len(self.text) if start is None else start
                self.units.append(make(word, len(self.text), self.line, self.column))
                self.starts.append(len(self.text))
                self.text += word
                end, self.separator = len(self.text), " "
                self.column += len(word) + 1
        if start is None or end is None:
            return Span(len(self.text), len(self.text))
        return Span(start, end)


def _token(word: str, start: int, line: int, column: int) -> Token:
    span = Span(start, start + len(word))
    if word == "[unclear]":
        return Token(TokenKind.GAP, word, start, GAP_TEXT, (Mark(MarkKind.GAP, span),))
    if set(word) == {"_"}:
        return Token(TokenKind.BLANK, word, start, word, (Mark(MarkKind.BLANK, span),))
    return Token(TokenKind.WORD, word, start, word)


def _word(word: str, start: int, line: int, column: int, confidence: float) -> Word:
    left, top = CHARACTER * column, LINE_HEIGHT * line
    return Word(word, Box(left, top, left + CHARACTER * len(word), top + 20), confidence)
