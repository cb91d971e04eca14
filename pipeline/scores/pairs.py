"""What a pair of the alignment says about the OCR: one cause for all of it, or a reading to be compared."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.alignment import Alignment, Pair, Relation
from pipeline.model.counts import Cause, Tally
from pipeline.model.geometry import Span
from pipeline.model.transcript import MarkKind, Token, TokenKind
from pipeline.scores.readings import Reading, compare_readings
from pipeline.text.graphemes import count_graphemes
from pipeline.text.words import split_words

UNSURE_MARKS = (MarkKind.UNCLEAR, MarkKind.GAP, MarkKind.PLACEHOLDER, MarkKind.ERROR)
"""Marks under which a difference says nothing about the OCR."""
UNSURE_KINDS = (TokenKind.GAP, TokenKind.BLANK)
"""Tokens whose text is not what stands on the page: a gap, and the underscores drawn for a form field."""


@dataclass(frozen=True, slots=True)
class TokenReading:
    """A token of the transcript in a pair, and whether the OCR has it right."""

    token: Token
    words: int
    """How many words by UAX #29 it holds; none when it is punctuation."""
    is_wrong: bool
    """Whether recognition changed one of its characters."""


@dataclass(frozen=True, slots=True)
class PairReading:
    """A pair of the alignment, and what is to be said of it."""

    pair: Pair
    cause: Cause | None
    """The one cause of everything in it; None when its two readings were compared."""
    reading: Reading
    """Without runs when they agree, or were not compared."""
    is_sure: bool
    """Whether the transcriber was sure, so that the reading says something about the OCR."""

    @property
    def is_counted(self) -> bool:
        """Whether both sides have text that can be held against the OCR."""
        return self.cause is None and self.is_sure


def read_pairs(alignment: Alignment) -> tuple[PairReading, ...]:
    """Compare the two sides of every pair of an alignment."""
    return tuple(_read(pair) for pair in alignment.pairs)


def _read(pair: Pair) -> PairReading:
    is_sure = not _is_unsure(pair)
    cause = _cause_of(pair, is_sure)
    reading = compare_readings(pair.reference_text, pair.ocr_text) if cause is None else Reading((), ())
    return PairReading(pair, cause, reading, is_sure)


def _cause_of(pair: Pair, is_sure: bool) -> Cause | None:
    if not is_sure:
        return None if pair.reference_text == pair.ocr_text and pair.relation is Relation.IN_ORDER else Cause.MARK
    if not pair.words:
        return Cause.EXTRA
    if not pair.tokens or pair.relation is Relation.REPEATED:
        return Cause.MISSING
    return None


def _is_unsure(pair: Pair) -> bool:
    """Say whether the transcriber did not know, or only sketched, what stands there."""
    return any(token.kind in UNSURE_KINDS or (token.marks and token.has_mark(*UNSURE_MARKS)) for token in pair.tokens)


def tally_characters(read: PairReading) -> Tally:
    """Return the edits of recognition over the characters of the pair's tokens."""
    errors = sum(edit.cause is Cause.RECOGNITION for edit in read.reading.edits)
    return Tally(errors, sum(count_graphemes(token.text) for token in read.pair.tokens))


def tally_words(read: PairReading) -> Tally:
    """Return the words of the pair's tokens, and those that recognition changed.

    A token that holds several words counts as one place: when it is wrong, all of its words are.
    """
    if not read.reading.runs:
        return Tally(0, sum(len(split_words(token.text)) for token in read.pair.tokens))
    tokens = read_tokens(read)
    return Tally(sum(each.words for each in tokens if each.is_wrong), sum(each.words for each in tokens))


def read_tokens(read: PairReading) -> tuple[TokenReading, ...]:
    """Say of each token of the pair whether recognition changed it."""
    wrong = [edit.place for edit in read.reading.edits if edit.cause is Cause.RECOGNITION]
    return tuple(
        TokenReading(token, len(split_words(token.text)), any(span.start <= place <= span.end for place in wrong))
        for token, span in _spans(read.pair)
    )


def _spans(pair: Pair) -> list[tuple[Token, Span]]:
    """Return each token with its place in the pair's reading."""
    spans: list[tuple[Token, Span]] = []
    start = 0
    for token in pair.tokens:
        start = pair.reference_text.index(token.text, start)
        spans.append((token, Span(start, start + len(token.text))))
        start += len(token.text)
    return spans
