"""Three readings of a transcript, and which of its words count in accuracy.

=========== =====================================================================================================
diplomatic  everything that stands on the page, as it stands there
reading     without what was struck out; cut words joined; a gap stays U+FFFC
search      the reading without gaps, and after it what the reading leaves out: struck words, and the transcriber's
            own words where they say what a word should be or what a picture shows
=========== =====================================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.transcript import MarkKind, Token, TokenKind

NOT_ON_THE_PAGE = (TokenKind.MARKUP, TokenKind.NOTE)
TAKEN_BACK = (MarkKind.DELETION,)
"""Marks whose words are on the page, but not part of what it says."""

BREAKS = (TokenKind.LINE_BREAK, TokenKind.PAGE_BREAK)
PUNCTUATION = ".,;:!?\"'()[]“”‘’"


@dataclass(frozen=True, slots=True)
class Policy:
    """What counts in accuracy: a decision of the collection, shown in its reports."""

    left_out: tuple[MarkKind, ...] = ()
    """Words under a mark of these kinds are not counted, and the OCR's words beside them neither."""


EVERYTHING = Policy()


def diplomatic(tokens: Iterable[Token]) -> str:
    """Return everything that stands on the page."""
    return "".join(token.text for token in tokens if token.kind not in NOT_ON_THE_PAGE)


def reading(tokens: Sequence[Token]) -> str:
    """Return what the page says: struck words dropped, words that a line end cuts joined."""
    known = _whole_words(tokens)
    parts: list[str] = []
    breaks = ""
    """Line ends within a word; they follow it."""
    for token in tokens:
        if token.kind in NOT_ON_THE_PAGE or token.has_mark(*TAKEN_BACK):
            continue
        cuts = [mark for mark in token.marks if mark.kind is MarkKind.HYPHEN and mark.attribute("glyph")]
        if cuts and token.kind in BREAKS:
            breaks += token.text
        elif cuts and token.kind is TokenKind.SPACE:
            continue
        elif any(mark.span.end == token.end for mark in cuts) and parts:
            parts[-1] = _join(parts[-1], token.text, known)
        elif token.kind is TokenKind.SPACE and (breaks or not parts or parts[-1][-1:].isspace()):
            continue
        else:
            parts += (breaks, token.text)
            breaks = ""
    return "".join((*parts, breaks))


def search(tokens: Sequence[Token]) -> str:
    """Return the words under which somebody may look for the page."""
    found = reading([token for token in tokens if token.kind is not TokenKind.GAP])
    return "\n".join([" ".join(found.split()), *dict.fromkeys(_left_out(tokens))]).strip()


def _left_out(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.kind is TokenKind.WORD and token.has_mark(*TAKEN_BACK):
            yield token.text
        elif token.kind is TokenKind.NOTE:
            for mark in token.marks:
                for name in ("text", "corrected", "expanded", "caption"):
                    if mark.attribute(name):
                        yield " ".join(mark.attribute(name).split())


def _join(first: str, second: str, known: frozenset[str]) -> str:
    """Join the halves of a word; the hyphen stays where the transcript has the word with it elsewhere."""
    with_hyphen = first[:-1] + "-" + second
    keeps = first[-1] in "-‐" and with_hyphen.strip(PUNCTUATION).casefold() in known
    return with_hyphen if keeps else first[:-1] + second


def _whole_words(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(token.text.strip(PUNCTUATION).casefold() for token in tokens if "-" in token.text[1:-1])
