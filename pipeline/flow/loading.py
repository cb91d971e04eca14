"""Loading the transcripts of a run, and learning from all of them before the first page is compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.corrections.knowledge import Knowledge, learn
from pipeline.errors import InputError
from pipeline.flow.document import LoadedTranscript
from pipeline.model.scan import DocumentSource, Rejected, TranscriptSource
from pipeline.store.files import read_bytes
from pipeline.transcripts.conventions import Convention, get_convention
from pipeline.transcripts.reading import read_transcript

MOST_TRANSCRIPT_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class TranscriptLoader:
    """Reads transcripts the way a run was told to."""

    convention: Convention
    """Of those documents that name none of their own."""
    encoding: str | None = None

    def load(self, document: DocumentSource) -> tuple[tuple[LoadedTranscript, ...], tuple[Rejected, ...]]:
        """Return the transcripts of a document, and those that cannot be read, each with its reason."""
        convention = get_convention(document.convention) if document.convention else self.convention
        loaded: list[LoadedTranscript] = []
        rejected: list[Rejected] = []
        for source in document.transcripts:
            try:
                loaded.append(self._load(source, convention))
            except InputError as error:
                rejected.append(Rejected(source.path, f"{error.what} {error.advice}".strip()))
        return tuple(loaded), tuple(rejected)

    def learn(self, documents: Iterable[DocumentSource]) -> Knowledge:
        """Return what all transcripts of a run teach; those that cannot be read teach nothing."""
        return learn(loaded.transcript.tokens for document in documents for loaded in self.load(document)[0])

    def _load(self, source: TranscriptSource, convention: Convention) -> LoadedTranscript:
        content = read_bytes(Path(source.location), MOST_TRANSCRIPT_BYTES)
        return LoadedTranscript(read_transcript(source.path, content, convention, self.encoding), source.page)
