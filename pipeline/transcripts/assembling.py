"""Pieces and the plain text between them to tokens that join to the file."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from pipeline.model.transcript import Mark, Token, TokenKind
from pipeline.transcripts.conventions.rules import Convention
from pipeline.transcripts.covering import Covering
from pipeline.transcripts.faults import find_faults
from pipeline.transcripts.findings import Piece
from pipeline.transcripts.grammar import ESCAPABLE

PLAIN = re.compile(r"(\S+)|(\r\n|\n|\r)|([^\S\r\n]+)")
"""White space is whatever Unicode calls so, U+00A0 too; only CR and LF end a line, as in an editor."""
WORD, LINE = 1, 2

XML_PLAIN = re.compile(r"(\S+)|(\s+)")
BYTE_ORDER_MARK = "\ufeff"


class Assembler:
    """Makes the tokens of one text."""

    def __init__(self, text: str, convention: Convention) -> None:
        self._text = text
        self._is_xml = convention.tags.is_xml
        self._has_hard_breaks = convention.has_hard_breaks
        self._escape = convention.escape
        self._escaped = re.compile(re.escape(convention.escape) + f"({ESCAPABLE})")
        self._tokens: list[Token] = []
        self._is_line_start = True
        self.faults: list[Mark] = []

    def assemble(self, pieces: Sequence[Piece], marks: Sequence[Mark]) -> list[Token]:
        """Return the tokens: each piece is one, the rest is cut into words, spaces and line breaks.

        ``pieces`` and ``marks`` are by place, no piece inside another.
        """
        covering = Covering(marks)
        position = 0
        if self._text.startswith(BYTE_ORDER_MARK):
            position = 1
            self._tokens.append(Token(TokenKind.MARKUP, BYTE_ORDER_MARK, 0, ""))
        for piece in pieces:
            self._stretch(position, piece.start, covering)
            raw = self._text[piece.start : piece.end]
            self._tokens.append(Token(piece.kind, raw, piece.start, piece.text, covering.at(piece.start)))
            if piece.kind is not TokenKind.MARKUP:
                self._is_line_start = piece.kind in (TokenKind.LINE_BREAK, TokenKind.PAGE_BREAK)
            position = piece.end
        self._stretch(position, len(self._text), covering)
        return self._tokens

    def _stretch(self, start: int, end: int, covering: Covering) -> None:
        """Cut plain text, also where a mark begins or ends within it."""
        while start < end:
            covers = covering.at(start)
            stop = min(end, covering.until)
            if self._is_xml:
                self._cut_xml(start, stop, covers)
            else:
                self._cut(start, stop, covers)
            start = stop

    def _cut(self, start: int, end: int, covers: tuple[Mark, ...]) -> None:
        add, escape = self._tokens.append, self._escape
        for match in PLAIN.finditer(self._text, start, end):
            raw, at, group = match[0], match.start(), match.lastindex
            if group == WORD:
                shown = self._escaped.sub(r"\1", raw) if escape and escape in raw else raw
                is_sound = raw.isascii() and raw.isprintable()
                add(Token(TokenKind.WORD, raw, at, shown, covers if is_sound else self._check(raw, at, covers)))
            elif group == LINE:
                add(Token(TokenKind.LINE_BREAK, raw, at, "\n", covers))
            elif self._has_hard_breaks and len(raw) > 1 and self._text[match.end() : match.end() + 1] in ("\r", "\n"):
                add(Token(TokenKind.MARKUP, raw, at, "", covers))
            else:
                add(Token(TokenKind.SPACE, raw, at, raw, covers))

    def _cut_xml(self, start: int, end: int, covers: tuple[Mark, ...]) -> None:
        """Cut text between tags: line ends of the file are spaces, and nothing at the start of a line of the page."""
        for match in XML_PLAIN.finditer(self._text, start, end):
            raw, at = match[0], match.start()
            if match.lastindex == WORD:
                self._tokens.append(Token(TokenKind.WORD, raw, at, html.unescape(raw), self._check(raw, at, covers)))
                self._is_line_start = False
            elif self._is_line_start:
                self._tokens.append(Token(TokenKind.MARKUP, raw, at, "", covers))
            else:
                shown = " " if "\n" in raw or "\r" in raw else raw
                self._tokens.append(Token(TokenKind.SPACE, raw, at, shown, covers))

    def _check(self, raw: str, start: int, covers: tuple[Mark, ...]) -> tuple[Mark, ...]:
        """Return the marks of a word with those for characters that cannot be meant."""
        faults = find_faults(raw, start)
        self.faults.extend(faults)
        return (*covers, *faults)
