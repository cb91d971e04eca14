"""What the alignment says about every character of the two witnesses."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.alignment import Alignment, Pair, Relation
from pipeline.model.counts import Cause, Tally
from pipeline.scores.pairs import PairReading, read_pairs, tally_characters, tally_words
from pipeline.scores.raw_script import Stretch


@dataclass(frozen=True, slots=True)
class Labels:
    """The cause by which each code point of a witness differs; None where the sides agree, in order."""

    reference: list[Cause | None]
    ocr: list[Cause | None]
    ocr_alone: list[Cause | None]
    """``ocr`` without the characters that were substituted for one of the reference, which has the cause already: a
    script that deletes the one and inserts the other elsewhere, as in moved text, would count one error twice."""
    agreed: tuple[Stretch, ...]
    """Equal stretches of units in order: start in the reference witness, start in the OCR witness, length."""
    recognition: Tally
    """Edits of recognition over the characters that both sides have and the transcriber was sure of."""
    recognition_words: Tally
    """Likewise for words: a word of the transcript is wrong when recognition changed a character of it."""


def label_characters(alignment: Alignment) -> Labels:
    """Return the cause, if any, at every character of both witnesses, and the recognition tallies."""
    reference: list[Cause | None] = [None] * len(alignment.reference.text)
    ocr: list[Cause | None] = [None] * len(alignment.ocr.text)
    agreed: list[Stretch] = []
    substitutes: set[int] = set()
    characters: list[Tally] = []
    words: list[Tally] = []
    for read in read_pairs(alignment):
        pair = read.pair
        if read.cause is not None:
            _mark(pair, read.cause, reference, ocr)
            continue
        if pair.relation is Relation.MOVED:
            _mark(pair, Cause.MOVED, reference, ocr)
        else:
            agreed.extend((i + pair.reference.start, j + pair.ocr.start, n) for i, j, n in read.reading.agreed)
        if read.reading.runs:
            substitutes |= _mark_edits(read, reference, ocr)
        if read.is_sure:
            characters.append(tally_characters(read))
            words.append(tally_words(read))
    alone = ocr.copy()
    for place in substitutes:
        alone[place] = None
    return Labels(reference, ocr, alone, tuple(agreed), _add(characters), _add(words))


def _add(tallies: list[Tally]) -> Tally:
    """Add up many tallies at once, which is quicker than one by one."""
    return Tally(sum(tally.errors for tally in tallies), sum(tally.length for tally in tallies))


def _mark(pair: Pair, cause: Cause, reference: list[Cause | None], ocr: list[Cause | None]) -> None:
    reference[pair.reference.start : pair.reference.end] = [cause] * len(pair.reference)
    ocr[pair.ocr.start : pair.ocr.end] = [cause] * len(pair.ocr)


def _mark_edits(read: PairReading, reference: list[Cause | None], ocr: list[Cause | None]) -> set[int]:
    """Mark the characters that edits touch; return those of the OCR that stand for one of the reference."""
    start, ocr_start = read.pair.reference.start, read.pair.ocr.start
    substitutes: set[int] = set()
    for edit in read.reading.edits:
        if edit.reference is not None:
            reference[edit.reference + start] = edit.cause
        if edit.ocr is not None:
            ocr[edit.ocr + ocr_start] = edit.cause
            if edit.reference is not None:
                substitutes.add(edit.ocr + ocr_start)
    return substitutes
