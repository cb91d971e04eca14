"""What a run found: pages, documents, and how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.model.alignment import Alignment
from pipeline.model.counts import Counts
from pipeline.model.flag import Flag
from pipeline.model.geometry import Span
from pipeline.model.page import Page
from pipeline.model.placement import PlacementStatus
from pipeline.model.scan import PairingRule, Rejected, Scan, ScanSource


class PageStatus(StrEnum):
    """How far a page came; the values are part of the contract."""

    COMPARED = "compared"
    NO_USABLE_TEXT = "no usable text"
    FAILED = "failed"
    NO_TRANSCRIPT = "no transcript"
    """There is none, or its text is not found in it; people are told which."""


NOT_FOUND = "not found in the transcript"
SCANNED_TWICE = "scanned twice"
STANDINGS = (*(status.value for status in PageStatus), NOT_FOUND, SCANNED_TWICE)
"""What people are told of a page."""


@dataclass(frozen=True, slots=True)
class PageResult:
    """One page: what was read, what it was compared with, and what came of it."""

    number: int
    source: ScanSource
    status: PageStatus
    problem: str | None
    """Why it failed or has no usable text; None otherwise."""
    scan: Scan | None
    """None when the image could not be decoded."""
    page: Page | None
    placement: PlacementStatus | None = None
    placement_score: float = 0.0
    transcript: str | None = None
    """Path of the transcript file that the spans and the flags' offsets refer to."""
    spans: tuple[Span, ...] = ()
    """Where its text lies in that file."""
    alignment: Alignment | None = None
    counts: Counts | None = None
    """None when it was not measured; such a page is in no average."""
    notes: tuple[str, ...] = ()

    @property
    def is_duplicate(self) -> bool:
        """Whether another scan shows the same page: then its places are flagged, and all of it counted, there."""
        return self.placement is PlacementStatus.DUPLICATE

    @property
    def standing(self) -> str:
        """How far it came, as people are told: one of ``STANDINGS``; only what is "compared" is in the figures."""
        if self.status is PageStatus.NO_TRANSCRIPT and self.placement is not None:
            return NOT_FOUND
        return SCANNED_TWICE if self.status is PageStatus.COMPARED and self.is_duplicate else self.status.value


def measured(pages: Iterable[PageResult]) -> Iterator[Counts]:
    """Yield what was counted on the pages of a document; a page that was scanned twice counts once."""
    for page in pages:
        if page.counts is not None and not page.is_duplicate:
            yield page.counts


@dataclass(frozen=True, slots=True)
class UnplacedText:
    """Transcript text that lies on no page."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """One document: its pages, its flags in order of urgency, and its counts."""

    id: str
    rule: PairingRule
    transcripts: tuple[str, ...]
    """Paths, as shown to people."""
    transcript_sha256: tuple[str, ...]
    convention: str | None
    pages: tuple[PageResult, ...]
    unplaced: tuple[UnplacedText, ...]
    flags: tuple[Flag, ...]
    counts: Counts
    warnings: tuple[str, ...] = ()


Standings = tuple[tuple[str, int], ...]
"""How many pages of each standing, in the order of ``STANDINGS``; none that do not occur."""


def count_standings(document: DocumentResult) -> Standings:
    """Return how the pages of a document stand."""
    found = Counter(page.standing for page in document.pages)
    return tuple((standing, found[standing]) for standing in STANDINGS if found[standing])


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a run was made, exactly enough to repeat it."""

    program: str
    python: str
    engine: str
    engine_data: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]
    unicode: str
    libraries: tuple[tuple[str, str], ...]
    metrics: str


@dataclass(frozen=True, slots=True)
class RunResult:
    """Everything a run found."""

    provenance: Provenance
    documents: tuple[DocumentResult, ...]
    counts: Counts
    rejected: tuple[Rejected, ...] = field(default=())
    unpaired_transcripts: tuple[str, ...] = ()
