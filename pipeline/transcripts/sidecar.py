"""The stand-off sidecar of a transcript that was written in another convention.

It holds what the other convention cannot say, and what makes the original file again byte for byte; it refuses to
do so once the text has been changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pipeline.errors import TranscriptError
from pipeline.model.transcript import Mark, Transcript

SCHEMA = "corrigenda.standoff/1"


@dataclass(frozen=True, slots=True)
class Chunk:
    """What was written, and what the original file has in its place."""

    written: str
    original: str


def make_sidecar(transcript: Transcript, convention: str, chunks: Sequence[Chunk], lost: Sequence[Mark]) -> str:
    """Return the sidecar as JSON; offsets of marks are those of the original file."""
    written = "".join(chunk.written for chunk in chunks)
    sidecar = {
        "schema": SCHEMA,
        "convention": convention,
        "sha256": sha256(written.encode("utf-8", "surrogatepass")).hexdigest(),
        "original": {
            "convention": transcript.convention,
            "encoding": transcript.encoding,
            "sha256": transcript.sha256,
        },
        "edits": list(_edits(chunks)),
        "marks": [
            {
                "kind": mark.kind,
                "offset": mark.span.start,
                "length": len(mark.span),
                "attributes": dict(mark.attributes),
            }
            for mark in lost
        ],
    }
    return json.dumps(sidecar, ensure_ascii=True, sort_keys=True, indent=1) + "\n"


def restore(text: str, sidecar: str) -> bytes:
    """Return the bytes of the original file.

    Raises TranscriptError when ``text`` is not what the sidecar was made for.
    """
    table = json.loads(sidecar)
    if table.get("schema") != SCHEMA:
        raise TranscriptError(f"not a sidecar of schema {SCHEMA}")
    if sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != table["sha256"]:
        raise TranscriptError("the text was changed after its sidecar was made", advice="Nothing was restored.")
    parts: list[str] = []
    position = 0
    for offset, length, original in table["edits"]:
        parts += (text[position:offset], original)
        position = offset + length
    parts.append(text[position:])
    content = "".join(parts).encode(table["original"]["encoding"], "strict")
    if sha256(content).hexdigest() != table["original"]["sha256"]:
        raise TranscriptError("the sidecar does not give the original file", advice="Nothing was restored.")
    return content


def _edits(chunks: Sequence[Chunk]) -> Iterator[tuple[int, int, str]]:
    """Yield offset and length in the written text, and what to put there; neighbours are put together."""
    offset = 0
    start = length = 0
    original: list[str] = []
    for chunk in chunks:
        if chunk.written == chunk.original:
            if original or length:
                yield start, length, "".join(original)
                length, original = 0, []
        else:
            if not original and not length:
                start = offset
            length += len(chunk.written)
            original.append(chunk.original)
        offset += len(chunk.written)
    if original or length:
        yield start, length, "".join(original)
