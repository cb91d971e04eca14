"""What is kept of each document that was shown, so that neither memory nor a second run has to hold it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from pipeline.corrections.calibration import AS_FITTED, Calibrations
from pipeline.flow.fingerprint import PageInputs
from pipeline.model.counts import Counts
from pipeline.model.result import DocumentResult, Standings, measured
from pipeline.model.scan import Rejected

SHOWN = "shown"
"""Under this name the document's line in the index is kept, as ``DocumentSummary``."""
FINISHED = "finished"
"""Under this name the rest is kept, as ``Finished``."""


Files = tuple[tuple[str, int | None], ...]
"""Names of files of the report, and their bytes, None for one that is not there; another size means that it is torn."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What a run must know of a document in order to pass it over, kept when it was done with it."""

    inputs: str
    """The fingerprint of what it was made from."""
    pages: tuple[PageInputs, ...]
    rejected: tuple[Rejected, ...]
    """Transcripts that could not be read, or with which nothing could be compared."""
    standings: Standings
    counts: Counts
    flags: int
    by_page: tuple[tuple[int, int], ...]
    """Recognition errors and characters of each page that was measured."""
    files: Files
    """Its part of the report."""
    calibration: Calibrations = AS_FITTED
    """By what its probabilities were corrected."""


def sizes_of(folder: Path, names: Iterable[str]) -> Files:
    """Return the files called ``names`` as they lie in ``folder``."""
    return tuple((name, _size(folder / name)) for name in names)


def are_there(folder: Path, files: Files) -> bool:
    """Say whether all ``files`` lie in ``folder`` as they did."""
    return files == sizes_of(folder, (name for name, _ in files))


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


@dataclass(slots=True)
class ErrorsByPage:
    """Recognition errors and characters of each page that was measured, in 16 bytes a page."""

    _numbers: array[int] = field(default_factory=lambda: array("q"))

    def add(self, pages: Iterable[tuple[int, int]]) -> None:
        """Add the pages of one document."""
        self._numbers.extend(chain.from_iterable(pages))

    def pages(self) -> list[tuple[int, int]]:
        """Return the pages of all documents."""
        return list(zip(self._numbers[::2], self._numbers[1::2], strict=True))


def errors_by_page(result: DocumentResult) -> tuple[tuple[int, int], ...]:
    """Return recognition errors and characters of each page that was measured; a page scanned twice counts once."""
    tallies = (counts.recognition for counts in measured(result.pages))
    return tuple((tally.errors, tally.length) for tally in tallies)
