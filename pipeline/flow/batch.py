"""The way of a whole run: find the documents, read all pages side by side, compare each document, show the result."""

from __future__ import annotations

import shlex
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pipeline.corrections.calibration import AS_FITTED, Calibrations
from pipeline.errors import CorrigendaError
from pipeline.execution.bounded import Outcome as ReadOutcome
from pipeline.execution.bounded import run_bounded
from pipeline.execution.executor import Executor
from pipeline.flow.calibration_files import load_calibration
from pipeline.flow.fingerprint import digest, fingerprint_document, fingerprint_run, inputs_of
from pipeline.flow.ledger import Ledger
from pipeline.flow.lessons import Lessons
from pipeline.flow.loading import TRANSCRIPTS, TranscriptLoader, load_words, parse
from pipeline.flow.outcome import Outcome
from pipeline.flow.reading import Known, PageReading, Reader, Unchanged
from pipeline.flow.room import lack_of_room
from pipeline.flow.settings import Settings
from pipeline.flow.showing import report_options
from pipeline.flow.shown import FINISHED, SHOWN, Files, Finished, are_there, errors_by_page, sizes_of
from pipeline.flow.task import Task, take_up
from pipeline.flow.tools import check_folders, describe_inputs, describe_provenance, open_executor, open_reader
from pipeline.flow.watching import Silence, Watcher
from pipeline.model.result import count_standings
from pipeline.model.scan import DocumentSource, Findings
from pipeline.reports.options import ReportOptions
from pipeline.scans.describing import describe
from pipeline.scans.find import find_documents
from pipeline.store.runs import RUN_JSON, RunFolder, RunSummary, open_run

SUMMED_UP = "summed-up"
"""Under this name the sizes of the files that sum up a run are kept."""


def run_batch(settings: Settings, watcher: Watcher | None = None) -> Outcome:
    """Do the main job: read the scans, lay the transcripts beside them, write the report into ``settings.out``.

    One bad input never stops the rest. Raises ``UsageError``, ``MissingDependencyError``, ``BusyError``,
    ``OutputError`` or ``DamagedStateError`` where the whole run cannot go on.
    """
    watcher = watcher or Silence()
    check_folders(settings)
    findings = find_documents(settings.scans, settings.transcripts or None, follow_links=settings.follow_links)
    reader = open_reader(settings)
    loader = TranscriptLoader(settings.convention, settings.encoding)
    words = load_words(Path(settings.words)) if settings.words else frozenset[str]()
    lessons = Lessons(loader, findings.documents, words, settings.lang if settings.lexicon else "")
    calibration = load_calibration(Path(settings.calibration)) if settings.calibration else AS_FITTED
    outcome = Outcome(pages=sum(len(document.scans) for document in findings.documents))
    outcome.left_out += findings.rejected
    watcher.found(describe(findings), outcome.pages)
    for rejected in findings.rejected:
        watcher.warn(rejected.path, rejected.reason)
    if lack := lack_of_room(Path(settings.out), outcome.pages):
        watcher.warn(settings.out, lack)
    with open_run(Path(settings.out), shlex.join(sys.argv), describe_inputs(settings)) as folder:
        fingerprint = fingerprint_run(settings, reader, lessons.fingerprint(folder), calibration)
        ledger = Ledger(folder.path, watcher, outcome)
        batch = _Batch(settings, reader, loader, lessons, calibration, fingerprint, folder, ledger)
        batch.work_through(findings)
    return outcome


@dataclass(slots=True)
class _Batch:
    """A run under way."""

    settings: Settings
    reader: Reader
    loader: TranscriptLoader
    lessons: Lessons
    """What all transcripts of the run teach."""
    calibration: Calibrations
    """What decisions on earlier runs teach about the probabilities of suggestions and of words."""
    fingerprint: str
    """Changes with whatever all documents depend on."""
    folder: RunFolder
    ledger: Ledger
    done: list[tuple[str, str]] = field(default_factory=list)
    """Id of each document that was compared and shown, and the fingerprint of its inputs."""
    documents: int = 0
    """How many there are in all."""

    def work_through(self, findings: Findings) -> None:
        """Compare and show every document, then write what sums them up, even when interrupted on the way."""
        is_complete = False
        self.documents = len(findings.documents)
        try:
            for task, pages in self._read_documents(findings.documents):
                try:
                    finished = pages if isinstance(pages, Finished) else self._compare_and_show(task, pages)
                    self.done.append((task.source.id, finished.inputs))
                    self.ledger.enter_document(task.source, finished)
                except CorrigendaError:
                    raise
                except Exception as error:  # a fault of ours costs this document, not the run
                    self.ledger.enter_fault(task.source, error)
            is_complete = True
        finally:
            self._sum_up(findings, is_complete=is_complete)

    def _read_documents(
        self, documents: Sequence[DocumentSource]
    ) -> Iterator[tuple[Task, tuple[PageReading, ...] | Finished]]:
        """Yield each document with its pages read, or with what is left of it from an earlier run if nothing changed.

        Pages of several documents are read side by side.
        """
        executor = open_executor(self.settings, self.reader)
        tasks: deque[Task] = deque()
        outcomes = run_bounded(executor, self.reader.read_if_changed, self._pages(documents, tasks))
        for document in documents:
            results = [self._landed(outcome) for outcome in islice(outcomes, len(document.scans))]
            task = tasks.popleft()
            if finished := task.finished_as(results):
                self.ledger.enter_unchanged(results)
                yield task, finished
            else:
                yield task, self._with_unchanged_read(results, executor)
        executor.close()
        self.reader.engine.stop()  # it would wait for further pages

    def _pages(self, documents: Sequence[DocumentSource], tasks: deque[Task]) -> Iterator[Known]:
        """Yield the pages of the documents; what is to be done for each is added to ``tasks`` before its first page."""
        for document in documents:
            task = take_up(document, self.loader, self.folder, self.fingerprint)
            tasks.append(task)
            yield from task.pages()

    def _with_unchanged_read(
        self, results: Sequence[PageReading | Unchanged], executor: Executor
    ) -> tuple[PageReading, ...]:
        """Return the readings of all pages of a document of which something changed."""
        unchanged = [Known(result.source, None) for result in results if isinstance(result, Unchanged)]
        landed = [self._landed(outcome) for outcome in run_bounded(executor, self.reader.read_if_changed, unchanged)]
        rest = (reading for reading in landed if isinstance(reading, PageReading))
        return tuple(next(rest) if isinstance(result, Unchanged) else result for result in results)

    def _landed(self, outcome: ReadOutcome[Known, PageReading | Unchanged]) -> PageReading | Unchanged:
        """Return what came of a page, entered in the ledger if it was read."""
        if isinstance(outcome.error, CorrigendaError):
            raise outcome.error
        result = outcome.result or PageReading(outcome.item.source, None, None, self.ledger.fault_on_page(outcome))
        if isinstance(result, PageReading):
            self.ledger.enter_page(result)
        return result

    def _compare_and_show(self, task: Task, readings: tuple[PageReading, ...]) -> Finished:
        """Lay one document's transcripts beside its pages, and write its part of the report."""
        from pipeline.flow.document import compare_document  # a seam, see docs/architecture.md
        from pipeline.flow.presenting import present_document
        from pipeline.flow.unmatched import find_unmatched

        source, pages = task.source, tuple(map(inputs_of, readings))
        inputs = fingerprint_document(self.fingerprint, source, pages, task.transcripts)
        transcripts, unreadable = parse(task.transcripts)
        loaded = tuple(each for _, each in transcripts)
        rejected = (*task.rejected, *unreadable)
        result = compare_document(
            source,
            readings,
            loaded,
            self.lessons.knowledge(),
            tuple(f"{each.path}: {each.reason}" for each in rejected),
            self.settings.policy,
            self.calibration,
        )
        summary, files = present_document(result, self.folder, self.reader.limits, self._report_options())
        finished = Finished(
            inputs,
            pages,
            (*rejected, *find_unmatched(result, loaded)),
            count_standings(result),
            result.counts,
            len(result.flags),
            errors_by_page(result),
            files,
            self.calibration,
        )
        self.folder.save_document(result, inputs)
        self.folder.keep(source.id, TRANSCRIPTS, inputs, tuple(kept for kept, _ in transcripts))
        self.folder.keep(source.id, SHOWN, inputs, summary)
        self.folder.keep(source.id, FINISHED, inputs, finished)
        return finished

    def _sum_up(self, findings: Findings, *, is_complete: bool) -> None:
        """Write ``index.html`` and ``run.json`` for the documents that were done, unless they say so already."""
        summary = RunSummary(
            describe_provenance(self.settings, self.reader.engine.info),
            tuple(document for document, _ in self.done),
            tuple(self.ledger.outcome.left_out),
            tuple(transcript.path for transcript in findings.unpaired_transcripts),
            is_complete,
        )
        inputs = digest(self.fingerprint, summary, self.done, self.folder.inputs, self._report_options())
        if self._is_summed_up(inputs):
            return
        # Were this run killed before it is through, its index might otherwise pass for that of the run before.
        self.folder.forget_of_run(SUMMED_UP)
        index = self._write_index(summary) if findings.documents else ()
        self.folder.finish(summary, inputs)
        self.folder.keep_of_run(SUMMED_UP, inputs, (*index, *sizes_of(self.folder.path, [RUN_JSON])))

    def _write_index(self, summary: RunSummary) -> Files:
        from pipeline.flow.presenting import KeptSummaries, RunFigures, present_run  # a seam, see docs/architecture.md

        decisions = self.calibration.suggestions.decisions
        figures = RunFigures(self.ledger.outcome.counts, self.ledger.outcome.by_page, decisions)
        summaries = KeptSummaries(self.folder, self.done)
        return present_run(summary, figures, summaries, self.reader.limits, self._report_options())

    def _is_summed_up(self, inputs: str) -> bool:
        """Say whether an earlier run wrote just what is to be written, and all of it is still there."""
        files = self.folder.kept_of_run(SUMMED_UP, Files, inputs)
        return files is not None and self.folder.is_finished(inputs) and are_there(self.folder.path, files)

    def _report_options(self) -> ReportOptions:
        return report_options(self.settings, self.documents)
