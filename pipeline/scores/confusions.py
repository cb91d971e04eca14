"""What was read for what: confusions of one or several characters, and accuracy by character and by class."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.counts import Cause, Tally
from pipeline.scores.pairs import PairReading

LAYOUT = (Cause.LINE_LAYOUT, Cause.HYPHEN)
"""Edits that confuse no characters."""

CLASSES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("capital letters", ("Lu", "Lt")),
    ("small letters", ("Ll",)),
    ("other letters", ("Lm", "Lo")),
    ("marks", ("Mn", "Mc", "Me")),
    ("figures", ("Nd", "Nl", "No")),
    ("punctuation", ("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po")),
    ("symbols", ("Sm", "Sc", "Sk", "So")),
    ("white space", ("Zs", "Zl", "Zp", "Cc")),
)
"""Each with its general categories of Unicode; what is in none of them is "other"."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """Characters of the reference, and what was read instead; either may be empty."""

    reference: str
    ocr: str
    count: int


def find_confusions(pairs: Sequence[PairReading]) -> tuple[Confusion, ...]:
    """Return all confusions of n characters with m, the most frequent first.

    Counted where both sides have text that the transcriber was sure of; moved text counts like any other.
    """
    counted: Counter[tuple[str, str]] = Counter()
    for read in pairs:
        for run in read.reading.runs if read.is_counted else ():
            if not all(edit.cause in LAYOUT for edit in run.edits):
                old = read.pair.reference_text[run.reference.start : run.reference.end]
                counted[old, read.pair.ocr_text[run.ocr.start : run.ocr.end]] += 1
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Confusion(old, new, count) for (old, new), count in ordered)


def count_by_character(pairs: Sequence[PairReading]) -> Mapping[str, Tally]:
    """Return for every character of the reference how often it was changed or left out, in order of code points.

    Characters that the OCR adds belong to none of the reference and are not counted here.
    """
    seen: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for read in pairs:
        if not read.is_counted:
            continue
        seen.update(read.pair.reference_text)
        for edit in read.reading.edits:
            if edit.reference is not None and edit.cause not in LAYOUT:
                wrong[read.pair.reference_text[edit.reference]] += 1
    return {character: Tally(wrong[character], seen[character]) for character in sorted(seen)}


def count_by_class(by_character: Mapping[str, Tally]) -> tuple[tuple[str, Tally], ...]:
    """Add the tallies of characters up by class; classes that do not occur are left out."""
    sums: dict[str, Tally] = {}
    for character, tally in by_character.items():
        name = class_of(character)
        sums[name] = sums.get(name, Tally()) + tally
    return tuple((name, sums[name]) for name in (*dict(CLASSES), "other") if name in sums)


def class_of(character: str) -> str:
    """Return the name of a character's class.

    >>> class_of("é"), class_of("—"), class_of("4")
    ('small letters', 'punctuation', 'figures')
    """
    category = unicodedata.category(character)
    return next((name for name, categories in CLASSES if category in categories), "other")
