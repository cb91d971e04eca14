"""One word for everything a document's result is made from: while it stays the same, nothing has to be done again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline import __version__
from pipeline.corrections.calibration import Calibrations
from pipeline.flow.loading import KeptTranscript
from pipeline.flow.reading import PageReading, Reader
from pipeline.flow.settings import Settings
from pipeline.model.scan import DocumentSource


@dataclass(frozen=True, slots=True)
class PageInputs:
    """What a page of a document was made from."""

    checksum: str | None
    """Of the bytes it was read from."""
    problem: str | None
    """Why it could not be read, if so."""


def inputs_of(reading: PageReading) -> PageInputs:
    """Return what a reading came from."""
    return PageInputs(reading.checksum, reading.problem)


def fingerprint_run(settings: Settings, reader: Reader, taught: str, calibration: Calibrations) -> str:
    """Return a word that changes with whatever all documents of a run depend on.

    ``taught`` changes with what all transcripts and the list of words teach.
    """
    reading = (reader.engine.info, reader.further_looks)
    return digest(__version__, settings.shown(), reading, taught, calibration)


def fingerprint_lessons(typed: Mapping[str, int], words: Iterable[str]) -> str:
    """Return a word that changes with the word forms of all transcripts, and the list of known words."""
    return digest(sorted(typed.items()), sorted(words))


def fingerprint_document(
    run: str, source: DocumentSource, pages: Sequence[PageInputs], transcripts: Sequence[KeptTranscript]
) -> str:
    """Return a word that changes with the run, the names and bytes of the document's files, and what failed.

    What is read of a page follows from its bytes and the run.
    """
    return digest(run, source.id, source.rule, [scan.name for scan in source.scans], pages, transcripts)


def digest(*parts: object) -> str:
    """Return a word that changes with the parts, which must show all that they hold."""
    return hashlib.sha256("\n".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()
