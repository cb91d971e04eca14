"""A transcript as the JSON document of ``corrigenda parse``."""

from __future__ import annotations

from pipeline.model.geometry import Span
from pipeline.model.transcript import Mark, Transcript
from pipeline.transcripts.ambiguity import Ambiguity, list_ambiguities

SCHEMA = "corrigenda.transcript/1"


def as_document(transcript: Transcript) -> dict[str, object]:
    """Return tokens, marks and what is ambiguous as plain values; the ``raw`` of all tokens, joined, is the file.

    A token names its marks by their place in the list of marks, outermost first.
    """
    numbers = {mark: number for number, mark in enumerate(transcript.marks)}
    return {
        "schema": SCHEMA,
        "path": transcript.path,
        "sha256": transcript.sha256,
        "encoding": transcript.encoding,
        "convention": transcript.convention,
        "tokens": [
            {
                "raw": token.raw,
                "kind": token.kind,
                "start": token.start,
                "end": token.end,
                "text": token.text,
                "marks": [numbers[mark] for mark in token.marks],
            }
            for token in transcript.tokens
        ],
        "marks": [_mark(mark) for mark in transcript.marks],
        "ambiguous": [_ambiguity(ambiguity) for ambiguity in list_ambiguities(transcript)],
        "warnings": list(transcript.warnings),
    }


def _mark(mark: Mark) -> dict[str, object]:
    return {
        "kind": mark.kind,
        "start": mark.span.start,
        "end": mark.span.end,
        "attributes": dict(mark.attributes),
        "suggested": mark.is_suggested,
        "why": mark.why,
    }


def _ambiguity(ambiguity: Ambiguity) -> dict[str, object]:
    return {
        "text": ambiguity.text,
        "places": [_span(span) for span in ambiguity.places],
        "candidates": list(ambiguity.candidates),
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
