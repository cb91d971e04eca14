"""The way of a transcript through this stage: bytes, characters, markup, tokens."""

from __future__ import annotations

import re
from hashlib import sha256

from pipeline.errors import TranscriptError
from pipeline.model.transcript import Transcript
from pipeline.transcripts.assembling import Assembler
from pipeline.transcripts.conventions import Convention, get_convention
from pipeline.transcripts.covering import outermost_first
from pipeline.transcripts.decoding import decode
from pipeline.transcripts.grammar import compile_grammar
from pipeline.transcripts.hyphens import mark_hyphens
from pipeline.transcripts.page_scanning import scan_page
from pipeline.transcripts.scanning import scan
from pipeline.transcripts.warnings import list_warnings
from pipeline.transcripts.xml_checking import check_xml, declared_encoding

LARGEST = 32 * 1024**2
"""Bytes; no document that a person typed is longer."""
MOST_TOKENS = 2_000_000
"""Words, blanks and line ends, at the least; the King James Bible has 1.6 million. A token takes some 140 bytes."""


def read_transcript(path: str, content: bytes, convention: str | Convention, encoding: str | None = None) -> Transcript:
    """Return the tokens and marks of the transcript at ``path``, whose bytes are ``content``.

    The ``raw`` of all tokens, joined, is the decoded file. Raises TranscriptError when it is too
    large or cannot be decoded, or is XML that cannot be trusted; UsageError when no convention bears that name.
    """
    if len(content) > LARGEST:
        size = f"{len(content) / 1024**2:.0f} MB, more than {LARGEST // 1024**2}"
        raise TranscriptError(f"it has {size}", where=path, advice="Split it into documents.")
    chosen = get_convention(convention) if isinstance(convention, str) else convention
    if chosen.tags.is_xml:
        check_xml(content, path, chosen.reader)
        encoding = encoding or declared_encoding(content)
    decoded = decode(content, path, encoding)
    _check_length(decoded.text, path)
    is_page = chosen.reader == "page"
    pieces, marks = scan_page(decoded.text) if is_page else scan(decoded.text, compile_grammar(chosen))
    assembler = Assembler(decoded.text, chosen)
    tokens, hyphens = mark_hyphens(assembler.assemble(pieces, marks))
    all_marks = outermost_first((*marks, *assembler.faults, *hyphens))
    return Transcript(
        path=path,
        sha256=sha256(content).hexdigest(),
        encoding=decoded.encoding,
        convention=chosen.name,
        tokens=tokens,
        marks=all_marks,
        warnings=tuple(list_warnings(decoded, all_marks)),
    )


def _check_length(text: str, path: str) -> None:
    """Raise ``TranscriptError`` for a text that would make more tokens than there is memory for."""
    if len(text) > MOST_TOKENS and sum(1 for _ in re.finditer(r"\s|\S+", text)) > MOST_TOKENS:
        what = f"it has more than {MOST_TOKENS:,} words and blanks"
        raise TranscriptError(what, where=path, advice="Split it into documents.")
