"""The way of a transcript through this stage: bytes, characters, markup, tokens."""

from __future__ import annotations

from hashlib import sha256

from pipeline.model.transcript import Transcript
from pipeline.transcripts.assembling import assemble
from pipeline.transcripts.conventions import Convention, get_convention
from pipeline.transcripts.decoding import decode
from pipeline.transcripts.grammar import compile_grammar
from pipeline.transcripts.scanning import scan


def read_transcript(path: str, content: bytes, convention: str | Convention, encoding: str | None = None) -> Transcript:
    """Return the tokens and marks of the transcript at ``path``, whose bytes are ``content``.

    The ``raw`` of all tokens, joined, is the decoded file. Raises TranscriptError when it cannot be decoded,
    UsageError when no convention bears that name.
    """
    chosen = get_convention(convention) if isinstance(convention, str) else convention
    decoded = decode(content, path, encoding)
    pieces, marks = scan(decoded.text, compile_grammar(chosen))
    return Transcript(
        path=path,
        sha256=sha256(content).hexdigest(),
        encoding=decoded.encoding,
        convention=chosen.name,
        tokens=assemble(decoded.text, pieces, marks, chosen),
        marks=tuple(marks),
        warnings=(decoded.warning,) if decoded.warning else (),
    )
