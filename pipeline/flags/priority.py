"""How urgent a flag is: ``priority = harm × chance``.

``harm`` is what it costs when nobody looks, by severity. ``chance`` is the probability that the transcript is wrong or
says nothing of what stands on the page. Both mean the same in every document, and so does their product. Where two
flags come out equal, reading order decides.

For a difference the chance comes from its suggestion (see ``pipeline/corrections/suggesting.py``): the probability of
any reading but the transcript's; a figure is never taken for surer than ``LEAST_FOR_FIGURES``, since no lexicon tells
a wrong figure from a right one. Without a suggestion, and for what no reading can settle, it is the guess of
``CHANCES``.
"""

from __future__ import annotations

from pipeline.model.flag import Reason, Severity, Suggestion

HARM = {Severity.CRITICAL: 1.0, Severity.MAJOR: 0.8, Severity.MINOR: 0.4, Severity.INFO: 0.1}

CHANCES = {
    Reason.UNCLEAR: 0.7,
    Reason.ILLEGIBLE: 0.7,
    Reason.MOJIBAKE: 0.95,
    Reason.PLACEHOLDER: 0.95,
    Reason.AMBIGUOUS_MARK: 0.4,
    Reason.SUBSTITUTION: 0.3,
    Reason.NAME: 0.3,
    Reason.NUMBER: 0.3,
    Reason.DATE: 0.3,
    Reason.WORD_SPLIT: 0.3,
    Reason.EXTRA_TEXT: 0.3,
    Reason.MISSING_TEXT: 0.3,
    Reason.MOVED: 0.2,
    Reason.PUNCTUATION: 0.3,
    Reason.CASE: 0.3,
    Reason.SPACING: 0.3,
    Reason.HANDWRITING: 0.2,
    Reason.STAMP: 0.2,
    Reason.STRUCK: 0.2,
    Reason.INITIALS: 0.1,
    Reason.SIGNATURE: 0.1,
    Reason.BLANK: 0.1,
    Reason.LOW_CONFIDENCE: 0.1,
}

LEAST_FOR_FIGURES = 0.05


def priority(severity: Severity, chance: float) -> float:
    """Return the urgency, 0–1, to four decimals."""
    return round(HARM[severity] * chance, 4)


def chance_of(reason: Reason, suggestion: Suggestion | None) -> float:
    """Return the probability that the transcript is wrong, as far as it is known."""
    if suggestion is None:
        return CHANCES[reason]
    chance = 1 - suggestion.probability if suggestion.origin == "reference" else suggestion.probability
    return max(chance, LEAST_FOR_FIGURES) if reason in (Reason.NUMBER, Reason.DATE) else chance
