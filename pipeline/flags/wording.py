"""How flags speak: short sentences for a clerk, with both readings in them."""

from __future__ import annotations

LONGEST = 60
"""Characters of a reading that a sentence quotes."""


def quote(text: str) -> str:
    """Return ``text`` on one line, in quotation marks, shortened in the middle.

    >>> quote("Sofia,\\nApril 4")
    '“Sofia, April 4”'
    """
    line = " ".join(text.replace("\ufffc", "[…]").split())
    if len(line) > LONGEST:
        line = f"{line[: LONGEST // 2 - 1].rstrip()} … {line[-(LONGEST // 2 - 2) :].lstrip()}"
    return f"“{line}”"


def both_readings(reference: str, ocr: str) -> str:
    return f"The transcript has {quote(reference)}, the OCR reads {quote(ocr)}."


def verdict(chance: float) -> str:
    """Say which side is probably wrong, where that is clear enough to say."""
    if chance >= 0.75:
        return " The transcript is probably wrong."
    if chance <= 0.25:
        return " The OCR has probably misread it."
    return ""
