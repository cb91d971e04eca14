"""Pieces and the plain text between them to tokens that join to the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model.transcript import Mark, Token, TokenKind
from pipeline.transcripts.conventions.rules import Convention
from pipeline.transcripts.scanning import Piece

PLAIN = re.compile(r"(?P<word>\S+)|(?P<line>\r\n|\n|\r)|(?P<space>[^\S\r\n]+)")
"""White space is whatever Unicode calls so, U+00A0 too; only CR and LF end a line, as in an editor."""

BYTE_ORDER_MARK = "\ufeff"


def assemble(text: str, pieces: Sequence[Piece], marks: Sequence[Mark], convention: Convention) -> tuple[Token, ...]:
    """Return the tokens of ``text``: each piece is one, the rest is cut into words, spaces and line breaks.

    ``pieces`` and ``marks`` are in order of their start. A piece inside an earlier one is part of it.
    """
    return tuple(_tokens(text, pieces, marks, convention))


def _tokens(text: str, pieces: Sequence[Piece], marks: Sequence[Mark], convention: Convention) -> Iterator[Token]:
    position = 0
    if text.startswith(BYTE_ORDER_MARK):
        yield Token(TokenKind.MARKUP, BYTE_ORDER_MARK, 0, "")
        position = 1
    covering = _Covering(marks)
    for piece in pieces:
        if piece.start < position or piece.start == piece.end:
            continue
        yield from _plain(text, position, piece.start, covering.at(position), convention)
        yield Token(
            piece.kind, text[piece.start : piece.end], piece.start, piece.text, covering.at(piece.start, piece.end)
        )
        position = piece.end
    yield from _plain(text, position, len(text), covering.at(position), convention)


def _plain(text: str, start: int, end: int, marks: tuple[Mark, ...], convention: Convention) -> Iterator[Token]:
    escape = convention.escape
    for match in PLAIN.finditer(text, start, end):
        raw, at = match[0], match.start()
        kind = match.lastgroup
        if kind == "word":
            shown = _unescape(raw, escape) if escape and escape in raw else raw
            yield Token(TokenKind.WORD, raw, at, shown, marks)
        elif kind == "line":
            yield Token(TokenKind.LINE_BREAK, raw, at, "\n", marks)
        elif convention.has_hard_breaks and len(raw) > 1 and text[match.end() : match.end() + 1] in ("\r", "\n"):
            yield Token(TokenKind.MARKUP, raw, at, "", marks)
        else:
            yield Token(TokenKind.SPACE, raw, at, raw, marks)


def _unescape(raw: str, escape: str) -> str:
    return re.sub(re.escape(escape) + r"([!-/:-@\[-`{-~])", r"\1", raw)


class _Covering:
    """The marks that cover a place, asked for from left to right."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self._next = 0
        self._active: tuple[Mark, ...] = ()
        self._until = 0

    def at(self, start: int, end: int = -1) -> tuple[Mark, ...]:
        """Return those that cover ``start``, and reach to ``end``, outermost first."""
        started = self._next
        while self._next < len(self._marks) and self._marks[self._next].span.start <= start:
            self._next += 1
        if self._next > started or start >= self._until:
            fresh = self._marks[started : self._next]
            self._active = tuple(mark for mark in (*self._active, *fresh) if mark.span.end > start)
            self._until = min((mark.span.end for mark in self._active), default=0)
        if end < 0:
            return self._active
        return tuple(mark for mark in self._active if mark.span.end >= end)
