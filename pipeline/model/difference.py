"""Where and how the two sides disagree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.alignment import Pair


class DifferenceKind(StrEnum):
    """The one kind a difference has; the first that applies, in this order."""

    MARK = "mark"
    """The transcriber marked the place: a gap, an unclear reading, an ambiguous bracket."""
    EXTRA = "extra"
    """The transcript has it, the scan does not seem to."""
    MISSING = "missing"
    """The OCR has it, the transcript does not."""
    MOVED = "moved"
    """Both have it, elsewhere; the readings agree."""
    LINE_LAYOUT = "line-layout"
    HYPHEN = "hyphen"
    """A word cut at a line end on one side alone."""
    SPACING = "spacing"
    """Split or merged words whose characters agree."""
    TYPOGRAPHY = "typography"
    """Kinds of quotes and dashes, ligatures, long s, canonical equivalence."""
    CASE = "case"
    PUNCTUATION = "punctuation"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    WORD_SPLIT = "word-split"
    """Words split or merged, with other differences besides."""
    SUBSTITUTION = "substitution"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a difference as it is drawn: the same on both sides, or what each side has instead."""

    reference: str
    ocr: str

    @property
    def is_equal(self) -> bool:
        return self.reference == self.ocr


@dataclass(frozen=True, slots=True)
class Difference:
    """A pair (or several neighbouring ones without a counterpart) whose sides disagree."""

    pairs: tuple[Pair, ...]
    """At least one, neighbours in the alignment."""
    kind: DifferenceKind
    segments: tuple[Segment, ...]
    """Joined, their sides give ``reference`` and ``ocr``."""
    before: str
    """Up to 40 characters of the reference before it (of the OCR, where the reference has none)."""
    after: str

    @property
    def reference(self) -> str:
        return "".join(segment.reference for segment in self.segments)

    @property
    def ocr(self) -> str:
        return "".join(segment.ocr for segment in self.segments)
