"""One word for everything a document's result is made from: while it stays the same, nothing has to be done again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from pipeline import __version__
from pipeline.corrections.calibrating import Calibrations
from pipeline.corrections.knowledge import Knowledge
from pipeline.flow.loading import KeptTranscript
from pipeline.flow.reading import PageReading, Reader
from pipeline.flow.settings import Settings
from pipeline.model.scan import DocumentSource


def fingerprint_run(settings: Settings, reader: Reader, knowledge: Knowledge, calibration: Calibrations) -> str:
    """Return a word that changes with whatever all documents of a run depend on."""
    reading = (reader.engine.info, reader.further_looks)
    typed, words = sorted(knowledge.typed.items()), sorted(knowledge.words)
    return _digest(__version__, settings.shown(), reading, typed, words, calibration)


def fingerprint_document(
    run: str, source: DocumentSource, readings: Sequence[PageReading], transcripts: Sequence[KeptTranscript]
) -> str:
    """Return a word that changes with the run, the names and bytes of the document's files, and what was read."""
    pages = [
        (reading.source.name, reading.scan.sha256 if reading.scan else None, reading.problem, _page_file(reading))
        for reading in readings
    ]
    return _digest(run, source.id, source.rule, pages, transcripts)


def _page_file(reading: PageReading) -> str | None:
    """Return a digest of a page that was read elsewhere; what the engine reads follows from the rest."""
    return _digest(reading.page) if reading.source.page_file else None


def _digest(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()
