"""What the index needs to know of a document: small, so that a run of any length fits into memory."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.counts import Counts
from pipeline.model.flag import Severity
from pipeline.model.result import PageStatus


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One line of the index."""

    id: str
    files: tuple[str, ...]
    """Where its report lies, relative to the index; several when it is split."""
    storage: str
    """Under which name a browser keeps its decisions."""
    pages: int
    statuses: tuple[tuple[PageStatus, int], ...]
    """How many pages of each status, in the order of ``PageStatus``; none that do not occur."""
    places: int
    severities: tuple[tuple[Severity, int], ...]
    """How many places of each severity, the most severe first; none that do not occur."""
    counts: Counts
    unplaced: int
    """Stretches of the transcript that lie on no page."""
    problems: tuple[str, ...]
    """Of pages that failed, and warnings about the transcript."""
    hidden: int = 0
    """Places kept out of the report by its mask."""
    worst: float = 0.0
    """Priority of its most urgent place."""
