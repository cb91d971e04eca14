"""Transcripts that belong to a document by their names, and to none of its pages by what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.flow.loading import LoadedTranscript
from pipeline.model.result import NOT_FOUND, DocumentResult
from pipeline.model.scan import Rejected
from pipeline.model.transcript import Transcript

EMPTY = "holds no text: its pages are read, but nothing is measured on them"
FOREIGN = "does not look like any of its pages: they are read, but nothing is measured on them"


def find_unmatched(document: DocumentResult, transcripts: Sequence[LoadedTranscript]) -> tuple[Rejected, ...]:
    """Return the transcripts with which no page was compared, although pages of theirs could be read."""
    return tuple(_unmatched(document, transcripts))


def _unmatched(document: DocumentResult, transcripts: Sequence[LoadedTranscript]) -> Iterator[Rejected]:
    compared = {page.transcript for page in document.pages}
    missed = {page.number for page in document.pages if page.standing == NOT_FOUND}
    for loaded in transcripts:
        is_missed = loaded.page in missed if loaded.page else bool(missed)
        if is_missed and loaded.transcript.path not in compared:
            yield Rejected(loaded.transcript.path, FOREIGN if _has_text(loaded.transcript) else EMPTY)


def _has_text(transcript: Transcript) -> bool:
    return any(char.isalnum() for token in transcript.tokens for char in token.text)
