"""What is wrong with a transcript, in lines a person can act on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.transcript import Mark, MarkKind
from pipeline.transcripts.conventions.vocabulary import ERROR_CODES
from pipeline.transcripts.decoding import Decoded
from pipeline.transcripts.places import Places

MOST = 20
"""Faults named one by one; the others are counted."""


def list_warnings(decoded: Decoded, marks: Sequence[Mark]) -> Iterator[str]:
    """Yield a line for each fault of the file: what, and at which line and column (from 1)."""
    if decoded.warning:
        yield decoded.warning
    faults = [mark for mark in marks if mark.kind is MarkKind.ERROR]
    places = Places(decoded.text) if faults else None
    for mark in faults[:MOST]:
        assert places is not None
        line, column = places.find(mark.span.start)
        code = mark.attribute("code")
        yield f"line {line}, column {column}: {code}: {ERROR_CODES[code]}"
    if len(faults) > MOST:
        yield f"and {len(faults) - MOST} more such places"
