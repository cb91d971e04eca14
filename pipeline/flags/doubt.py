"""Words that the OCR read with little confidence.

On a page with a transcript, a doubtful word on which both sides agree is hardly worth a look: it is flagged only when
the OCR was all but guessing. On a page without one, confidence is the only evidence: below ``KNEE`` the words of
Tesseract begin to be wrong markedly more often (0.90–0.93: one in ten, 0.93–0.95: one in thirty).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.evidence import Evidence
from pipeline.flags.wording import quote
from pipeline.model.flag import Reason, Severity
from pipeline.model.page import Word

KNEE = 0.93
GUESSING = 0.3


def flag_doubt(evidence: Evidence) -> Iterator[Concern]:
    """Flag doubtful words: all of them on a page without a transcript, else only where both sides agree."""
    if evidence.alignment is None or not evidence.alignment.reference.units:
        for word in evidence.page.words if evidence.page else ():
            if _confidence(word) < KNEE:
                message = f"The OCR reads {quote(word.text)} and is not sure of it; there is no transcript to compare."
                yield _doubt(word, Severity.MAJOR, 1 - _confidence(word), message)
        return
    for pair in evidence.alignment.pairs:
        if pair.tokens and len(pair.words) == 1 and pair.reference_text == pair.ocr_text:
            word = pair.words[0]
            if _confidence(word) < GUESSING:
                message = f"Both sides have {quote(word.text)}, but the OCR was hardly able to read it."
                yield Concern(Reason.LOW_CONFIDENCE, Severity.INFO, 0.1, message, pair.tokens, pair.words)


def _doubt(word: Word, severity: Severity, chance: float, message: str) -> Concern:
    return Concern(Reason.LOW_CONFIDENCE, severity, chance, message, words=(word,))


def _confidence(word: Word) -> float:
    """Return the calibrated probability, else the engine's own confidence; what is unknown counts as doubtful."""
    return next((value for value in (word.probability, word.confidence) if value is not None), 0.5)
