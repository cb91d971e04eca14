"""The kinds of marks, with what each means and the attributes it may carry: the table of the documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model.transcript import MarkKind


@dataclass(frozen=True, slots=True)
class Entry:
    """What a kind means, and the names of its attributes."""

    meaning: str
    attributes: tuple[str, ...] = ()


VOCABULARY: Mapping[MarkKind, Entry] = {
    MarkKind.GAP: Entry(
        "something stands here that nobody could read", ("reason", "unit", "quantity", "precision", "mask", "text")
    ),
    MarkKind.UNCLEAR: Entry("a doubtful reading", ("certainty", "reason", "mask", "text")),
    MarkKind.DELETION: Entry("struck out on the page", ("rend", "text")),
    MarkKind.ADDITION: Entry("put in later, between the lines or in the margin", ("place", "hand", "text")),
    MarkKind.STAMP: Entry("a stamp", ("type", "text")),
    MarkKind.HAND: Entry("written by hand on a typed or printed page", ("place", "medium", "hand", "text")),
    MarkKind.SIGNATURE: Entry("a signature", ("form", "text")),
    MarkKind.INITIALS: Entry("initials that sign a page or a stamp", ("reason", "text")),
    MarkKind.REDACTION: Entry("blacked out or withheld", ("reason", "unit", "quantity", "authority", "text")),
    MarkKind.FORM_LABEL: Entry("the printed label of a form field", ("text",)),
    MarkKind.BLANK: Entry("a form field left empty", ("width", "unit", "quantity")),
    MarkKind.HIGHLIGHT: Entry("set off by its type: bold, underlined, a heading", ("rend", "level", "target")),
    MarkKind.MARGIN: Entry("in the margin, or a note outside the text", ("place", "number", "text")),
    MarkKind.HEADER: Entry("a running head", ("place", "type")),
    MarkKind.FOOTER: Entry("a running foot or page number", ("place", "type")),
    MarkKind.FILE_NUMBER: Entry("the number under which it was filed", ("type",)),
    MarkKind.HYPHEN: Entry("a word cut at the end of a line or page", ("glyph", "join", "across")),
    MarkKind.PAGE_BREAK: Entry("a new page begins", ("number", "image", "proofreaders", "reason")),
    MarkKind.FIGURE: Entry("a picture, seal, drawing or sign", ("type", "caption", "text", "image")),
    MarkKind.TABLE: Entry("rows and cells", ("columns", "rows", "syntax", "text")),
    MarkKind.LANGUAGE: Entry("in another language or script", ("language", "text")),
    MarkKind.CORRECTION: Entry("an error of the page, or what it should read", ("corrected", "original", "text")),
    MarkKind.EXPANSION: Entry("an abbreviation, or what it stands for", ("expanded", "original", "text")),
    MarkKind.SUPPLIED: Entry("not on the page: supplied by the transcriber", ("reason", "text")),
    MarkKind.EDITORIAL_NOTE: Entry("the transcriber's own words", ("type", "target", "text")),
    MarkKind.LITERAL_BRACKET: Entry("brackets that stand on the page", ("text",)),
    MarkKind.AMBIGUOUS_BRACKET: Entry("brackets of which the convention does not say enough", ("text",)),
    MarkKind.PLACEHOLDER: Entry("a model copied its instructions", ("text",)),
    MarkKind.ERROR: Entry("markup or characters that cannot be meant", ("code", "character", "reading")),
}

ERROR_CODES: Mapping[str, str] = {
    "unbalanced": "a delimiter without its other half",
    "too-deep": "brackets within brackets, deeper than anybody types",
    "unknown-tag": "an element that the convention does not know",
    "mojibake": "characters of a wrong encoding, such as â€™ for ’",
    "unprintable": "a control character, half a character, or one that Unicode leaves out",
    "combining-storm": "more than 30 combining characters on one letter",
}
"""What the ``code`` of an error may be."""
