"""The report of one document: one self-contained file, or several where it would grow too large."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.model.result import DocumentResult
from pipeline.reports.alike import ABSENT
from pipeline.reports.assets import DOCUMENT_SCRIPTS, DOCUMENT_STYLES
from pipeline.reports.figures import confusion_matrix, worst_pages
from pipeline.reports.masking import Mask, make_mask
from pipeline.reports.naming import document_file
from pipeline.reports.options import ReportOptions
from pipeline.reports.pageviews import PageView, PlaceView, view_page
from pipeline.reports.parts import split_pages
from pipeline.reports.pictures import PictureSource
from pipeline.reports.places import Place, gather_places
from pipeline.reports.readings import reading_lines
from pipeline.reports.records import page_record, place_record, vocabulary
from pipeline.reports.rendering import render
from pipeline.reports.summaries import DocumentSummary, Occurrence, summarize

STATIC_PLACES = 200
"""How many places can be read without a script, and are printed."""


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """The files of one document's report, and its line in the index."""

    files: tuple[tuple[str, bytes], ...]
    """Relative path and content of each; the first is where to begin."""
    summary: DocumentSummary


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One file of a document's report."""

    pages: tuple[PageView, ...]
    places: tuple[PlaceView, ...]
    """The most urgent first, those on no page among them."""

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(flag.key for view in self.places for flag in view.place.flags)


def render_document(
    document: DocumentResult, pictures: PictureSource, options: ReportOptions | None = None
) -> RenderedDocument:
    """Return the report of one document; nothing is written."""
    chosen = options or ReportOptions()
    mask = make_mask(document, chosen.mask)
    places = gather_places(mask.flags)
    sheets = _lay_out(document, places, pictures, mask, chosen)
    names = tuple(document_file(document.id, number + 1) for number in range(len(sheets)))
    kept = _occurrences(sheets, mask, chosen.most_alike)
    summary = summarize(document, places, names, kept, mask.count, chosen.report_id)
    shared = {
        "options": chosen,
        "document": document,
        "summary": summary,
        "metrics": chosen.metrics,
        "unplaced": () if mask.is_active else document.unplaced,
        "worst": worst_pages(document.pages, places),
        "matrix": confusion_matrix(summary.figures),
        "hidden": mask.count,
    }
    files = tuple(
        (name, _render_sheet(sheet, shared | {"part": number}, summary, mask, places))
        for number, (name, sheet) in enumerate(zip(names, sheets, strict=True), start=1)
    )
    return RenderedDocument(files, summary)


def _lay_out(
    document: DocumentResult, places: Sequence[Place], pictures: PictureSource, mask: Mask, options: ReportOptions
) -> tuple[_Sheet, ...]:
    """Return what goes into each file; the places that lie on no page go into the first."""
    known = {page.number for page in document.pages}
    numbered: dict[int | None, list[tuple[int, Place]]] = {}
    for number, place in enumerate(places, start=1):
        numbered.setdefault(place.page if place.page in known else None, []).append((number, place))
    pages = (
        view_page(page, numbered.get(page.number, ()), pictures, options, mask.boxes.get(page.number, ()))
        for page in document.pages
    )
    loose = tuple(PlaceView(number, place, None, None) for number, place in numbered.get(None, ()))
    parts = split_pages(tuple(pages), options.most_flags, options.most_bytes)
    return tuple(_Sheet(part, _by_number(part, () if index else loose)) for index, part in enumerate(parts))


def _occurrences(sheets: Iterable[_Sheet], mask: Mask, most: int) -> tuple[Occurrence, ...]:
    """Return the most urgent places that may be alike with some of other documents, each with its scan.

    What one transcript leaves out says little of another, and each place more is one more picture to cut.
    """
    found = [
        Occurrence(view, page.result.scan, mask.boxes.get(page.number, ()))
        for sheet in sheets
        for page in sheet.pages
        for view in page.places
        if any(not name.startswith(ABSENT) for name in view.place.groups)
    ]
    return tuple(sorted(found, key=lambda each: each.view.number)[:most])


def _by_number(pages: Iterable[PageView], loose: Iterable[PlaceView]) -> tuple[PlaceView, ...]:
    views = [*(view for page in pages for view in page.places), *loose]
    return tuple(sorted(views, key=lambda view: view.number))


def _render_sheet(
    sheet: _Sheet, shared: dict[str, Any], summary: DocumentSummary, mask: Mask, places: Sequence[Place]
) -> bytes:
    here = sheet.keys
    pictured = {page.number for page in sheet.pages if page.picture}
    records = vocabulary() | {
        "storage": [summary.storage],
        "name": summary.id,
        "pages": [page_record(page) for page in sheet.pages],
        "places": [
            place_record(view, view.place.page if view.place.page in pictured else None) for view in sheet.places
        ],
        "elsewhere": [flag.key for place in places for flag in place.flags if flag.key not in here],
    }
    values = {
        "pages": sheet.pages,
        "readings": [(page, reading_lines(page.result, page.places, mask)) for page in sheet.pages],
        "static": sheet.places[:STATIC_PLACES],
        "total": len(sheet.places),
        "records": records,
        "pictured": pictured,
    }
    return render("document.html", DOCUMENT_STYLES, DOCUMENT_SCRIPTS, shared | values)
