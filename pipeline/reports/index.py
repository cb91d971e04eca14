"""The index of a run: its documents, the worst first, and the figures of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.correction import ReliabilityRow
from pipeline.model.counts import Counts
from pipeline.model.result import Provenance
from pipeline.model.scan import Rejected
from pipeline.reports.acrossrun import render_alike
from pipeline.reports.assets import INDEX_SCRIPTS, INDEX_STYLES
from pipeline.reports.figures import Figures, confusion_matrix
from pipeline.reports.options import ReportOptions
from pipeline.reports.pictures import NoPictures, PictureSource
from pipeline.reports.rendering import render
from pipeline.reports.summaries import DocumentSummary, by_need

PROBLEMS_SHOWN = 100
DOCUMENTS_SHOWN = 1_000
"""In one file of the index; a browser sorts and searches so many at once, in less than 300 kB."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What the index says of the run besides its documents."""

    provenance: Provenance
    counts: Counts
    rejected: tuple[Rejected, ...] = ()
    unpaired_transcripts: tuple[str, ...] = ()
    interval: tuple[float, float] | None = None
    """Where the recognition error rate of all such pages lies, with a probability of 95 %; drawn over pages."""
    reliability: tuple[ReliabilityRow, ...] = ()
    """What was said of suggestions on pages they were not fitted on, and what was so."""
    calibrated_by: int = 0
    """Decisions of reviewers by which this run's probabilities were corrected."""


def render_index(
    summaries: Sequence[DocumentSummary],
    facts: RunFacts,
    options: ReportOptions | None = None,
    pictures: PictureSource | None = None,
) -> tuple[tuple[str, bytes], ...]:
    """Return the files of the index; ``index.html`` is the first.

    A run of more than 1,000 documents has further ones with the rest of its documents, ``index.part2.html`` and so on.
    The others show what is alike in several documents. Their pictures come from ``pictures``; without them they are
    without pictures.
    """
    chosen = options or ReportOptions()
    ordered = tuple(sorted(summaries, key=by_need))
    alike = render_alike(ordered, pictures or NoPictures(), chosen)
    figures = sum((summary.figures for summary in ordered), Figures())
    problems = [(summary, problem) for summary in ordered for problem in summary.problems]
    values = {
        "options": chosen,
        "facts": facts,
        "summaries": ordered,
        "figures": figures,
        "matrix": confusion_matrix(figures),
        "metrics": facts.provenance.metrics,
        "rejected": facts.rejected[:PROBLEMS_SHOWN],
        "unpaired": facts.unpaired_transcripts[:PROBLEMS_SHOWN],
        "problems": problems[:PROBLEMS_SHOWN],
        "problem_count": len(problems),
        "alike": [name for name, _ in alike],
    }
    return (*_parts(ordered, values), *alike)


def _parts(ordered: Sequence[DocumentSummary], values: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
    """Yield the index, so many documents a file."""
    starts = range(0, max(len(ordered), 1), DOCUMENTS_SHOWN)
    shares = [ordered[start : start + DOCUMENTS_SHOWN] for start in starts]
    names = ["index.html", *(f"index.part{number}.html" for number in range(2, len(shares) + 1))]
    for number, (name, share) in enumerate(zip(names, shares, strict=True), 1):
        records = {"documents": [[summary.storage, summary.places] for summary in share]}
        own = {**values, "shown": share, "part": number, "parts": names, "records": records}
        yield name, render("index.html", INDEX_STYLES, INDEX_SCRIPTS, own)
