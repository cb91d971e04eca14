"""Small pages and transcripts for the tests of the scores."""

from __future__ import annotations

import re

from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.model.transcript import GAP_TEXT, Token, TokenKind

_LEAVES = re.compile(
    r"(?P<gap>\[unclear\])|(?P<markup>\*\*|~~)|(?P<line>[ ]*\n)|(?P<space>\s)|(?P<word>(?:\\_|[^\s*~[])+)"
)
_KINDS = {
    "gap": TokenKind.GAP,
    "markup": TokenKind.MARKUP,
    "line": TokenKind.LINE_BREAK,
    "space": TokenKind.SPACE,
    "word": TokenKind.WORD,
}


def make_page(text: str) -> Page:
    """Return a page that reads as ``text``; empty lines are left out."""
    lines = [line.split() for line in text.split("\n") if line.split()]
    read = tuple(Line(tuple(Word(word, None, None) for word in words), None) for words in lines)
    return Page(0, 0, (Region(read, None),) if read else (), EngineInfo("none", "", ""))


def make_tokens(text: str, at: int = 0) -> tuple[Token, ...]:
    """Cut a transcript with ``**``, ``~~``, ``\\\\_`` and ``[unclear]`` into tokens."""
    return tuple(_token(match, at) for match in _LEAVES.finditer(text))


def _token(match: re.Match[str], at: int) -> Token:
    kind = _KINDS[str(match.lastgroup)]
    shown = {
        TokenKind.GAP: GAP_TEXT,
        TokenKind.MARKUP: "",
        TokenKind.WORD: match.group().replace("\\_", "_"),
    }
    return Token(kind, match.group(), at + match.start(), shown.get(kind, match.group()))
