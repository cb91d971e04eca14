"""What the alignment says about every character of the two witnesses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.alignment import Alignment, Pair, Relation
from pipeline.model.counts import Cause, Tally
from pipeline.model.transcript import MarkKind, Token, TokenKind
from pipeline.scores.readings import Reading, compare_readings
from pipeline.text.graphemes import count_graphemes
from pipeline.text.words import split_words

UNSURE_MARKS = (MarkKind.UNCLEAR, MarkKind.GAP, MarkKind.PLACEHOLDER, MarkKind.ERROR)
"""Marks under which a difference says nothing about the OCR."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The cause by which each code point of a witness differs; None where the sides agree, in order."""

    reference: list[Cause | None]
    ocr: list[Cause | None]
    agreed: tuple[tuple[int, int, int], ...]
    """Equal stretches of units in order: start in the reference witness, start in the OCR witness, length."""
    recognition: Tally
    """Edits of recognition over the characters that both sides have and the transcriber was sure of."""
    recognition_words: Tally
    """Likewise for words: a word of the transcript is wrong when recognition changed a character of it."""


def label_characters(alignment: Alignment) -> Labels:
    """Return the cause, if any, at every character of both witnesses, and the recognition tallies."""
    reference: list[Cause | None] = [None] * len(alignment.reference.text)
    ocr: list[Cause | None] = [None] * len(alignment.ocr.text)
    agreed: list[tuple[int, int, int]] = []
    characters, words = Tally(), Tally()
    for pair in alignment.pairs:
        cause = _cause_of_pair(pair)
        if cause is not None:
            reference[pair.reference.start : pair.reference.end] = [cause] * len(pair.reference)
            ocr[pair.ocr.start : pair.ocr.end] = [cause] * len(pair.ocr)
            continue
        reading = compare_readings(pair.reference_text, pair.ocr_text)
        if pair.relation is Relation.MOVED:
            _mark_moved(reading, pair, reference, ocr)
        else:
            agreed.extend((i + pair.reference.start, j + pair.ocr.start, n) for i, j, n in reading.agreed)
        _mark_edits(reading, pair, reference, ocr)
        if any(_is_unsure(token) for token in pair.tokens):
            continue
        characters += _tally_characters(reading, pair)
        words += _tally_words(reading, pair)
    return Labels(reference, ocr, tuple(agreed), characters, words)


def _cause_of_pair(pair: Pair) -> Cause | None:
    """Return the one cause of everything in the pair; None when its two readings are to be compared."""
    if any(_is_unsure(token) for token in pair.tokens):
        return None if pair.reference_text == pair.ocr_text and pair.relation is Relation.IN_ORDER else Cause.MARK
    if not pair.words:
        return Cause.EXTRA
    if not pair.tokens or pair.relation is Relation.REPEATED:
        return Cause.MISSING
    return None


def _is_unsure(token: Token) -> bool:
    return token.kind in (TokenKind.GAP, TokenKind.BLANK) or token.has_mark(*UNSURE_MARKS)


def _mark_moved(reading: Reading, pair: Pair, reference: list[Cause | None], ocr: list[Cause | None]) -> None:
    for start, ocr_start, length in reading.agreed:
        first, second = start + pair.reference.start, ocr_start + pair.ocr.start
        reference[first : first + length] = [Cause.MOVED] * length
        ocr[second : second + length] = [Cause.MOVED] * length


def _mark_edits(reading: Reading, pair: Pair, reference: list[Cause | None], ocr: list[Cause | None]) -> None:
    for edit in reading.edits:
        if edit.reference is not None:
            reference[edit.reference + pair.reference.start] = edit.cause
        if edit.ocr is not None:
            ocr[edit.ocr + pair.ocr.start] = edit.cause


def _tally_characters(reading: Reading, pair: Pair) -> Tally:
    errors = sum(edit.cause is Cause.RECOGNITION for edit in reading.edits)
    return Tally(errors, sum(count_graphemes(token.text) for token in pair.tokens))


def _tally_words(reading: Reading, pair: Pair) -> Tally:
    wrong_places = [edit.place for edit in reading.edits if edit.cause is Cause.RECOGNITION]
    errors = length = 0
    for start, end, count in _words_of(pair.tokens, pair.reference_text):
        length += count
        errors += count if any(start <= place <= end for place in wrong_places) else 0
    return Tally(errors, length)


def _words_of(tokens: Sequence[Token], text: str) -> list[tuple[int, int, int]]:
    """Return each token's place in the reading, and how many words it holds."""
    places: list[tuple[int, int, int]] = []
    start = 0
    for token in tokens:
        start = text.index(token.text, start)
        end = start + len(token.text)
        places.append((start, end, len(split_words(token.text))))
        start = end
    return places
