"""What is special about a word, in the few names that the formats share."""

from __future__ import annotations

from pipeline.exports.sheets import Origin, PlacedWord
from pipeline.model.page import InkKind
from pipeline.model.transcript import MarkKind

BY_MARK = {
    MarkKind.STAMP: "stamp",
    MarkKind.HAND: "handwriting",
    MarkKind.SIGNATURE: "signature",
    MarkKind.INITIALS: "initials",
    MarkKind.DELETION: "struck",
    MarkKind.UNCLEAR: "unclear",
    MarkKind.GAP: "illegible",
    MarkKind.BLANK: "blank",
    MarkKind.FILE_NUMBER: "file-number",
}
BY_INK = {
    InkKind.STAMP: "stamp",
    InkKind.HAND: "handwriting",
    InkKind.SIGNATURE: "signature",
    InkKind.STRUCK: "struck",
    InkKind.FILE_NUMBER: "file-number",
    InkKind.BLANK: "blank",
}
ONLY_OCR = "not-in-transcript"
GUESSED = "interpolated-box"


def marks_of(word: PlacedWord) -> tuple[str, ...]:
    """Return the names of what the transcriber said of a word, each once."""
    return tuple(dict.fromkeys(BY_MARK[kind] for kind in word.marks if kind in BY_MARK))


def tags_of(word: PlacedWord) -> tuple[str, ...]:
    """Return the names of what is special about a word, each once; what the transcriber marked comes first."""
    tags = list(marks_of(word))
    if word.ink in BY_INK:
        tags.append(BY_INK[word.ink])
    if word.origin is Origin.OCR:
        tags.append(ONLY_OCR)
    if word.is_interpolated:
        tags.append(GUESSED)
    return tuple(dict.fromkeys(tags))
