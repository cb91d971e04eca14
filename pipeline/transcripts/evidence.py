"""What a scan shows about a bracket in its transcript: what the OCR reads there, and what is struck out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

BRACKETED = re.compile(r"\[([^\[\]]{1,200}+)\]")
EDGES = ".,;:!?\"'()“”‘’-"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the scan shows, as far as an engine and a line detector can tell."""

    bracketed: frozenset[str] = frozenset()
    """What the OCR reads between brackets."""
    openers: frozenset[str] = frozenset()
    """Words that the OCR reads right after an opening bracket."""
    neighbours: frozenset[tuple[str, str]] = frozenset()
    """Words that the OCR reads one after the other."""
    struck: frozenset[str] = frozenset()
    """Words through which a line is drawn."""


NOTHING_SEEN = Evidence()


def gather_evidence(ocr: str = "", struck: Iterable[str] = ()) -> Evidence:
    """Return what the plain text of an OCR engine and a list of struck words show."""
    words = [plain_word(word) for word in ocr.split()]
    return Evidence(
        bracketed=frozenset(" ".join(inside.split()).casefold() for inside in BRACKETED.findall(ocr)),
        openers=frozenset(plain_word(word) for word in ocr.split() if word.startswith("[")),
        neighbours=frozenset(pairwise(words)),
        struck=frozenset(plain_word(word) for word in struck),
    )


def plain_word(word: str) -> str:
    """Return a word as it is compared: without the punctuation around it, in small letters."""
    return word.strip("[]").strip(EDGES).casefold()
