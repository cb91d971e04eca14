"""Words cut at the end of a line or page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model.geometry import Span
from pipeline.model.transcript import Mark, MarkKind, Token, TokenKind
from pipeline.transcripts.covering import outermost_first

GLYPHS = {"-": "unknown", "‐": "unknown", "\u00ad": "yes", "¬": "yes", "⸗": "yes"}
"""What stands at the line end, and whether the word is joined without it; a plain hyphen may belong to the word."""

BREAKS = (TokenKind.LINE_BREAK, TokenKind.PAGE_BREAK)
PASSED_OVER = (TokenKind.SPACE, TokenKind.MARKUP, *BREAKS)


def mark_hyphens(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], tuple[Mark, ...]]:
    """Return the tokens with a mark over each cut word, from its first half to its second, and these marks."""
    marked = list(tokens)
    marks: list[Mark] = []
    for index in [index for index, token in enumerate(tokens) if token.text[-1:] in GLYPHS]:
        token = tokens[index]
        halves = _halves(tokens, index)
        if halves is None:
            continue
        last, across = halves
        glyph = token.text[-1]
        attributes = (("across", across), ("glyph", glyph), ("join", GLYPHS[glyph]))
        mark = Mark(MarkKind.HYPHEN, Span(token.start, tokens[last].end), attributes)
        marks.append(mark)
        for at in range(index, last + 1):
            marked[at] = replace(marked[at], marks=outermost_first((*marked[at].marks, mark)))
    return tuple(marked), tuple(marks)


def _halves(tokens: Sequence[Token], index: int) -> tuple[int, str] | None:
    """Return the index of the second half and what lies between, or None when the hyphen is none of a line end."""
    before = tokens[index].text[:-1]
    if tokens[index].kind is not TokenKind.WORD or not before[-1:].isalpha():
        return None
    across = ""
    for at in range(index + 1, min(index + 8, len(tokens))):
        token = tokens[at]
        if token.kind is TokenKind.WORD:
            return (at, across) if across and token.text[:1].islower() else None
        if token.kind not in PASSED_OVER or (token.kind is TokenKind.SPACE and not across):
            return None
        if token.kind in BREAKS:
            across = "page" if token.kind is TokenKind.PAGE_BREAK or across == "page" else "line"
    return None
