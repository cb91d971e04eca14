"""What has to be done for a document: all, or nothing since an earlier run was done with just these inputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.flow.fingerprint import fingerprint_document, inputs_of
from pipeline.flow.loading import TRANSCRIPTS, KeptTranscript, TranscriptLoader
from pipeline.flow.reading import Known, PageReading, Unchanged
from pipeline.flow.shown import FINISHED, SHOWN, Finished, are_there
from pipeline.model.scan import DocumentSource, Rejected
from pipeline.store.runs import RunFolder


@dataclass(frozen=True, slots=True)
class Task:
    """A document whose turn has come."""

    source: DocumentSource
    transcripts: tuple[KeptTranscript, ...]
    rejected: tuple[Rejected, ...]
    """Transcripts that cannot be had."""
    finished: Finished | None
    """What an earlier run left of it, if it is still whole and nothing but the bytes of the pages can have changed."""

    def pages(self) -> Iterator[Known]:
        """Yield its pages, each with its bytes' checksum as an earlier run had it; one that failed is tried again."""
        before = self.finished.pages if self.finished else (None,) * len(self.source.scans)
        for scan, page in zip(self.source.scans, before, strict=True):
            yield Known(scan, page.checksum if page and page.problem is None else None)

    def finished_as(self, results: Sequence[PageReading | Unchanged]) -> Finished | None:
        """Return what an earlier run left of it, if its pages are as they were then."""
        if self.finished is None:
            return None
        pages = zip(results, self.finished.pages, strict=True)
        is_same = all(isinstance(result, Unchanged) or inputs_of(result) == page for result, page in pages)
        return self.finished if is_same else None


def take_up(document: DocumentSource, loader: TranscriptLoader, folder: RunFolder, run: str) -> Task:
    """Look at a document's transcripts, and at what an earlier run left of it; ``run`` is the run's fingerprint."""
    transcripts, rejected = loader.fetch(document)
    finished = folder.kept(document.id, FINISHED, Finished)
    is_same = (
        finished is not None
        and len(finished.pages) == len(document.scans)
        and finished.inputs == fingerprint_document(run, document, finished.pages, transcripts)
        and _is_whole(document.id, finished, folder)
    )
    return Task(document, transcripts, rejected, finished if is_same else None)


def _is_whole(document: str, finished: Finished, folder: RunFolder) -> bool:
    """Say whether all that was kept and shown of a document is there, from the same inputs and not torn."""
    return (
        folder.is_done(document, finished.inputs)
        and all(folder.is_kept(document, kind, finished.inputs) for kind in (TRANSCRIPTS, SHOWN))
        and are_there(folder.path, finished.files)
    )
