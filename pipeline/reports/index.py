"""The index of a run: its documents, the worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.counts import Counts
from pipeline.model.flag import SEVERITY_ORDER
from pipeline.model.result import Provenance
from pipeline.model.scan import Rejected
from pipeline.reports.assets import INDEX_SCRIPTS, INDEX_STYLES
from pipeline.reports.options import ReportOptions
from pipeline.reports.rendering import render
from pipeline.reports.summaries import DocumentSummary


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What the index says of the run besides its documents."""

    provenance: Provenance
    counts: Counts
    rejected: tuple[Rejected, ...] = ()
    unpaired_transcripts: tuple[str, ...] = ()


def render_index(
    summaries: Sequence[DocumentSummary], facts: RunFacts, options: ReportOptions | None = None
) -> tuple[tuple[str, bytes], ...]:
    """Return the files of the index; ``index.html`` is the first."""
    ordered = sorted(summaries, key=by_need)
    values = {
        "options": options or ReportOptions(),
        "facts": facts,
        "summaries": ordered,
        "records": {"documents": [[summary.storage, summary.places] for summary in ordered]},
    }
    return (("index.html", render("index.html", INDEX_STYLES, INDEX_SCRIPTS, values)),)


def by_need(summary: DocumentSummary) -> tuple[object, ...]:
    """Sort key: the document a person should look at first comes first."""
    by_severity = dict(summary.severities)
    return (-bool(summary.problems), *(-by_severity.get(severity, 0) for severity in SEVERITY_ORDER), summary.id)
