"""Loading the transcripts of a run, and learning from all of them before the first page is compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.corrections.knowledge import Knowledge, learn
from pipeline.errors import InputError, UsageError
from pipeline.flow.document import LoadedTranscript
from pipeline.model.scan import DocumentSource, Rejected
from pipeline.store.files import read_bytes
from pipeline.transcripts.conventions import get_convention, load_convention
from pipeline.transcripts.reading import read_transcript

MOST_TRANSCRIPT_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class KeptTranscript:
    """A transcript as it was when a run read it, kept so that decisions can be applied to just that text."""

    path: str
    content: bytes
    page: int | None
    encoding: str | None
    """As declared for the run."""
    convention: str
    convention_table: bytes | None
    """The TOML table of a convention that is not built in."""

    def load(self) -> LoadedTranscript:
        """Read it again."""
        convention = (
            get_convention(self.convention)
            if self.convention_table is None
            else load_convention(self.convention_table, self.convention)
        )
        transcript = read_transcript(self.path, self.content, convention, self.encoding)
        return LoadedTranscript(transcript, self.page)


@dataclass(frozen=True, slots=True)
class TranscriptLoader:
    """Reads transcripts the way a run was told to."""

    convention: str
    """Of those documents that name none of their own: a built-in name, or the path of a TOML file."""
    encoding: str | None = None

    def read(
        self, document: DocumentSource
    ) -> tuple[tuple[tuple[KeptTranscript, LoadedTranscript], ...], tuple[Rejected, ...]]:
        """Return a document's transcripts, as they lie on disk and as read, and those that cannot be read."""
        name = document.convention or self.convention
        table = _read_table(name)
        read: list[tuple[KeptTranscript, LoadedTranscript]] = []
        rejected: list[Rejected] = []
        for source in document.transcripts:
            try:
                content = read_bytes(Path(source.location), MOST_TRANSCRIPT_BYTES)
                kept = KeptTranscript(source.path, content, source.page, self.encoding, name, table)
                read.append((kept, kept.load()))
            except InputError as error:
                rejected.append(Rejected(source.path, f"{error.what} {error.advice}".strip()))
        return tuple(read), tuple(rejected)

    def learn(self, documents: Iterable[DocumentSource]) -> Knowledge:
        """Return what all transcripts of a run teach; those that cannot be read teach nothing."""
        return learn(loaded.transcript.tokens for document in documents for _, loaded in self.read(document)[0])


def _read_table(name: str) -> bytes | None:
    """Return the TOML table that a convention's name points at, None for a built-in one."""
    if not name.endswith(".toml"):
        get_convention(name)
        return None
    try:
        table = read_bytes(Path(name), MOST_TRANSCRIPT_BYTES)
    except InputError as error:
        raise UsageError(error.what, where=name, advice="Check --convention.") from error
    load_convention(table, name)
    return table
