"""What the ``custom`` and ``type`` attributes of PAGE XML say about a region, a line or a stretch of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.model.transcript import MarkKind
from pipeline.transcripts.conventions.rules import Attributes

CUSTOM = re.compile(r"([A-Za-z][\w-]{0,60}+)\s*+\{([^{}]{0,2000}+)\}")
PAIR = re.compile(r"([A-Za-z][\w-]{0,60}+)\s*+:\s*+([^;]{0,500}+)")
ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})")
"""Transkribus writes characters that its syntax needs, such as ``;``, so."""

STRETCHES: Mapping[str, tuple[MarkKind, Mapping[str, str]]] = {
    "unclear": (MarkKind.UNCLEAR, {"reason": "reason"}),
    "gap": (MarkKind.GAP, {"reason": "reason", "unit": "unit", "quantity": "quantity"}),
    "add": (MarkKind.ADDITION, {"place": "place"}),
    "sic": (MarkKind.CORRECTION, {"correction": "corrected"}),
    "abbrev": (MarkKind.EXPANSION, {"expansion": "expanded"}),
    "supplied": (MarkKind.SUPPLIED, {"reason": "reason"}),
    "blackening": (MarkKind.REDACTION, {}),
    "stamp": (MarkKind.STAMP, {"type": "type"}),
    "signature": (MarkKind.SIGNATURE, {}),
    "handwritten": (MarkKind.HAND, {"place": "place"}),
    "comment": (MarkKind.EDITORIAL_NOTE, {"comment": "text"}),
}
"""Tags with an offset and a length: the kind, and their properties by the attributes of the mark."""

STYLES: Mapping[str, tuple[MarkKind, str]] = {
    "strikethrough": (MarkKind.DELETION, "strikethrough"),
    "bold": (MarkKind.HIGHLIGHT, "bold"),
    "italic": (MarkKind.HIGHLIGHT, "italic"),
    "underlined": (MarkKind.HIGHLIGHT, "underline"),
    "superscript": (MarkKind.HIGHLIGHT, "superscript"),
    "subscript": (MarkKind.HIGHLIGHT, "subscript"),
    "smallCaps": (MarkKind.HIGHLIGHT, "small-caps"),
    "letterSpaced": (MarkKind.HIGHLIGHT, "spaced"),
}
"""Properties of ``textStyle`` that are ``true``."""

STRUCTURES: Mapping[str, tuple[MarkKind, Attributes]] = {
    "stamp": (MarkKind.STAMP, ()),
    "signature": (MarkKind.SIGNATURE, ()),
    "signature-mark": (MarkKind.FOOTER, (("type", "signature-mark"),)),
    "marginalia": (MarkKind.MARGIN, ()),
    "header": (MarkKind.HEADER, ()),
    "footer": (MarkKind.FOOTER, ()),
    "page-number": (MarkKind.FOOTER, (("type", "page-number"),)),
    "catch-word": (MarkKind.FOOTER, (("type", "catchword"),)),
    "heading": (MarkKind.HIGHLIGHT, (("rend", "heading"),)),
    "handwritten-annotation": (MarkKind.HAND, ()),
    "footnote": (MarkKind.MARGIN, (("place", "foot"),)),
}
"""Types of a region or line."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A mark on a stretch of a line's text, in code points."""

    kind: MarkKind
    offset: int
    length: int
    attributes: Attributes


def find_stretches(custom: str) -> Iterator[Stretch]:
    """Yield the marks that a line's ``custom`` attribute puts on its text.

    >>> [(found.kind.value, found.offset, found.length) for found in find_stretches("unclear {offset:4; length:2;}")]
    [('unclear', 4, 2)]
    """
    for tag in CUSTOM.finditer(custom):
        named = {pair[1]: _unescape(pair[2].strip()) for pair in PAIR.finditer(tag[2])}
        offset, length = named.get("offset", ""), named.get("length", "")
        if not offset.isdecimal() or not length.isdecimal():
            continue
        place = int(offset[:9]), int(length[:9])
        if tag[1] in STRETCHES:
            kind, names = STRETCHES[tag[1]]
            attributes = tuple(sorted((ours, named[theirs]) for theirs, ours in names.items() if named.get(theirs)))
            yield Stretch(kind, *place, attributes)
        elif tag[1] == "textStyle":
            for style, (kind, rend) in STYLES.items():
                if named.get(style) == "true":
                    yield Stretch(kind, *place, (("rend", rend),))


def find_structure(values: Mapping[str, str]) -> tuple[MarkKind, Attributes] | None:
    """Return what the attributes of a region or line say it is as a whole, if anything."""
    for tag in CUSTOM.finditer(values.get("custom", "")):
        if tag[1] == "structure":
            named = {pair[1]: pair[2].strip() for pair in PAIR.finditer(tag[2])}
            return STRUCTURES.get(named.get("type", ""))
    if values.get("production", "").startswith("handwritten"):
        return MarkKind.HAND, ()
    return STRUCTURES.get(values.get("type", ""))


def _unescape(value: str) -> str:
    return ESCAPED.sub(lambda code: chr(int(code[1], 16)), value)
