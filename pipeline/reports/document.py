"""The report of one document: one self-contained file, or several where it would grow too large."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.flag import SEVERITY_ORDER
from pipeline.model.result import DocumentResult, PageStatus
from pipeline.reports.assets import DOCUMENT_SCRIPTS, DOCUMENT_STYLES
from pipeline.reports.naming import document_file, storage_name
from pipeline.reports.options import ReportOptions
from pipeline.reports.pageviews import PageView, PlaceView, view_page
from pipeline.reports.parts import split_pages
from pipeline.reports.pictures import PictureSource
from pipeline.reports.places import Place, gather_places
from pipeline.reports.records import page_record, place_record
from pipeline.reports.rendering import render
from pipeline.reports.summaries import DocumentSummary
from pipeline.reports.wording import REASONS, SEVERITIES

STATIC_PLACES = 200
"""How many places can be read without a script, and are printed."""


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """The files of one document's report, and its line in the index."""

    files: tuple[tuple[str, bytes], ...]
    """Relative path and content of each; the first is where to begin."""
    summary: DocumentSummary


def render_document(
    document: DocumentResult, pictures: PictureSource, options: ReportOptions | None = None
) -> RenderedDocument:
    """Return the report of one document; nothing is written."""
    chosen = options or ReportOptions()
    places = gather_places(document.flags)
    pages, loose = _view_pages(document, places, pictures, chosen)
    parts = split_pages(pages, chosen.most_flags, chosen.most_bytes)
    names = tuple(document_file(document.id, number + 1) for number in range(len(parts)))
    summary = _summarize(document, places, names, chosen)
    files = tuple(
        (name, _render_part(document, part, loose if index == 0 else (), index, summary, chosen))
        for index, (name, part) in enumerate(zip(names, parts, strict=True))
    )
    return RenderedDocument(files, summary)


def _view_pages(
    document: DocumentResult, places: Sequence[Place], pictures: PictureSource, options: ReportOptions
) -> tuple[tuple[PageView, ...], tuple[PlaceView, ...]]:
    """Return the pages with their places, and the places that lie on no page."""
    numbered: dict[int | None, list[tuple[int, Place]]] = {}
    known = {page.number for page in document.pages}
    for number, place in enumerate(places, start=1):
        page = place.page if place.page in known else None
        numbered.setdefault(page, []).append((number, place))
    pages = tuple(view_page(page, numbered.get(page.number, ()), pictures, options) for page in document.pages)
    loose = tuple(PlaceView(number, place, None, None) for number, place in numbered.get(None, ()))
    return pages, loose


def _summarize(
    document: DocumentResult, places: Sequence[Place], names: tuple[str, ...], options: ReportOptions
) -> DocumentSummary:
    statuses = Counter(page.status for page in document.pages)
    severities = Counter(place.lead.severity for place in places)
    problems = tuple(f"{page.source.name}: {page.problem}" for page in document.pages if page.problem)
    return DocumentSummary(
        id=document.id,
        files=names,
        storage=storage_name(document, options.report_id),
        pages=len(document.pages),
        statuses=tuple((status, statuses[status]) for status in PageStatus if statuses[status]),
        places=len(places),
        severities=tuple((severity, severities[severity]) for severity in SEVERITY_ORDER if severities[severity]),
        counts=document.counts,
        unplaced=len(document.unplaced),
        problems=problems + document.warnings,
        worst=places[0].lead.priority if places else 0.0,
    )


def _render_part(
    document: DocumentResult,
    pages: Sequence[PageView],
    loose: Sequence[PlaceView],
    index: int,
    summary: DocumentSummary,
    options: ReportOptions,
) -> bytes:
    views = sorted((view for page in pages for view in page.places), key=lambda view: view.number)
    shown = sorted((*views, *loose), key=lambda view: view.number)
    records = {
        "storage": summary.storage,
        "document": document.id,
        "file": summary.files[index],
        "reasons": {reason.value: words for reason, words in REASONS.items()},
        "severities": {severity.value: words for severity, words in SEVERITIES.items()},
        "pages": [page_record(page) for page in pages],
        "places": [place_record(view) for view in shown],
    }
    values = {
        "options": options,
        "document": document,
        "summary": summary,
        "part": index + 1,
        "pages": pages,
        "static": shown[:STATIC_PLACES],
        "total": len(shown),
        "records": records,
        "pictured": {page.number for page in pages if page.picture},
    }
    return render("document.html", DOCUMENT_STYLES, DOCUMENT_SCRIPTS, values)
