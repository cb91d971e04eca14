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

PLAIN = re.compile(r"\S+|\r\n|\n|\r|[^\S\r\n]+")
"""White space is whatever Unicode calls so, U+00A0 too; only CR and LF end a line, as in an editor."""
XML_PLAIN = re.compile(r"\S+|\s+")
LINE_ENDS = ("\n", "\r")

WORD, SPACE, LINE_BREAK, MARKUP = TokenKind.WORD, TokenKind.SPACE, TokenKind.LINE_BREAK, TokenKind.MARKUP
BYTE_ORDER_MARK = "\ufeff"

_set_kind, _set_raw, _set_start, _set_text, _set_marks = (
    Token.__dict__[name].__set__ for name in ("kind", "raw", "start", "text", "marks")
)


def make_token(kind: TokenKind, raw: str, start: int, text: str, marks: tuple[Mark, ...]) -> Token:
    """Return ``Token(kind, raw, start, text, marks)``.

    The constructor of a frozen class sets its fields the long way round; a file has a token for every few
    characters, and making them is most of the work of parsing.
    """
    token: Token = object.__new__(Token)
    _set_kind(token, kind)
    _set_raw(token, raw)
    _set_start(token, start)
    _set_text(token, text)
    _set_marks(token, marks)
    return token


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
        add, escape, at = self._tokens.append, self._escape, start
        for raw in PLAIN.findall(self._text, start, end):
            if not raw.isspace():
                shown = self._escaped.sub(r"\1", raw) if escape and escape in raw else raw
                is_sound = raw.isascii() and raw.isprintable()
                add(make_token(WORD, raw, at, shown, covers if is_sound else self._check(raw, at, covers)))
            elif raw[0] in LINE_ENDS:
                add(make_token(LINE_BREAK, raw, at, "\n", covers))
            elif self._has_hard_breaks and len(raw) > 1 and self._text[at + len(raw) : at + len(raw) + 1] in LINE_ENDS:
                add(make_token(MARKUP, raw, at, "", covers))
            else:
                add(make_token(SPACE, raw, at, raw, covers))
            at += len(raw)

    def _cut_xml(self, start: int, end: int, covers: tuple[Mark, ...]) -> None:
        """Cut text between tags: line ends of the file are spaces, and nothing at the start of a line of the page."""
        at = start
        for raw in XML_PLAIN.findall(self._text, start, end):
            if not raw.isspace():
                self._tokens.append(Token(WORD, raw, at, html.unescape(raw), self._check(raw, at, covers)))
                self._is_line_start = False
            elif self._is_line_start:
                self._tokens.append(Token(MARKUP, raw, at, "", covers))
            else:
                shown = " " if "\n" in raw or "\r" in raw else raw
                self._tokens.append(Token(SPACE, raw, at, shown, covers))
            at += len(raw)

    def _check(self, raw: str, start: int, covers: tuple[Mark, ...]) -> tuple[Mark, ...]:
        """Return the marks of a word with those for characters that cannot be meant."""
        faults = find_faults(raw, start)
        self.faults.extend(faults)
        return (*covers, *faults)
