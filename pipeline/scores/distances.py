"""Levenshtein distances of long sequences, exact and quick."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

_LIKELY_SHARE = 16
"""The first guess: an edit for every so many symbols. A wrong guess costs time, never exactness."""


def distance_between(reference: str, ocr: str) -> int:
    """Return the Levenshtein distance of two strings, one unit for each code point."""
    hint = max(len(reference), len(ocr)) // _LIKELY_SHARE
    return Levenshtein.distance(reference, ocr, score_hint=hint)


def word_distance(words: Sequence[str], ocr_words: Sequence[str]) -> int:
    """Return the Levenshtein distance of two lists of words, one unit for each word."""
    return distance_between(*as_strings(words, ocr_words))


def as_strings(words: Sequence[str], ocr_words: Sequence[str]) -> tuple[str, str]:
    """Return two lists of words as strings of one code point for each word; routines for strings are quicker.

    Equal words get equal code points. There is room for 1.1 million different words.
    """
    codes: dict[str, str] = {}
    for word in (*words, *ocr_words):
        if word not in codes:
            codes[word] = chr(len(codes))
    return "".join(codes[word] for word in words), "".join(codes[word] for word in ocr_words)
