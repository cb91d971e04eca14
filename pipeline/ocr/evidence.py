"""How well a page was read, as far as it can be seen without a reference."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.page import Page, Word

SURE = 0.6
"""Engine confidence below which the letters of a word speak against a reading."""
VERY_SURE = 0.9
"""Engine confidence from which they speak for it in full; between the two, in part."""
NOISE_WEIGHT = 0.5
"""How much a letter of a doubtful word takes away: noise in the margins is worth losing, text is not."""


def mean_confidence(page: Page) -> float:
    """Return the mean confidence of the page's words, 0–1; 0 for a page without words."""
    words = page.words
    return sum(word.confidence or 0.0 for word in words) / len(words) if words else 0.0


def good_letters(page: Page) -> float:
    """Return how many letters and digits were read with confidence; those of half-sure words count in part."""
    return sure_letters(page.words)


def sure_letters(words: Iterable[Word]) -> float:
    """Return how many letters and digits of ``words`` were read with confidence, as ``good_letters`` does."""
    return sum(_trust(word) * letters(word.text) for word in words)


def noise_letters(page: Page) -> int:
    """Return how many letters and digits stand in doubtful words."""
    return sum(letters(word.text) for word in page.words if (word.confidence or 0.0) < SURE)


def score(page: Page) -> float:
    """Return how much speaks for a reading of a page; comparable between readings of the same page."""
    return good_letters(page) - NOISE_WEIGHT * noise_letters(page)


def letters(text: str) -> int:
    """Return how many letters and digits ``text`` has."""
    return sum(map(str.isalnum, text))


def _trust(word: Word) -> float:
    confidence = word.confidence or 0.0
    return min(max((confidence - SURE) / (VERY_SURE - SURE), 0.0), 1.0)
