"""Words struck out by the stroke of a pen, or by hyphens or x typed over them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from statistics import median

import numpy as np

from pipeline.images.strokes import NO_STROKE, Stroke, best_strokes
from pipeline.model.page import Word
from pipeline.model.picture import GreyPicture
from pipeline.ocr.detectors.logistic import Table, probabilities
from pipeline.ocr.detectors.overtyped import Overtyping, overtypings
from pipeline.ocr.detectors.spelling import plausibility
from pipeline.ocr.detectors.weights import STRUCK_WEIGHTS
from pipeline.ocr.detectors.words import Sight, confidence_of, density

COMMON = ("bar", "bar_alone", "cross", "cross_alone", "bar_new", "cross_new")
"""Of an ``Overtyping``: told as it is, beside the other words of the page, and that weighed by length."""
STEADY = 0.04
"""Darkness by which the spread of a page's words is taken to be larger."""
FURTHEST = (-2.0, 8.0)
"""Spreads from the middle of a page's words, beyond which nothing counts more."""
LEAST_WORDS = 15
"""Of one length on a page, to be compared among themselves."""

STRUCK = (
    "covered",
    "covered_under_95",
    "beyond",
    "covered_and_beyond",
    "unbroken",
    "dense",
    "confidence_under_90",
    "plausibility",
    "crosses",
    "dashed",
    "letters",
    "is_short",
    "is_two",
    "is_long",
    "misfit",
    "misfit_of_long",
    "other_new",
    "heavier",
    "known",
    *(f"{name}{form}" for name in COMMON for form in ("", "_here", "_here_of_long")),
)
"""Features that tell words which were struck out."""

_DASHED = re.compile(r"^[-–—~_=+«]|[-–—~_=+»]$|[-–—~=]\w")
_CROSSES = re.compile(r"[xX*#%]|[kgw](?=[kxgw])")
_LETTER = re.compile(r"[^\W_]")


def strike_probabilities(sight: Sight, picture: GreyPicture) -> Table:
    """Return for each word of the page the probability that somebody struck it out."""
    if not sight.page.words:
        return np.zeros(0)
    found = probabilities(STRUCK, strike_features(sight, picture), STRUCK_WEIGHTS)
    found[[not can_be_struck(word, sight) for word in sight.page.words]] = 0.0
    return found


def strike_features(sight: Sight, picture: GreyPicture) -> Table:
    """Return a row for each word of the page with the columns ``STRUCK``."""
    words = sight.page.words
    densities = [density(word, sight) for word in words]
    usual = max(median([each for each in densities if each] or [0.2]), 0.02)
    overtyped = overtypings(sight, picture)
    here = _beside_the_page(overtyped)
    rows = [
        {**_values(word, dense / usual, stroke, sight), **_common_values(found, place)}
        for word, dense, stroke, found, place in zip(words, densities, _strokes(sight), overtyped, here, strict=True)
    ]
    return np.array([[row[name] for name in STRUCK] for row in rows], dtype=np.float64).reshape(-1, len(STRUCK))


def _common_values(found: Overtyping, here: Table) -> dict[str, float]:
    length = min(math.log(max(found.cells, 1)), 2.0)
    is_long = float(found.cells > 2)
    return {
        "is_two": float(found.cells == 2),
        "is_long": is_long,
        "misfit": found.misfit,
        "misfit_of_long": found.misfit * is_long,
        "other_new": found.other_new,
        "heavier": min(max(found.heavier, -1.0), 1.0),
        "known": found.known,
        **{name: getattr(found, name) for name in COMMON},
        **{f"{name}_here": float(value) for name, value in zip(COMMON, here, strict=True)},
        **{f"{name}_here_of_long": float(value) * length for name, value in zip(COMMON, here, strict=True)},
    }


def _beside_the_page(overtyped: Sequence[Overtyping]) -> Table:
    """Return how far each word lies above the middle of the page's words of its length, in upper half spreads.

    Typefaces and ribbons differ in what the letters of any word have in common; what stands out does so everywhere.
    """
    values = np.array([[getattr(found, name) for name in COMMON] for found in overtyped])
    cells = np.minimum([found.cells for found in overtyped], 3)
    result = np.zeros_like(values)
    typed = cells > 0
    for length in (1, 2, 3):
        alike = cells == length
        peers = values[alike if alike.sum() >= LEAST_WORDS else typed]
        if alike.any():
            middle, upper = np.quantile(peers, (0.5, 0.75), axis=0)
            result[alike] = np.clip((values[alike] - middle) / (upper - middle + STEADY), *FURTHEST)
    return result


def can_be_struck(word: Word, sight: Sight) -> bool:
    """Say whether a word is of the size of type: the strokes of what is larger mean something else."""
    is_sized = word.box is not None and 0.5 < word.box.height / sight.frame.height < 2.2
    return is_sized and bool(_LETTER.search(word.text))


def _strokes(sight: Sight) -> list[Stroke]:
    """Return the straight stroke through each word of the page."""
    boxes = [word.box for word in sight.page.words if word.box]
    found = iter(best_strokes(sight.ink, boxes, sight.frame.slope, sight.frame.pitch))
    return [next(found) if word.box else NO_STROKE for word in sight.page.words]


def _values(word: Word, dense: float, stroke: Stroke, sight: Sight) -> dict[str, float]:
    letters = len(_LETTER.findall(word.text))
    return {
        "covered": stroke.covered,
        "covered_under_95": max(0.0, 0.95 - stroke.covered),
        "beyond": stroke.beyond,
        "covered_and_beyond": stroke.beyond * (stroke.covered > 0.9),
        "unbroken": min(stroke.unbroken / sight.frame.pitch, 6.0) * (letters > 1),
        "dense": math.log(max(dense, 0.3)),
        "confidence_under_90": max(0.0, 0.9 - confidence_of(word)),
        "plausibility": plausibility(word.text, sight.page.engine.languages),
        "crosses": min(len(_CROSSES.findall(word.text)), 4) / max(letters, 2),
        "dashed": float(bool(_DASHED.search(word.text))),
        "letters": math.log(max(letters, 1)),
        "is_short": float(letters < 3),
    }
