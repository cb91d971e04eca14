"""What a rule reports: a place and why it needs a person, before it gets its key and its number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.flags.evidence import Evidence
from pipeline.model.difference import Difference
from pipeline.model.flag import Reason, Severity, Suggestion
from pipeline.model.geometry import Box
from pipeline.model.page import Word
from pipeline.model.transcript import Token


@dataclass(frozen=True, slots=True)
class Concern:
    """A place that a rule found, on either side or both."""

    reason: Reason
    severity: Severity
    chance: float
    """Probability, 0–1, that the transcript is wrong there, or says nothing of what stands on the page."""
    message: str
    tokens: tuple[Token, ...] = ()
    words: tuple[Word, ...] = ()
    difference: Difference | None = None
    suggestion: Suggestion | None = None
    box: Box | None = None
    """Where it stands, when no word says so."""
    text: str = ""
    """What a further look read there, when no word says so."""


Rule = Callable[[Evidence], Iterable[Concern]]
