"""What the index needs to know of a document: small, so that a run of any length fits into memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.counts import Counts
from pipeline.model.flag import SEVERITY_ORDER, Severity
from pipeline.model.geometry import Box
from pipeline.model.result import NOT_FOUND, DocumentResult, PageStatus, Standings, count_standings
from pipeline.model.scan import Scan
from pipeline.reports.figures import Figures, count_figures
from pipeline.reports.naming import storage_name
from pipeline.reports.pageviews import PlaceView
from pipeline.reports.places import Place


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place, and where its picture is to be cut from."""

    view: PlaceView
    scan: Scan | None
    hidden: tuple[Box, ...] = ()
    """What is painted over on the scan."""


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One line of the index."""

    id: str
    files: tuple[str, ...]
    """Where its report lies, relative to the index; several when it is split."""
    storage: str
    """Under which name a browser keeps its decisions."""
    pages: int
    standings: Standings
    places: int
    severities: tuple[tuple[Severity, int], ...]
    """How many places of each severity, the most severe first; none that do not occur."""
    counts: Counts
    figures: Figures
    unplaced: int
    """Stretches of the transcript that lie on no page."""
    problems: tuple[str, ...]
    """Of pages that failed, and warnings about the transcript."""
    occurrences: tuple[Occurrence, ...] = ()
    """Places that may be alike with some of other documents."""
    hidden: int = 0
    """Flags kept out of the report by its mask."""

    @property
    def not_compared(self) -> Standings:
        """How many pages stand how, of those that have a transcript and were not laid beside it."""
        return tuple(each for each in self.standings if each[0] not in (PageStatus.COMPARED, PageStatus.NO_TRANSCRIPT))

    @property
    def is_foreign(self) -> bool:
        """Whether the transcript looks like none of the pages, as that of another document does."""
        return [standing for standing, _ in self.standings] == [NOT_FOUND]

    def severity(self, severity: Severity) -> int:
        """Return how many places have ``severity``."""
        return dict(self.severities).get(severity, 0)


def summarize(
    document: DocumentResult,
    places: Sequence[Place],
    files: tuple[str, ...],
    occurrences: tuple[Occurrence, ...],
    hidden: int,
    report_id: str,
) -> DocumentSummary:
    """Return a document's line in the index."""
    severities = Counter(place.lead.severity for place in places)
    problems = tuple(f"{page.source.name}: {page.problem}" for page in document.pages if page.problem)
    return DocumentSummary(
        id=document.id,
        files=files,
        storage=storage_name(document, report_id),
        pages=len(document.pages),
        standings=count_standings(document),
        places=len(places),
        severities=tuple((severity, severities[severity]) for severity in SEVERITY_ORDER if severities[severity]),
        counts=document.counts,
        figures=count_figures(document.pages, places),
        unplaced=len(document.unplaced),
        problems=problems + document.warnings,
        occurrences=occurrences,
        hidden=hidden,
    )


def by_need(summary: DocumentSummary) -> tuple[object, ...]:
    """Sort key: the document a person should look at first comes first; those with problems before all others."""
    return (not summary.problems, *(-summary.severity(severity) for severity in SEVERITY_ORDER), summary.id)
