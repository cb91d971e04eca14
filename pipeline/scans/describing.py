"""The pairing in words, shown before the work begins."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.names import show_name
from pipeline.model.scan import DocumentSource, Findings
from pipeline.text.quantities import counted

_MOST_SHOWN = 4
"""Names of a document's scans that are shown one by one."""


def describe(findings: Findings) -> tuple[str, ...]:
    """Return the pairing as lines of plain text: documents, then transcripts without scans."""
    return tuple(_lines(findings))


def _lines(findings: Findings) -> Iterator[str]:
    for document in findings.documents:
        yield _summary(document)
        yield f"    {_scans(document)}"
    for transcript in findings.unpaired_transcripts:
        yield f"{show_name(transcript.path)}: a transcript without scans"


def _summary(document: DocumentSource) -> str:
    pages = counted(len(document.scans), "page")
    typed = [show_name(transcript.path) for transcript in document.transcripts]
    if not typed:
        beside = "no transcript"
    elif document.transcripts[0].page is None:
        beside = f"{typed[0]} ({document.rule})"
    elif len(typed) == 1:
        beside = f"{typed[0]} for page {document.transcripts[0].page} ({document.rule})"
    else:
        beside = f"{len(typed)} transcripts of single pages, {typed[0]} to {typed[-1]} ({document.rule})"
    return f"{show_name(document.id)}: {pages}, {beside}"


def _scans(document: DocumentSource) -> str:
    names = [scan.name for scan in document.scans]
    if len(names) <= _MOST_SHOWN:
        return ", ".join(names)
    return f"{', '.join(names[: _MOST_SHOWN - 1])} … {names[-1]}"
