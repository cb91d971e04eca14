"""How probabilities, of suggestions and of words, are corrected by what reviewers decided; ``calibrating`` fits it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from pipeline.model.page import Page

_LIMIT = 1e-4


@dataclass(frozen=True, slots=True)
class Calibration:
    """How stated probabilities are corrected; slope 1 and offset 0 leave them as they are."""

    slope: float = 1.0
    offset: float = 0.0
    decisions: int = 0
    """How many it was fitted to."""

    def correct(self, probability: float) -> float:
        return logistic(self.slope * logit(probability) + self.offset)

    def undo(self, probability: float) -> float:
        """Return what was said before it was corrected; where all was made alike, that is forgotten."""
        return logistic((logit(probability) - self.offset) / self.slope) if self.slope else probability


UNCHANGED = Calibration()


@dataclass(frozen=True, slots=True)
class Calibrations:
    """How the probabilities of a run are corrected."""

    suggestions: Calibration = UNCHANGED
    words: Calibration = UNCHANGED
    """That a word was read rightly."""


AS_FITTED = Calibrations()
"""The probabilities as the models were fitted; to what, is told beside their weights."""


def correct_words(page: Page, calibration: Calibration) -> Page:
    """Return the page with the probabilities of its words corrected."""
    if calibration == UNCHANGED:
        return page
    return page.with_words(
        word if word.probability is None else replace(word, probability=round(calibration.correct(word.probability), 4))
        for word in page.words
    )


def logit(probability: float) -> float:
    probability = min(max(probability, _LIMIT), 1 - _LIMIT)
    return math.log(probability / (1 - probability))


def logistic(odds: float) -> float:
    if odds >= 0:
        return 1 / (1 + math.exp(-odds))
    return math.exp(odds) / (1 + math.exp(odds))
