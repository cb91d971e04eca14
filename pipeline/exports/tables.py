"""Tables: the transcriptions as the Library of Congress publishes them, and the figures of a run.

The columns of the former are those of the By the People datasets, word for word.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from pipeline.exports.sheets import ExportDocument, Sheet
from pipeline.exports.text import page_texts, show_gaps
from pipeline.model.counts import Cause, Counts
from pipeline.model.result import DocumentResult, PageStatus
from pipeline.text.csvcells import guard_cell

BY_THE_PEOPLE = (
    "Campaign",
    "Project",
    "Item",
    "ItemId",
    "Asset",
    "AssetId",
    "AssetStatus",
    "DownloadUrl",
    "Transcription",
    "Tags",
)
METRICS = (
    "document",
    "page",
    "scan",
    "status",
    "characters",
    "character_errors",
    "cer",
    "words",
    "word_errors",
    "wer",
    "recognition_characters",
    "recognition_errors",
    "recognition_rate",
    *(f"cause_{cause.value.replace('-', '_')}" for cause in Cause),
)


def export_by_the_people(documents: Iterable[ExportDocument]) -> Iterator[tuple[str, bytes]]:
    """Yield one table with a row for each page; a page is ``completed`` once a transcript was laid beside it."""
    rows = [
        (
            "",
            "",
            document.id,
            document.id,
            sheet.scan.source.path,
            f"{document.id}-{sheet.number}",
            status,
            "",
            text,
            "",
        )
        for document in documents
        for sheet in document.sheets
        for status, text in [(_status(sheet), show_gaps(page_texts(sheet).diplomatic))]
    ]
    yield "by-the-people.csv", _table(BY_THE_PEOPLE, rows)


def export_metrics(results: Iterable[DocumentResult]) -> Iterator[tuple[str, bytes]]:
    """Yield one table with a row for each page and one for each document, as CSV and as JSON.

    What was not measured is an empty cell, and null in JSON.
    """
    rows: list[Sequence[object]] = []
    for result in results:
        for page in result.pages:
            rows.append((result.id, page.number, page.source.name, page.status.value, *_figures(page.counts)))
        rows.append((result.id, "", "", "document", *_figures(result.counts if result.counts.pages else None)))
    yield "metrics.csv", _table(METRICS, rows)
    listed = [{name: None if cell == "" else cell for name, cell in zip(METRICS, row, strict=True)} for row in rows]
    content = json.dumps({"schema": "corrigenda.metrics/1", "rows": listed}, ensure_ascii=False, indent=1) + "\n"
    yield "metrics.json", content.encode("utf-8", "backslashreplace")


def _status(sheet: Sheet) -> str:
    """Return how far a page came, in the words of By the People; what only the engine read is no transcription."""
    return "completed" if sheet.status is PageStatus.COMPARED else "not_started"


def _figures(counts: Counts | None) -> tuple[object, ...]:
    if counts is None:
        return ("",) * (len(METRICS) - 4)
    tallies = (counts.characters, counts.words, counts.recognition)
    figures = [(tally.length, tally.errors, "" if tally.rate is None else round(tally.rate, 6)) for tally in tallies]
    return (*(figure for triple in figures for figure in triple), *(counts.cause(cause) for cause in Cause))


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return CSV with CRLF; texts that a spreadsheet would run as a formula are defused, figures stay figures."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([guard_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return buffer.getvalue().encode("utf-8", "surrogatepass")
