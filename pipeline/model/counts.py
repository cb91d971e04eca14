"""Edits and lengths. Counts are added up; rates are never averaged silently."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Cause(StrEnum):
    """The one cause of an edit; the values are part of the contract."""

    RECOGNITION = "recognition"
    CASE = "case"
    PUNCTUATION = "punctuation"
    TYPOGRAPHY = "typography"
    SPACING = "spacing"
    LINE_LAYOUT = "line-layout"
    HYPHEN = "hyphen"
    MOVED = "moved"
    MARK = "mark"
    EXTRA = "extra"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Tally:
    """Errors over a length."""

    errors: int = 0
    length: int = 0
    """Units of the reference: what the rate divides by."""
    is_exact: bool = True
    """False when ``errors`` is only an upper bound."""

    @property
    def rate(self) -> float | None:
        """``errors / length``; None where there is nothing to divide by."""
        return self.errors / self.length if self.length else None

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.errors + other.errors, self.length + other.length, self.is_exact and other.is_exact)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted on a page; pages, documents and runs are added up."""

    characters: Tally = field(default_factory=Tally)
    """Grapheme clusters of the transcript as it lies in the file against the OCR text: the raw figure."""
    words: Tally = field(default_factory=Tally)
    recognition: Tally = field(default_factory=Tally)
    """Characters: only edits whose cause is recognition, over the text that both sides have."""
    recognition_words: Tally = field(default_factory=Tally)
    causes: tuple[tuple[Cause, int], ...] = ()
    """In the order of ``Cause``; they add up to ``characters.errors``."""
    pages: int = 0
    """How many pages were measured."""

    def __post_init__(self) -> None:
        total = sum(count for _, count in self.causes)
        if total != self.characters.errors:
            raise ValueError(f"the causes add up to {total}, not to {self.characters.errors}")

    def cause(self, cause: Cause) -> int:
        return dict(self.causes).get(cause, 0)

    def __add__(self, other: Counts) -> Counts:
        mine, theirs = dict(self.causes), dict(other.causes)
        causes = tuple(
            (cause, mine.get(cause, 0) + theirs.get(cause, 0)) for cause in Cause if cause in mine or cause in theirs
        )
        return Counts(
            self.characters + other.characters,
            self.words + other.words,
            self.recognition + other.recognition,
            self.recognition_words + other.recognition_words,
            causes,
            self.pages + other.pages,
        )
