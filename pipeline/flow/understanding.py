"""What a transcript's marks mean, once the pages have been read."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.page import InkKind, Page
from pipeline.model.transcript import Transcript
from pipeline.transcripts.ambiguity import resolve_brackets
from pipeline.transcripts.evidence import gather_evidence
from pipeline.transcripts.suggesting import suggest_marks


def understand(transcript: Transcript, pages: Iterable[Page]) -> Transcript:
    """Settle what the convention leaves open by what the pages show, and suggest marks that nobody typed."""
    read = tuple(pages)
    struck = [word.text for page in read for word in page.words if word.ink is InkKind.STRUCK]
    evidence = gather_evidence("\n".join(page.text for page in read), struck)
    return suggest_marks(resolve_brackets(transcript, evidence))
