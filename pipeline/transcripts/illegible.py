"""How a convention writes a place that nobody can read."""

from __future__ import annotations

from pipeline.model.transcript import TokenKind
from pipeline.transcripts.conventions import Convention
from pipeline.transcripts.reading import read_transcript
from pipeline.transcripts.writing import write

PLAIN = "[illegible]"
IN_XML = '<gap reason="illegible"/>'


def illegible_in(convention: Convention) -> str:
    """Return the convention's own writing; where it has none, what every reader understands.

    >>> from pipeline.transcripts.conventions import get_convention
    >>> illegible_in(get_convention("markdown")), illegible_in(get_convention("by-the-people"))
    ('[illegible]', '[?]')
    """
    if convention.reader == "page":
        return PLAIN
    if convention.tags.is_xml:
        return IN_XML
    written = write(read_transcript("", PLAIN.encode(), "markdown"), convention).text
    return next((text for text in (PLAIN, written) if _is_gap(text, convention)), PLAIN)


def _is_gap(text: str, convention: Convention) -> bool:
    tokens = read_transcript("", text.encode(), convention).tokens
    return [token.kind for token in tokens] == [TokenKind.GAP]
