"""Whether a page was read at all: handwriting and film dirt come out of an engine as noise, not as text."""

from __future__ import annotations

from pipeline.model.page import Page
from pipeline.ocr.evidence import SURE, letters

LEAST_LETTERS = 12
LEAST_SHARE = 0.25
"""Of the letters on a page that stand in words which were read."""


def why_unusable(page: Page) -> str:
    """Return "" for a page with usable text, else the reason in words.

    The rule looks at letters and digits, so that a page of specks read as dots and dashes is not usable.
    """
    found = sum(letters(word.text) for word in page.words)
    if not found:
        return "no text was found on it"
    read = sum(letters(word.text) for word in page.words if (word.confidence or 0.0) >= SURE)
    if read < LEAST_LETTERS or read < LEAST_SHARE * found:
        return f"only {read} of {found} letters were read with confidence; handwriting, or a bad picture?"
    return ""
