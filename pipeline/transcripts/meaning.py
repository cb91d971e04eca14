"""What a transcript says, whatever convention it is written in: for comparing two of them."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.transcript import Mark, MarkKind, Token, TokenKind, Transcript


@dataclass(frozen=True, slots=True)
class Meaning:
    """The words on the page, and where each mark stands among their characters."""

    words: tuple[str, ...]
    places: dict[Mark, tuple[int, int]]
    """Characters of the words before its start, and before its end; white space, gaps and blanks do not count."""


def find_meaning(transcript: Transcript) -> Meaning:
    """Return what ``transcript`` says, without the marks that follow from the text itself."""
    shown = "".join(_show(token) for token in transcript.tokens)
    before = _count_characters(transcript)
    places = {
        mark: (before[mark.span.start], before[mark.span.end]) for mark in transcript.marks if not is_derived(mark)
    }
    return Meaning(tuple(shown.split()), places)


def is_derived(mark: Mark) -> bool:
    """Say whether a mark follows from the text, so that nobody has to write it."""
    if mark.is_suggested or mark.kind in (MarkKind.ERROR, MarkKind.LITERAL_BRACKET):
        return True
    return mark.kind is MarkKind.HYPHEN and bool(mark.attribute("glyph"))


def _show(token: Token) -> str:
    if _is_word(token):
        return token.text
    return " " if token.kind in (TokenKind.SPACE, TokenKind.LINE_BREAK, TokenKind.PAGE_BREAK) else ""


def _is_word(token: Token) -> bool:
    """Say whether a token is a word; underscores are a blank, whether a convention knows of blanks or not."""
    return token.kind is TokenKind.WORD and token.text.strip("_") != ""


def _count_characters(transcript: Transcript) -> dict[int, int]:
    """Return how many characters of the words stand before each edge of a token."""
    count = 0
    before = {0: 0}
    for token in transcript.tokens:
        if _is_word(token):
            count += sum(1 for character in token.text if not character.isspace())
        before[token.end] = count
    return before
