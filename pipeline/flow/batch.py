"""The way of a whole run: find the documents, read all pages side by side, compare each document, show the result."""

from __future__ import annotations

import shlex
import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from pipeline.corrections.calibrating import AS_FITTED, Calibrations
from pipeline.corrections.knowledge import Knowledge
from pipeline.corrections.weights import RELIABILITY
from pipeline.errors import CorrigendaError
from pipeline.execution.bounded import Outcome as ReadOutcome
from pipeline.execution.bounded import WorkerKilledError, run_bounded
from pipeline.flow.calibrating import keep_used, load_calibration
from pipeline.flow.document import compare_document
from pipeline.flow.fingerprint import fingerprint_document, fingerprint_run
from pipeline.flow.lexicons import load_lexicon
from pipeline.flow.loading import TRANSCRIPTS, TranscriptLoader
from pipeline.flow.pictures import ScanPictures
from pipeline.flow.reading import PageReading, Reader
from pipeline.flow.room import lack_of_room
from pipeline.flow.settings import Settings
from pipeline.flow.showing import report_options
from pipeline.flow.shown import SHOWN, ErrorsByPage, KeptSummaries, Shown, errors_by_page
from pipeline.flow.tools import check_folders, describe_inputs, describe_provenance, open_executor, open_reader
from pipeline.flow.watching import Silence, Watcher
from pipeline.model.counts import Counts
from pipeline.model.scan import DocumentSource, Findings, Rejected, ScanSource
from pipeline.reports.document import render_document
from pipeline.reports.index import RunFacts, render_index
from pipeline.reports.options import ReportOptions
from pipeline.scans.describing import describe
from pipeline.scans.find import find_documents
from pipeline.store.files import slug, write_atomic
from pipeline.store.runs import STATE, RunFolder, RunSummary, open_run


@dataclass(slots=True)
class Outcome:
    """What a run came to, added up as it goes."""

    pages: int = 0
    """Pages that were found."""
    read: int = 0
    """Pages that were read, this time or before."""
    kept: int = 0
    """Of those: pages that had been read before."""
    flags: int = 0
    counts: Counts = field(default_factory=Counts)
    by_page: ErrorsByPage = field(default_factory=ErrorsByPage)
    left_out: list[Rejected] = field(default_factory=list)
    """Inputs that could not be used, each with its reason."""
    is_forgetful: bool = False
    """Whether some page could not be kept for the next run."""
    faults: list[Exception] = field(default_factory=list)
    """Faults of this program; the documents they happened in are left out."""


def run_batch(settings: Settings, watcher: Watcher | None = None) -> Outcome:
    """Do the main job: read the scans, lay the transcripts beside them, write the report into ``settings.out``.

    One bad input never stops the rest. Raises ``UsageError``, ``MissingDependencyError``, ``BusyError``,
    ``OutputError`` or ``DamagedStateError`` where the whole run cannot go on.
    """
    watcher = watcher or Silence()
    check_folders(settings)
    findings = find_documents(settings.scans, settings.transcripts or None, follow_links=settings.follow_links)
    reader = open_reader(settings)
    loader = TranscriptLoader(settings.convention, settings.encoding, settings.words)
    calibration = load_calibration(Path(settings.calibration)) if settings.calibration else AS_FITTED
    outcome = Outcome(pages=sum(len(document.scans) for document in findings.documents))
    outcome.left_out += findings.rejected
    watcher.found(describe(findings), outcome.pages)
    for rejected in findings.rejected:
        watcher.warn(rejected.path, rejected.reason)
    if lack := lack_of_room(Path(settings.out), outcome.pages):
        watcher.warn(settings.out, lack)
    with open_run(Path(settings.out), shlex.join(sys.argv), describe_inputs(settings)) as folder:
        keep_used(folder, calibration)
        knowledge = loader.learn(findings.documents)
        fingerprint = fingerprint_run(settings, reader, knowledge, calibration)
        batch = _Batch(settings, reader, loader, knowledge, calibration, fingerprint, folder, watcher, outcome)
        batch.work_through(findings)
    return outcome


@dataclass(slots=True)
class _Batch:
    """A run under way."""

    settings: Settings
    reader: Reader
    loader: TranscriptLoader
    knowledge: Knowledge
    """What all transcripts of the run teach."""
    calibration: Calibrations
    """What decisions on earlier runs teach about the probabilities of suggestions and of words."""
    fingerprint: str
    """Changes with whatever all documents depend on."""
    folder: RunFolder
    watcher: Watcher
    outcome: Outcome
    done: list[tuple[str, str]] = field(default_factory=list)
    """Id of each document that was compared and shown, and the fingerprint of its inputs."""
    documents: int = 0
    """How many there are in all."""
    has_lexicon: bool = False
    """Whether the lexicon's words are among what is known already."""

    def work_through(self, findings: Findings) -> None:
        """Compare and show every document, then write what sums them up, even when interrupted on the way."""
        is_complete = False
        self.documents = len(findings.documents)
        try:
            for document, readings in self._read_documents(findings.documents):
                try:
                    self._compare_and_show(document, readings)
                except CorrigendaError:
                    raise
                except Exception as error:  # a fault of ours costs this document, not the run
                    self._note_fault(document, error)
            is_complete = True
        finally:
            self._sum_up(findings, is_complete=is_complete)

    def _read_documents(
        self, documents: Sequence[DocumentSource]
    ) -> Iterator[tuple[DocumentSource, tuple[PageReading, ...]]]:
        """Yield each document with its pages read; pages of several documents are read side by side."""
        executor = open_executor(self.settings, self.reader)
        sources = (source for document in documents for source in document.scans)
        outcomes = run_bounded(executor, self.reader.read, sources)
        for document in documents:
            yield document, tuple(self._noted(outcome) for outcome in islice(outcomes, len(document.scans)))
        executor.close()

    def _noted(self, outcome: ReadOutcome[ScanSource, PageReading]) -> PageReading:
        """Tell the watcher of a page, count it, and hand it on."""
        if isinstance(outcome.error, CorrigendaError):
            raise outcome.error
        reading = outcome.result or PageReading(outcome.item, None, None, self._fault_on_page(outcome))
        self.outcome.read += reading.page is not None
        self.outcome.kept += reading.was_kept
        self._warn_if_not_kept(reading)
        if reading.problem:
            self.outcome.left_out.append(Rejected(reading.source.name, reading.problem))
        self.watcher.page_done(reading.source.name, reading.problem, was_kept=reading.was_kept)
        return reading

    def _warn_if_not_kept(self, reading: PageReading) -> None:
        """Say once that the next run will have to read again what was read now."""
        if reading.not_kept and not self.outcome.is_forgetful:
            self.outcome.is_forgetful = True
            self.watcher.warn("the cache", f"what is read is not kept for the next run: {reading.not_kept}")

    def _fault_on_page(self, outcome: ReadOutcome[ScanSource, PageReading]) -> str:
        """Return why there is no reading: the worker was killed, or a fault of ours, which is kept in a log."""
        assert outcome.error
        if isinstance(outcome.error, WorkerKilledError):
            return str(outcome.error)
        return self._keep_fault(outcome.item.name, outcome.error)

    def _known(self) -> Knowledge:
        """Return what is known beforehand; the lexicon is loaded when the first document needs it."""
        if self.settings.lexicon and not self.has_lexicon:
            words = self.knowledge.words | load_lexicon(self.settings.lang)
            self.knowledge = replace(self.knowledge, words=words)
            self.has_lexicon = True
        return self.knowledge

    def _compare_and_show(self, source: DocumentSource, readings: tuple[PageReading, ...]) -> None:
        """Lay one document's transcripts beside its pages, and write its part of the report."""
        transcripts, rejected = self.loader.read(source)
        loaded = tuple(each for _, each in transcripts)
        for each in rejected:
            self.watcher.warn(each.path, each.reason)
        self.outcome.left_out += rejected
        warnings = tuple(f"{each.path}: {each.reason}" for each in rejected)
        inputs = fingerprint_document(self.fingerprint, source, readings, [kept for kept, _ in transcripts])
        shown = self._shown_before(source.id, inputs)
        if shown is None:
            result = compare_document(
                source, readings, loaded, self._known(), warnings, self.settings.policy, self.calibration
            )
            rendered = render_document(result, ScanPictures(self.reader.limits), self._report_options())
            for name, content in rendered.files:
                write_atomic(self.folder.path / name, content)
            sizes = tuple(len(content) for _, content in rendered.files)
            shown = Shown(rendered.summary, len(result.flags), errors_by_page(result), sizes)
            self.folder.save_document(result, inputs)
            self.folder.keep(source.id, TRANSCRIPTS, inputs, tuple(kept for kept, _ in transcripts))
            self.folder.keep(source.id, SHOWN, inputs, shown)
        self.done.append((source.id, inputs))
        self.outcome.counts += shown.summary.counts
        self.outcome.by_page.add(shown.by_page)
        self.outcome.flags += shown.flags
        self.watcher.document_done(source.id, shown.flags)

    def _shown_before(self, document: str, inputs: str) -> Shown | None:
        """Return what an earlier run showed of a document, if it was made from just these inputs and is still there."""
        if not self.folder.is_done(document, inputs) or not self.folder.is_kept(document, TRANSCRIPTS, inputs):
            return None
        shown = self.folder.kept(document, SHOWN, Shown, inputs)
        return shown if shown and self._is_there(shown) else None

    def _is_there(self, shown: Shown) -> bool:
        """Say whether a document's files lie in the report, none of them torn."""
        paths = [self.folder.path / name for name in shown.summary.files]
        return [path.stat().st_size if path.is_file() else None for path in paths] == list(shown.sizes)

    def _note_fault(self, document: DocumentSource, error: Exception) -> None:
        """Name a document as left out by a fault of ours."""
        reason = self._keep_fault(document.id, error)
        self.outcome.left_out.append(Rejected(document.id, reason))
        self.watcher.warn(document.id, reason)

    def _keep_fault(self, name: str, error: Exception) -> str:
        """Keep the traceback beside the run's state, and return the fault in one line."""
        self.outcome.faults.append(error)
        log = self.folder.path / STATE / "faults" / f"{slug(name)}.log"
        write_atomic(log, "".join(traceback.format_exception(error)).encode("utf-8", "backslashreplace"))
        return f"a fault of this program: {type(error).__name__} (details in {STATE}/faults/{log.name})"

    def _sum_up(self, findings: Findings, *, is_complete: bool) -> None:
        """Write ``index.html`` and ``run.json`` for the documents that were done."""
        provenance = describe_provenance(self.settings, self.reader.engine.info)
        unpaired = tuple(transcript.path for transcript in findings.unpaired_transcripts)
        interval = self.outcome.by_page.interval()
        facts = RunFacts(
            provenance,
            self.outcome.counts,
            tuple(self.outcome.left_out),
            unpaired,
            interval,
            RELIABILITY,
            self.calibration.suggestions.decisions,
        )
        if findings.documents:
            summaries, pictures = KeptSummaries(self.folder, self.done), ScanPictures(self.reader.limits)
            for name, content in render_index(summaries, facts, self._report_options(), pictures):
                write_atomic(self.folder.path / name, content)
        self.folder.finish(
            RunSummary(
                provenance,
                tuple(document for document, _ in self.done),
                tuple(self.outcome.left_out),
                unpaired,
                is_complete,
            )
        )

    def _report_options(self) -> ReportOptions:
        return report_options(self.settings, self.documents)
