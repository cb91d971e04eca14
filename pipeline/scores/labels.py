"""What the alignment says about every character of the two witnesses."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.alignment import Alignment, Pair, Relation
from pipeline.model.counts import Cause, Tally
from pipeline.scores.pairs import cause_of_pair, compare_pair, is_unsure, tally_characters, tally_words
from pipeline.scores.readings import Reading


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
        cause = cause_of_pair(pair)
        if cause is not None:
            reference[pair.reference.start : pair.reference.end] = [cause] * len(pair.reference)
            ocr[pair.ocr.start : pair.ocr.end] = [cause] * len(pair.ocr)
            continue
        reading = compare_pair(pair)
        if pair.relation is Relation.MOVED:
            _mark_moved(reading, pair, reference, ocr)
        else:
            agreed.extend((i + pair.reference.start, j + pair.ocr.start, n) for i, j, n in reading.agreed)
        _mark_edits(reading, pair, reference, ocr)
        if not is_unsure(pair):
            characters += tally_characters(pair, reading)
            words += tally_words(pair, reading)
    return Labels(reference, ocr, tuple(agreed), characters, words)


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
