"""Words struck out by the stroke of a pen, or by hyphens or x typed over them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from operator import attrgetter
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
STEADY = np.array([0.04] * len(COMMON) + [0.1, 0.2])
"""By how much the spread of a page's words is taken to be larger: of ``COMMON``, and of two sides of a stroke."""
FURTHEST = (-2.0, 8.0)
"""Spreads from the middle of a page's words, beyond which nothing counts more."""
LEAST_WORDS = 15
"""Of one length on a page, to be compared among themselves."""
LEAST_INK = 0.35
"""Share of a word's box that is inked, over that of the page's usual word, below which nothing was struck: words that
the engine reads in the shade of a margin look like anything."""
LONGEST_STRETCH = 8.0
"""Letters' rooms that a stroke runs unbroken, beyond which nothing counts more."""
USUALLY_STRUCK = 0.03
"""Share of a page's words that are struck, about, on the pages that the models were fitted on."""
PAGES_LIKE_IT = (0.2, 20.0)
"""Struck words, and others, that every page is taken to have beside its own: most pages have next to none struck."""
ROUNDS = 30
PEN = "pen"
"""Of the means by which words are struck, the one that does not need to know the cells of the letters."""

STRUCK = (
    "covered",
    "covered_under_95",
    "beyond",
    "covered_and_beyond",
    "unbroken",
    "unbroken_of_long",
    "covered_here",
    "unbroken_here",
    "dense",
    "confidence_under_90",
    "plausibility",
    "crosses",
    "dashed",
    "letters",
    "no_letters",
    "is_short",
    "is_two",
    "is_long",
    "misfit",
    "misfit_of_long",
    "other_new",
    "heavier",
    "known",
    "bar_of_letters",
    "bar_of_letters_in_all",
    "least_bar_of_letters",
    "bar_beside",
    "bar_beside_in_all",
    *(f"{name}{form}" for name in COMMON for form in ("", "_here", "_here_of_long")),
)
"""Features that tell words which were struck out."""

_COMMON_OF = attrgetter(*COMMON)
_FORMS = tuple((f"{name}_here", f"{name}_here_of_long") for name in COMMON)
_DASHED = re.compile(r"^[-–—~_=+«]|[-–—~_=+»]$|[-–—~=]\w")
_CROSSES = re.compile(r"[xX*#%]|[kgw](?=[kxgw])")
_LETTER = re.compile(r"[^\W_]")
_SIGN_FOR_LETTER = re.compile(r"[+=#*%$&~±§]")
"""What is read of a single letter that was struck."""
_NUMBER_OF_PAGE = re.compile(r"[-–—~=_«»]+\s?\d{1,3}\s?[-–—~=_«»]+")


def strike_probabilities(sight: Sight, picture: GreyPicture) -> Table:
    """Return for each word of the page the probability that somebody struck it out.

    Each means has a model of its own that tells it from words not struck; the odds of all means add up. Where the page
    does not say how wide its letters are, what was typed over them cannot be told: there only the pen counts.
    """
    if not sight.page.words:
        return np.zeros(0)
    table = strike_features(sight, picture)
    means = STRUCK_WEIGHTS if sight.frame.is_seen else (PEN,)
    chances = [probabilities(STRUCK, table, STRUCK_WEIGHTS[each]) for each in means]
    odds = np.sum([chance / (1 - chance) for chance in chances], axis=0)
    odds[[not can_be_struck(word, sight) for word in sight.page.words]] = 0.0
    odds[table[:, STRUCK.index("dense")] < math.log(LEAST_INK)] = 0.0
    return in_view_of_the_page(odds / (1 + odds))


def in_view_of_the_page(chances: Table) -> Table:
    """Return the probabilities as they are when it is considered how much of the page is struck.

    Who strikes words out does so again, and most pages have none: the share of struck words is estimated from the
    probabilities, these are corrected for it, and so on (M. Saerens and others, Adjusting the outputs of a classifier
    to new a priori probabilities, 2002). Unlike there, each word counts by the square of its probability: on a bad page
    many are a little likely, and would take each other for proof.
    """
    struck, others = PAGES_LIKE_IT
    usual = USUALLY_STRUCK / (1 - USUALLY_STRUCK)
    odds, found = chances / (1 - chances), chances
    for _ in range(ROUNDS):
        share = ((found**2).sum() + struck) / (len(found) + struck + others)
        here = odds * (share / (1 - share) / usual)
        found = here / (1 + here)
    return found


def strike_features(sight: Sight, picture: GreyPicture) -> Table:
    """Return a row for each word of the page with the columns ``STRUCK``."""
    words = sight.page.words
    densities = [density(word, sight) for word in words]
    usual = max(median([each for each in densities if each] or [0.2]), 0.02)
    overtyped, strokes = overtypings(sight, picture), _strokes(sight)
    here = _beside_the_page(overtyped, strokes)
    rows = [
        {**_values(word, dense / usual, stroke, sight), **_common_values(found), **_values_here(place, found.cells)}
        for word, dense, stroke, found, place in zip(words, densities, strokes, overtyped, here, strict=True)
    ]
    return np.array([[row[name] for name in STRUCK] for row in rows], dtype=np.float64).reshape(-1, len(STRUCK))


def _common_values(found: Overtyping) -> dict[str, float]:
    is_long = float(found.cells > 2)
    root = math.sqrt(found.known * found.cells)
    return {
        "is_two": float(found.cells == 2),
        "is_long": is_long,
        "misfit": found.misfit,
        "misfit_of_long": found.misfit * is_long,
        "other_new": found.other_new,
        "heavier": min(max(found.heavier, -1.0), 1.0),
        "known": found.known,
        "bar_of_letters": found.bar_of_letters,
        "bar_of_letters_in_all": max(found.bar_of_letters, 0.0) * root,
        "least_bar_of_letters": found.least_bar_of_letters,
        "bar_beside": found.bar_beside,
        "bar_beside_in_all": max(found.bar_beside, 0.0) * root,
        **dict(zip(COMMON, _COMMON_OF(found), strict=True)),
    }


def _values_here(here: Table, cells: int) -> dict[str, float]:
    length = min(math.log(max(cells, 1)), 2.0)
    is_single = cells < 2  # through which letter a row runs matters more than whether a stroke does
    *common, covered, unbroken = here.tolist()
    return {
        "covered_here": 0.0 if is_single else covered,
        "unbroken_here": 0.0 if is_single else unbroken,
        **{
            form: value * by
            for forms, value in zip(_FORMS, common, strict=True)
            for form, by in zip(forms, (1.0, length), strict=True)
        },
    }


def _beside_the_page(overtyped: Sequence[Overtyping], strokes: Sequence[Stroke]) -> Table:
    """Return how far each word lies above the middle of the page's words of its length, in upper half spreads.

    Typefaces and ribbons differ in what the letters of any word have in common; what stands out does so everywhere.
    """
    values = np.array(
        [
            (*_COMMON_OF(found), stroke.covered, stroke.unbroken)
            for found, stroke in zip(overtyped, strokes, strict=True)
        ]
    )
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
    """Say whether a word is of the size of type, since the strokes of what is larger mean something else, and is one.

    The number of a page between dashes is none that was struck.
    """
    is_sized = word.box is not None and 0.5 < word.box.height / sight.frame.height < 2.2
    if not is_sized or _NUMBER_OF_PAGE.fullmatch(word.text):
        return False
    return bool(_LETTER.search(word.text) or _SIGN_FOR_LETTER.search(word.text))


def _strokes(sight: Sight) -> list[Stroke]:
    """Return the stroke through each word of the page; how far it is unbroken, in letters' rooms."""
    boxes = [word.box for word in sight.page.words if word.box]
    pitch = sight.frame.pitch
    found = iter(best_strokes(sight.ink, boxes, sight.frame.slope, pitch))
    strokes = [next(found) if word.box else NO_STROKE for word in sight.page.words]
    return [Stroke(each.covered, each.beyond, min(each.unbroken / pitch, LONGEST_STRETCH)) for each in strokes]


def _values(word: Word, dense: float, stroke: Stroke, sight: Sight) -> dict[str, float]:
    letters = len(_LETTER.findall(word.text))
    return {
        "covered": stroke.covered,
        "covered_under_95": max(0.0, 0.95 - stroke.covered),
        "beyond": stroke.beyond,
        "covered_and_beyond": stroke.beyond * (stroke.covered > 0.9),
        "unbroken": stroke.unbroken,
        "unbroken_of_long": stroke.unbroken * (letters > 1),
        "dense": math.log(max(dense, 0.3)),
        "confidence_under_90": max(0.0, 0.9 - confidence_of(word)),
        "plausibility": plausibility(word.text, sight.page.engine.languages),
        "crosses": min(len(_CROSSES.findall(word.text)), 4) / max(letters, 2),
        "dashed": float(bool(_DASHED.search(word.text))),
        "letters": math.log(max(letters, 1)),
        "no_letters": float(letters == 0),
        "is_short": float(letters < 3),
    }
