"""Words struck out by the stroke of a pen, or by hyphens or x typed over them."""

from __future__ import annotations

import math
import re
from statistics import median

import numpy as np

from pipeline.images.strokes import NO_STROKE, best_stroke
from pipeline.model.page import Word
from pipeline.ocr.detectors.logistic import Table, probabilities
from pipeline.ocr.detectors.spelling import plausibility
from pipeline.ocr.detectors.weights import STRUCK_WEIGHTS
from pipeline.ocr.detectors.words import Sight

STRUCK = (
    "covered",
    "covered_under_95",
    "beyond",
    "covered_and_beyond",
    "unbroken",
    "level",
    "level_of_long",
    "level_mean",
    "level_of_each",
    "lightest",
    "dense",
    "confidence_under_90",
    "plausibility",
    "crosses",
    "dashed",
    "letters",
    "is_short",
)
"""Features that tell words which were struck out."""

_DASHED = re.compile(r"^[-–—~_=+«]|[-–—~_=+»]$|[-–—~=]\w")
_CROSSES = re.compile(r"[xX*#%]|[kgw](?=[kxgw])")
_LETTER = re.compile(r"[^\W_]")


def strike_probabilities(sight: Sight) -> Table:
    """Return for each word of the page the probability that somebody struck it out."""
    if not sight.page.words:
        return np.zeros(0)
    found = probabilities(STRUCK, strike_features(sight), STRUCK_WEIGHTS)
    found[[not can_be_struck(word, sight) for word in sight.page.words]] = 0.0
    return found


def strike_features(sight: Sight) -> Table:
    """Return a row for each word of the page with the columns ``STRUCK``."""
    densities = [_density(word, sight) for word in sight.page.words]
    usual = max(median([density for density in densities if density] or [0.2]), 0.02)
    rows = [
        _values(word, density / usual, usual, sight) for word, density in zip(sight.page.words, densities, strict=True)
    ]
    return np.array([[row[name] for name in STRUCK] for row in rows], dtype=np.float64).reshape(-1, len(STRUCK))


def can_be_struck(word: Word, sight: Sight) -> bool:
    """Say whether a word is of the size of type: the strokes of what is larger mean something else."""
    is_sized = word.box is not None and 0.5 < word.box.height / sight.frame.height < 2.2
    return is_sized and bool(_LETTER.search(word.text))


def _values(word: Word, density: float, usual: float, sight: Sight) -> dict[str, float]:
    letters = len(_LETTER.findall(word.text))
    stroke = best_stroke(sight.ink, word.box, sight.frame.slope, sight.frame.pitch) if word.box else NO_STROKE
    confidence = 0.5 if word.confidence is None else word.confidence
    return {
        "covered": stroke.covered,
        "covered_under_95": max(0.0, 0.95 - stroke.covered),
        "beyond": stroke.beyond,
        "covered_and_beyond": stroke.beyond * (stroke.covered > 0.9),
        "unbroken": min(stroke.unbroken / sight.frame.pitch, 6.0) * (letters > 1),
        "level": stroke.level,
        "level_of_long": stroke.level * (letters > 2),
        "level_mean": stroke.level_mean,
        "level_of_each": float(stroke.level > 0.7) * math.log(max(letters, 1)),
        "lightest": min(stroke.lightest / usual, 3.0),
        "dense": math.log(max(density, 0.3)),
        "confidence_under_90": max(0.0, 0.9 - confidence),
        "plausibility": plausibility(word.text, sight.page.engine.languages),
        "crosses": min(len(_CROSSES.findall(word.text)), 4) / max(letters, 2),
        "dashed": float(bool(_DASHED.search(word.text))),
        "letters": math.log(max(letters, 1)),
        "is_short": float(letters < 3),
    }


def _density(word: Word, sight: Sight) -> float:
    cut = sight.ink.cut(word.box) if word.box else None
    return float(cut.mean()) if cut is not None and cut.size else 0.0
