"""What a person decided about a flagged place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """What a reviewer says of a place."""

    ACCEPT_REFERENCE = "accept_ref"
    ACCEPT_OCR = "accept_ocr"
    """The transcript has an erratum; the OCR reads it rightly."""
    EDIT = "edit"
    """Neither is right; ``value`` is."""
    REKIND = "rekind"
    """It is something else: ``kind`` says what (a stamp, not text)."""
    ILLEGIBLE = "illegible"
    SKIP = "skip"
    SECOND_LOOK = "second_look"
    UNDO = "undo"
    """Takes back the decision named by ``undoes``."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a decisions file; only ever added to, never overwritten."""

    id: str
    flag: str
    """Key of the flag."""
    base: str
    """``Flag.base`` of the place as the reviewer saw it: by this it is found again under another key."""
    actor: str
    ts: str
    """UTC, ISO 8601."""
    verb: Verb
    value: str | None = None
    kind: str | None = None
    note: str = ""
    scope: str = "one"
    """``one``, or ``group:<id>`` for a decision made for many at once."""
    undoes: str | None = None
    role: str = "reviewer"
    client: str = ""
    prev: str = ""
    """Hash of the line before, in files that chain their lines."""
    v: int = 1


@dataclass(frozen=True, slots=True)
class ReliabilityRow:
    """Of the probabilities within a range: how many, what was said on average, how many were right."""

    low: float
    high: float
    count: int
    """Outcomes, each as often as it counts."""
    said: float | None
    right: float | None
    """None where there were none."""
