"""Accuracy by kind of text: a figure for a page says little while body, stamps and handwriting are mixed in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.model.alignment import Pair
from pipeline.model.counts import Tally
from pipeline.model.page import InkKind
from pipeline.model.transcript import MarkKind, TokenKind
from pipeline.scores.pairs import PairReading, tally_characters, tally_words
from pipeline.text.words import split_words


class TextKind(StrEnum):
    """Who or what put the text there."""

    BODY = "body"
    STAMP = "stamp"
    HAND = "hand"
    FORM = "form"


_BY_MARK = (
    (TextKind.STAMP, (MarkKind.STAMP,)),
    (TextKind.HAND, (MarkKind.HAND, MarkKind.SIGNATURE, MarkKind.INITIALS)),
    (TextKind.FORM, (MarkKind.FORM_LABEL, MarkKind.BLANK)),
)
_BY_INK = {
    InkKind.STAMP: TextKind.STAMP,
    InkKind.HAND: TextKind.HAND,
    InkKind.SIGNATURE: TextKind.HAND,
    InkKind.BLANK: TextKind.FORM,
}


@dataclass(frozen=True, slots=True)
class KindCounts:
    """What was counted in text of one kind."""

    characters: Tally = field(default_factory=Tally)
    """Edits of recognition over the characters that both sides have."""
    words: Tally = field(default_factory=Tally)
    found: Tally = field(default_factory=Tally)
    """Words of the transcript that the OCR has nothing for, over all of them."""
    added: int = 0
    """Words of the OCR that the transcript has nothing for."""

    def __add__(self, other: KindCounts) -> KindCounts:
        return KindCounts(
            self.characters + other.characters,
            self.words + other.words,
            self.found + other.found,
            self.added + other.added,
        )


def count_by_kind(pairs: Sequence[PairReading]) -> tuple[tuple[TextKind, KindCounts], ...]:
    """Return the counts of each kind of text that occurs, in the order of ``TextKind``."""
    counts: dict[TextKind, KindCounts] = {}
    for read in pairs:
        kind = kind_of(read.pair)
        counts[kind] = counts.get(kind, KindCounts()) + _count(read)
    return tuple((kind, counts[kind]) for kind in TextKind if kind in counts)


def kind_of(pair: Pair) -> TextKind:
    """Return the kind that the transcriber marked; without a mark, what the ink looks like; otherwise body."""
    for kind, marks in _BY_MARK:
        if any(
            token.has_mark(*marks) or (kind is TextKind.FORM and token.kind is TokenKind.BLANK) for token in pair.tokens
        ):
            return kind
    return next((_BY_INK[word.ink] for word in pair.words if word.ink in _BY_INK), TextKind.BODY)


def _count(read: PairReading) -> KindCounts:
    pair = read.pair
    if not pair.tokens:
        return KindCounts(added=sum(len(split_words(word.text)) for word in pair.words))
    words = sum(len(split_words(token.text)) for token in pair.tokens)
    found = Tally(0 if pair.words else words, words)
    if not read.is_counted:
        return KindCounts(found=found)
    return KindCounts(tally_characters(read), tally_words(read), found)
