"""How well a page was read, as far as it can be seen without a reference."""

from __future__ import annotations

from pipeline.model.page import Page, Word

SURE = 0.6
"""Engine confidence from which the letters of a word count for a reading at all."""
VERY_SURE = 0.9
"""Engine confidence from which they count in full."""


def mean_confidence(page: Page) -> float:
    """Return the mean confidence of the page's words, 0–1; 0 for a page without words."""
    words = page.words
    return sum(word.confidence or 0.0 for word in words) / len(words) if words else 0.0


def good_letters(page: Page) -> float:
    """Return how many letters and digits were read with confidence; those of half-sure words count in part."""
    return sum(_weight(word) * letters(word.text) for word in page.words)


def letters(text: str) -> int:
    """Return how many letters and digits ``text`` has."""
    return sum(char.isalnum() for char in text)


def _weight(word: Word) -> float:
    confidence = word.confidence or 0.0
    return min(max((confidence - SURE) / (VERY_SURE - SURE), 0.0), 1.0)
