"""Loading the transcripts of a run, and learning from all of them before the first page is compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError, UsageError
from pipeline.flow.choosing import read_table
from pipeline.flow.inputs import read_input
from pipeline.model.scan import DocumentSource, Rejected
from pipeline.model.transcript import Transcript
from pipeline.store.files import read_bytes
from pipeline.text.forms import forms
from pipeline.transcripts.conventions import Convention, get_convention, load_convention

MOST_TRANSCRIPT_BYTES = 32_000_000
MOST_WORD_LIST_BYTES = 64_000_000
TRANSCRIPTS = "transcripts"
"""Under this name a document's transcripts are kept, as ``tuple[KeptTranscript, ...]``."""


@dataclass(frozen=True, slots=True)
class LoadedTranscript:
    """A transcript, and the page it transcribes if it is one of several page by page."""

    transcript: Transcript
    page: int | None = None


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
        from pipeline.transcripts.reading import read_transcript  # a seam, see docs/architecture.md

        transcript = read_transcript(self.path, self.content, self.rules(), self.encoding)
        return LoadedTranscript(transcript, self.page)

    def rules(self) -> Convention:
        """Return the convention it is written in."""
        if self.convention_table is None:
            return get_convention(self.convention)
        return load_convention(self.convention_table, self.convention)


@dataclass(frozen=True, slots=True)
class TranscriptLoader:
    """Reads transcripts the way a run was told to."""

    convention: str
    """Of those documents that name none of their own: a built-in name, or the path of a TOML file."""
    encoding: str | None = None

    def fetch(self, document: DocumentSource) -> tuple[tuple[KeptTranscript, ...], tuple[Rejected, ...]]:
        """Return a document's transcripts as they lie on disk, and those that cannot be had."""
        name = document.convention or self.convention
        table = read_table(name)
        fetched: list[KeptTranscript] = []
        rejected: list[Rejected] = []
        for source in document.transcripts:
            try:
                content = read_input(source.location, MOST_TRANSCRIPT_BYTES)
                fetched.append(KeptTranscript(source.path, content, source.page, self.encoding, name, table))
            except InputError as error:
                rejected.append(Rejected(source.path, error.reason))
        return tuple(fetched), tuple(rejected)


def parse(
    transcripts: Iterable[KeptTranscript],
) -> tuple[tuple[tuple[KeptTranscript, LoadedTranscript], ...], tuple[Rejected, ...]]:
    """Return transcripts as they lie on disk and as read, and those that cannot be read."""
    read: list[tuple[KeptTranscript, LoadedTranscript]] = []
    rejected: list[Rejected] = []
    for kept in transcripts:
        try:
            read.append((kept, kept.load()))
        except InputError as error:
            rejected.append(Rejected(kept.path, error.reason))
    return tuple(read), tuple(rejected)


def load_words(path: Path) -> frozenset[str]:
    """Return the words of a list, in small letters; raises ``UsageError`` when it is none."""
    try:
        lines = read_bytes(path, MOST_WORD_LIST_BYTES).decode("utf-8-sig").splitlines()
    except InputError as error:
        raise UsageError(error.what, where=str(path), advice="Check --words.") from error
    except UnicodeDecodeError as error:
        raise UsageError("is not in UTF-8", where=str(path), advice="Check --words.") from error
    return frozenset(form for line in lines for form in forms(line))
