"""Writing the report: a document's part when it is done, and at the end what sums the run up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.corrections.weights import RELIABILITY
from pipeline.errors import DamagedStateError
from pipeline.flow.pictures import ScanPictures
from pipeline.flow.shown import SHOWN, ErrorsByPage, Files, sizes_of
from pipeline.images.limits import Limits
from pipeline.model.counts import Counts, Tally
from pipeline.model.result import DocumentResult
from pipeline.reports.document import render_document
from pipeline.reports.index import RunFacts, render_index
from pipeline.reports.options import ReportOptions
from pipeline.reports.summaries import DocumentSummary
from pipeline.scores.intervals import Row, bootstrap, jackknife
from pipeline.store.files import write_atomic
from pipeline.store.runs import RunFolder, RunSummary

MOST_DRAWN = 2_000
"""Pages over which the interval is drawn; above that it is computed, which costs less."""


@dataclass(frozen=True, slots=True)
class KeptSummaries(Sequence[DocumentSummary]):
    """The summaries of the documents that are done, each read from disk when it is asked for."""

    folder: RunFolder
    done: Sequence[tuple[str, str]]
    """Id of each document, and the fingerprint of what it was made from."""

    def __len__(self) -> int:
        return len(self.done)

    def __getitem__(self, position: int) -> DocumentSummary:  # type: ignore[override]  # nobody asks for a slice
        document, inputs = self.done[position]
        summary = self.folder.kept(document, SHOWN, DocumentSummary, inputs)
        if summary is None:
            advice = "Give the same command again."
            raise DamagedStateError("what was kept of it was removed", where=document, advice=advice)
        return summary


@dataclass(frozen=True, slots=True)
class RunFigures:
    """What a run added up, for its index."""

    counts: Counts
    by_page: ErrorsByPage
    calibrated_by: int
    """Decisions of reviewers by which the probabilities of suggestions were corrected."""

    def interval(self) -> tuple[float, float] | None:
        """Return where the error rate of all such pages lies (95 %); None below two pages."""
        pages = self.by_page.pages()
        find = bootstrap if len(pages) <= MOST_DRAWN else jackknife
        interval = find(pages, _rate)
        return (interval.low, interval.high) if interval else None


def present_document(
    result: DocumentResult, folder: RunFolder, limits: Limits, options: ReportOptions
) -> tuple[DocumentSummary, Files]:
    """Write a document's part of the report; return its line in the index, and the files."""
    rendered = render_document(result, ScanPictures(limits), options)
    return rendered.summary, _write(rendered.files, folder)


def present_run(
    summary: RunSummary, figures: RunFigures, documents: KeptSummaries, limits: Limits, options: ReportOptions
) -> Files:
    """Write the index, and what is alike in several documents; return the files."""
    facts = RunFacts(
        summary.provenance,
        figures.counts,
        summary.rejected,
        summary.unpaired_transcripts,
        figures.interval(),
        RELIABILITY,
        figures.calibrated_by,
    )
    return _write(render_index(documents, facts, options, ScanPictures(limits)), documents.folder)


def _write(files: Iterable[tuple[str, bytes]], folder: RunFolder) -> Files:
    names = []
    for name, content in files:
        write_atomic(folder.path / name, content)
        names.append(name)
    return sizes_of(folder.path, names)


def _rate(sums: Row) -> float | None:
    errors, length = sums
    return Tally(errors, length).rate
