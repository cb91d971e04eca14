"""The two texts that are compared, and the units they are made of.

A witness is a plain text in which every unit (a token of the transcript, a word of the page) knows its place.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.alignment import Witness
from pipeline.model.page import Page, Word
from pipeline.model.transcript import Token, TokenKind

UNIT_KINDS = (TokenKind.WORD, TokenKind.BLANK, TokenKind.GAP)
"""Tokens with text that stands on the page."""
_BREAKS = (TokenKind.LINE_BREAK, TokenKind.PAGE_BREAK)


def reference_witness(tokens: Sequence[Token]) -> Witness[Token]:
    """Return the text that ``tokens`` say stands on the page.

    Markup and the transcriber's notes are left out. Units that touch stay together (``wo~~r~~d`` gives ``word``),
    others are parted by one space, or by one ``\\n`` where at least one line or page break stands between them.
    """
    parts: list[str] = []
    units: list[Token] = []
    starts: list[int] = []
    length = 0
    separator = ""
    for token in tokens:
        if token.kind in _BREAKS:
            separator = "\n"
        elif token.kind is TokenKind.SPACE:
            separator = separator or " "
        elif token.kind in UNIT_KINDS and token.text:
            if units:
                parts.append(separator)
                length += len(separator)
            units.append(token)
            starts.append(length)
            parts.append(token.text)
            length += len(token.text)
            separator = ""
    return Witness("".join(parts), tuple(units), tuple(starts))


def ocr_witness(page: Page) -> Witness[Word]:
    """Return ``page.text`` with the place of every word in it."""
    words: list[Word] = []
    starts: list[int] = []
    offset = 0
    for line in page.lines:
        for word in line.words:
            words.append(word)
            starts.append(offset)
            offset += len(word.text) + 1  # the space or line break behind it
    return Witness(page.text, tuple(words), tuple(starts))
