"""The ledger of a run: what comes of each page and document is entered, counted, and told to whoever watches."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.execution.bounded import Outcome as ReadOutcome
from pipeline.execution.bounded import WorkerKilledError
from pipeline.flow.outcome import Outcome
from pipeline.flow.reading import Known, PageReading, Unchanged
from pipeline.flow.shown import Finished
from pipeline.flow.watching import Watcher
from pipeline.model.scan import DocumentSource, Rejected
from pipeline.store.files import slug, write_atomic
from pipeline.store.runs import STATE


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a run came to so far, and who is told of it."""

    folder: Path
    """Of the report; tracebacks of faults are kept in its state."""
    watcher: Watcher
    outcome: Outcome

    def enter_page(self, reading: PageReading) -> None:
        """Enter a page that was read, or could not be."""
        self.outcome.read += reading.page is not None
        self.outcome.kept += reading.was_kept
        self._warn_if_not_kept(reading)
        if reading.problem:
            self.outcome.left_out.append(Rejected(reading.source.name, reading.problem))
        self.watcher.page_done(reading.source.name, reading.problem, was_kept=reading.was_kept)

    def enter_unchanged(self, results: Sequence[PageReading | Unchanged]) -> None:
        """Enter the pages of a document that is passed over, so far as they were not read."""
        for result in results:
            if isinstance(result, Unchanged):
                self.outcome.read += 1
                self.outcome.kept += 1
                self.watcher.page_done(result.source.name, None, was_kept=True)

    def enter_document(self, document: DocumentSource, finished: Finished) -> None:
        """Enter a document that is done."""
        for each in finished.rejected:
            self.watcher.warn(each.path, each.reason)
        self.outcome.left_out += finished.rejected
        self.outcome.standings.update(dict(finished.standings))
        self.outcome.counts += finished.counts
        self.outcome.by_page.add(finished.by_page)
        self.outcome.flags += finished.flags
        self.watcher.document_done(document.id, finished.flags)

    def enter_fault(self, document: DocumentSource, error: Exception) -> None:
        """Enter a document that is left out by a fault of ours."""
        reason = self._keep_fault(document.id, error)
        self.outcome.left_out.append(Rejected(document.id, reason))
        self.watcher.warn(document.id, reason)

    def fault_on_page(self, outcome: ReadOutcome[Known, PageReading | Unchanged]) -> str:
        """Return why there is no reading: the worker was killed, or a fault of ours, which is kept in a log."""
        assert outcome.error
        if isinstance(outcome.error, WorkerKilledError):
            return str(outcome.error)
        return self._keep_fault(outcome.item.source.name, outcome.error)

    def _warn_if_not_kept(self, reading: PageReading) -> None:
        """Say once that the next run will have to read again what was read now."""
        if reading.not_kept and not self.outcome.is_forgetful:
            self.outcome.is_forgetful = True
            self.watcher.warn("the cache", f"what is read is not kept for the next run: {reading.not_kept}")

    def _keep_fault(self, name: str, error: Exception) -> str:
        """Keep the traceback beside the run's state, and return the fault in one line."""
        self.outcome.faults.append(error)
        log = self.folder / STATE / "faults" / f"{slug(name)}.log"
        try:
            write_atomic(log, "".join(traceback.format_exception(error)).encode("utf-8", "backslashreplace"))
            details = f"details in {STATE}/faults/{log.name}"
        except OutputError as refusal:
            details = f"details could not be kept: {refusal.what}"
        return f"a fault of this program: {type(error).__name__} ({details})"
