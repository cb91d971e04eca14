"""The HTML diff report of a run: an index, and a self-contained page for each document.

``render_report`` gives all files of a run that is in memory. A run that is not calls ``render_document`` as each
document is done, keeps the summaries, here or on disk, and calls ``render_index`` at the end; the files are the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.result import RunResult
from pipeline.reports.document import RenderedDocument, render_document
from pipeline.reports.index import RunFacts, render_index
from pipeline.reports.options import ReportOptions
from pipeline.reports.pictures import NoPictures, PictureSource
from pipeline.reports.summaries import DocumentSummary

__all__ = [
    "DocumentSummary",
    "NoPictures",
    "PictureSource",
    "RenderedDocument",
    "ReportOptions",
    "RunFacts",
    "render_document",
    "render_index",
    "render_report",
]


def render_report(
    run: RunResult, pictures: PictureSource, options: ReportOptions | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield relative path and content of each file of the report; same run and options, same bytes."""
    summaries: list[DocumentSummary] = []
    for document in run.documents:
        rendered = render_document(document, pictures, options)
        summaries.append(rendered.summary)
        yield from rendered.files
    facts = RunFacts(run.provenance, run.counts, run.rejected, run.unpaired_transcripts)
    yield from render_index(summaries, facts, options, pictures)
