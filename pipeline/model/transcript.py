"""What a person typed, and what they marked as unsure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.geometry import Span


class TokenKind(StrEnum):
    """What a leaf of a transcript is."""

    WORD = "word"
    """Characters without white space that stand on the page."""
    SPACE = "space"
    """White space within a line."""
    LINE_BREAK = "line-break"
    PAGE_BREAK = "page-break"
    MARKUP = "markup"
    """Characters of the convention: nothing of them stands on the page."""
    GAP = "gap"
    """A place the transcriber could not read, such as ``[unclear]``: something stands there, of unknown text."""
    BLANK = "blank"
    """A form field left empty; its text is the underscores as drawn."""
    NOTE = "note"
    """The transcriber's own words, such as ``[Signature]``: they do not stand on the page."""


class MarkKind(StrEnum):
    """What a mark says about the characters it covers."""

    GAP = "gap"
    UNCLEAR = "unclear"
    DELETION = "deletion"
    ADDITION = "addition"
    STAMP = "stamp"
    HAND = "hand"
    SIGNATURE = "signature"
    INITIALS = "initials"
    REDACTION = "redaction"
    FORM_LABEL = "form-label"
    BLANK = "blank"
    HIGHLIGHT = "highlight"
    MARGIN = "margin"
    HEADER = "header"
    FOOTER = "footer"
    FILE_NUMBER = "file-number"
    HYPHEN = "line-end-hyphen"
    PAGE_BREAK = "page-break"
    FIGURE = "figure"
    TABLE = "table"
    LANGUAGE = "language"
    CORRECTION = "correction"
    EXPANSION = "expansion"
    SUPPLIED = "supplied"
    EDITORIAL_NOTE = "editorial-note"
    LITERAL_BRACKET = "literal-bracket"
    AMBIGUOUS_BRACKET = "ambiguous-bracket"
    PLACEHOLDER = "placeholder"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something the transcriber said, or a pattern suggests, about a stretch of the transcript."""

    kind: MarkKind
    span: Span
    """In the transcript file, delimiters included."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Sorted by name; the names each kind may carry are listed in the documentation of conventions."""
    is_suggested: bool = False
    """True where a pattern suggests the kind and nobody marked it."""
    why: str = ""
    """For a suggested or ambiguous mark: the reason, in words for a clerk."""

    def attribute(self, name: str, default: str = "") -> str:
        return dict(self.attributes).get(name, default)


@dataclass(frozen=True, slots=True)
class Token:
    """A leaf of a transcript: the ``raw`` of all tokens, joined, is the file."""

    kind: TokenKind
    raw: str
    """The characters as they lie in the file."""
    start: int
    """Offset in the file, in code points."""
    text: str
    """What stands on the page for it: escapes undone; empty for markup and notes; U+FFFC for a gap."""
    marks: tuple[Mark, ...] = ()
    """The marks that cover it, outermost first."""

    @property
    def end(self) -> int:
        return self.start + len(self.raw)

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def is_text(self) -> bool:
        """Whether it has characters that can be looked for on the page."""
        return self.kind in (TokenKind.WORD, TokenKind.BLANK)

    def has_mark(self, *kinds: MarkKind) -> bool:
        return any(mark.kind in kinds for mark in self.marks)


GAP_TEXT = "\ufffc"
"""The text of a gap token: one OBJECT REPLACEMENT CHARACTER, which aligns with whatever stands there."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript file, cut into tokens that join to the file again."""

    path: str
    sha256: str
    """Of the bytes on disk."""
    encoding: str
    """Such as ``utf-8`` or ``utf-16``; encoding the joined tokens with it gives the bytes on disk."""
    convention: str
    tokens: tuple[Token, ...]
    marks: tuple[Mark, ...]
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        offset = 0
        for token in self.tokens:
            if token.start != offset:
                raise ValueError(f"{self.path}: a token starts at {token.start} instead of {offset}")
            offset = token.end

    @property
    def text(self) -> str:
        """The file, character for character."""
        return "".join(token.raw for token in self.tokens)
