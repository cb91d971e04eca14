"""Where a person must look, why, and how urgently."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.difference import Segment
from pipeline.model.geometry import Box, Span


class Reason(StrEnum):
    """Why a place is flagged; the values are part of the contract."""

    UNCLEAR = "unclear"
    ILLEGIBLE = "illegible"
    INITIALS = "initials"
    SIGNATURE = "signature"
    STAMP = "stamp"
    HANDWRITING = "handwriting"
    STRUCK = "struck"
    BLANK = "blank"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    SUBSTITUTION = "substitution"
    WORD_SPLIT = "word-split"
    MISSING_TEXT = "missing-text"
    EXTRA_TEXT = "extra-text"
    MOVED = "moved"
    LOW_CONFIDENCE = "low-confidence"
    AMBIGUOUS_MARK = "ambiguous-mark"
    PLACEHOLDER = "placeholder"
    MOJIBAKE = "mojibake"
    PUNCTUATION = "punctuation"
    CASE = "case"
    SPACING = "spacing"


class Severity(StrEnum):
    """How much harm it does when nobody looks."""

    CRITICAL = "critical"
    """A figure, a date, a name, a classification mark, a missing line."""
    MAJOR = "major"
    """Another word, split or merged words, a moved block, a place the transcriber could not read."""
    MINOR = "minor"
    """Punctuation, case, a doubtful word on which both sides agree."""
    INFO = "info"
    """Quotes, dashes, spacing."""


SEVERITY_ORDER = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR, Severity.INFO)


@dataclass(frozen=True, slots=True)
class ReferenceReading:
    """What the transcript says at a flagged place."""

    text: str
    start: int
    """Offset in the transcript file, half-open with ``end``; equal to it where the transcript says nothing."""
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class OcrReading:
    """What the engine read at a flagged place."""

    text: str
    confidence: float | None
    """The lowest of its words, 0–1."""
    box: Box | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The most probable true reading of a place."""

    text: str
    origin: str
    """``reference``, ``ocr``, or the name of a further reading (``from`` in ``run.json``)."""
    probability: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A place where a person must look."""

    key: str
    """Made from the content (scan, reason, both readings, surroundings): it survives the next run."""
    place: int
    """Several flags at one place of a document carry the same number."""
    page: int | None
    """None for text that lies on no page."""
    reason: Reason
    severity: Severity
    priority: float
    """0–1, comparable between documents; the highest stands first."""
    message: str
    """The reason in a sentence that a clerk understands."""
    reference: ReferenceReading | None
    ocr: OcrReading | None
    segments: tuple[Segment, ...] = ()
    """The two readings laid beside each other."""
    before: str = ""
    after: str = ""
    suggestion: Suggestion | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.priority <= 1:
            raise ValueError(f"priority is not within 0–1: {self.priority}")

    @property
    def base(self) -> str:
        """What a decision rests on, as 32 hexadecimal digits: both readings and what stands around them.

        Unlike the key it holds neither the scan nor the reason, so that a place is found again after a page was
        scanned anew or a rule was changed.
        """
        return content_digest(*self._told_by)

    @property
    def has_base(self) -> bool:
        """Whether there is anything to know the place by; ink that nobody read, away from any text, has nothing."""
        return any(self._told_by)

    @property
    def _told_by(self) -> tuple[str, ...]:
        reference, ocr = self.reference.text if self.reference else "", self.ocr.text if self.ocr else ""
        return (reference, ocr, *near(self.before, self.after))


def by_urgency(flag: Flag) -> tuple[float, int, int, int, str]:
    """Sort key: the flag a person should look at first comes first; ties in reading order."""
    return (-flag.priority, SEVERITY_ORDER.index(flag.severity), flag.page or 0, flag.place, flag.key)


NEAR = 20
"""Characters before and after a place by which it is known again; white space counts as one blank."""


def near(before: str, after: str) -> tuple[str, str]:
    """Return what stands close around a place, as it is compared between runs."""
    return " ".join(before.split())[-NEAR:], " ".join(after.split())[:NEAR]


def content_digest(*parts: str) -> str:
    """Return 32 hexadecimal digits of a SHA-256 over texts; the same texts give the same digits, always."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
