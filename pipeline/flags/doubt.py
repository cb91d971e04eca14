"""Words that the OCR read with little confidence.

On a page with a transcript, a doubtful word on which both sides agree is hardly worth a look: it is flagged only when
the OCR was all but guessing. On a page without one, confidence is the only evidence: below ``KNEE`` the words of
Tesseract begin to be wrong markedly more often (0.90–0.93: one in ten, 0.93–0.95: one in thirty).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import prod

from pipeline.flags.concern import Concern
from pipeline.flags.evidence import Evidence
from pipeline.flags.wording import quote
from pipeline.model.alignment import Alignment
from pipeline.model.flag import Reason, Severity, Suggestion
from pipeline.model.page import Page, Word

KNEE = 0.93
GUESSING = 0.3
UNTYPED = 0.25
"""What a doubtful word weighs on a page that nobody typed, beside a wrong one in a transcript."""
AGREED = 0.1
"""Chance that a word is wrong on which both sides agree, but the OCR was guessing."""


def flag_doubt(evidence: Evidence) -> Iterator[Concern]:
    """Flag doubtful words: all of them on a page without a transcript, else only where both sides agree."""
    if evidence.alignment is not None and evidence.alignment.reference.units:
        yield from _agreed_but_guessed(evidence.alignment)
    elif evidence.page is not None:
        yield from _doubtful_lines(evidence.page, evidence.readings)


def _agreed_but_guessed(alignment: Alignment) -> Iterator[Concern]:
    for pair in alignment.pairs:
        agree = pair.tokens and pair.words and pair.reference_text == pair.ocr_text
        if agree and min(_confidence(word) for word in pair.words) < GUESSING:
            message = f"Both sides have {quote(pair.ocr_text)}, but the OCR was hardly able to read it."
            yield Concern(Reason.LOW_CONFIDENCE, Severity.INFO, AGREED, message, pair.tokens, pair.words)


def _doubtful_lines(page: Page, readings: Sequence[Suggestion]) -> Iterator[Concern]:
    """Yield one concern for each run of doubtful words in a line; specks without letter or figure are left out."""
    read = iter(readings or (None,) * len(page.words))
    for line in page.lines:
        judged = [(word, next(read)) for word in line.words]
        for is_doubtful, run in groupby(judged, key=lambda each: _confidence(each[0]) < KNEE):
            doubtful = [(word, reading) for word, reading in run if any(char.isalnum() for char in word.text)]
            if not is_doubtful or not doubtful:
                continue
            words = tuple(word for word, _ in doubtful)
            text = " ".join(word.text for word in words)
            chance = UNTYPED * (1 - min(_confidence(word) for word in words))
            message = f"The OCR reads {quote(text)} and is not sure of it; there is no transcript to compare with."
            suggestion = _joined([reading for _, reading in doubtful if reading])
            yield Concern(Reason.LOW_CONFIDENCE, Severity.MINOR, chance, message, words=words, suggestion=suggestion)


def _joined(readings: Sequence[Suggestion]) -> Suggestion | None:
    """Return one suggestion for several words: right if all are, and from elsewhere if any is."""
    if not readings:
        return None
    told = next((reading for reading in readings if reading.origin != "ocr"), readings[0])
    probability = round(prod(reading.probability for reading in readings), 4)
    return Suggestion(" ".join(reading.text for reading in readings), told.origin, probability, told.why)


def _confidence(word: Word) -> float:
    """Return the calibrated probability, else the engine's own confidence; what is unknown counts as doubtful."""
    return next((value for value in (word.probability, word.confidence) if value is not None), 0.5)
