"""TEI P5: one file for a document, with the places of its lines on the scans.

Text is that of the transcript, word for word, in the scan's lines; what the transcriber marked becomes ``unclear``,
``gap``, ``del``, ``stamp``, ``seg`` and the like. What the program made of the ink does not: it may be wrong. Words
that only the engine read are left out, except on pages without transcript: there they stand in an ``ab``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.exports.files import document_name
from pipeline.exports.sheets import ExportDocument, PlacedWord, Sheet
from pipeline.exports.tagging import marks_of
from pipeline.exports.xml import Element, child, root, to_bytes, xml_text
from pipeline.model.geometry import Box

NAMESPACE = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"

WRAPPERS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("struck", "del", {"rend": "strikethrough"}),
    ("stamp", "stamp", {}),
    ("signature", "seg", {"type": "signature"}),
    ("initials", "seg", {"type": "initials"}),
    ("handwriting", "seg", {"type": "handwriting"}),
    ("file-number", "seg", {"type": "file-number"}),
    ("unclear", "unclear", {}),
)
"""Tag, element and attributes; the first that applies encloses the word."""


def export_tei(document: ExportDocument) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the document's TEI file."""
    top = root(NAMESPACE, "TEI")
    _add_header(top, document)
    facsimile = child(top, "facsimile") if document.sheets else None
    body = child(child(top, "text"), "body")
    main = child(body, "div")
    for sheet in document.sheets:
        if facsimile is not None:
            _add_surface(facsimile, sheet)
        child(main, "pb", n=sheet.number, facs=f"#surface_{sheet.number}")
        block = child(main, "p") if sheet.is_transcribed else child(main, "ab", type="ocr")
        for number, line in enumerate(sheet.lines, start=1):
            _add_line(block, sheet.words_of(line), f"#zone_{sheet.number}_{number}", number)
    if not document.sheets:
        child(main, "p")
    yield document_name(document, "tei.xml"), to_bytes(top, is_spaced=False)


def _add_header(top: Element, document: ExportDocument) -> None:
    header = child(top, "teiHeader")
    file = child(header, "fileDesc")
    child(child(file, "titleStmt"), "title", document.id)
    child(child(file, "publicationStmt"), "p", "Made by comparing a transcript with an OCR reading of its scans.")
    source = child(child(file, "sourceDesc"), "list")
    for sheet in document.sheets:
        child(source, "item", f"{sheet.scan.source.name}, SHA-256 {sheet.scan.sha256}")
    if not document.sheets:
        child(source, "item", "no scan")
    history = child(child(child(child(header, "encodingDesc"), "projectDesc"), "p"), "list")
    for name, value in document.history():
        child(history, "item", f"{name}: {value}")
    if document.decisions:
        changes = child(header, "revisionDesc")
        for origin in document.decisions:
            child(changes, "change", f"Corrected by {origin}.")


def _add_surface(facsimile: Element, sheet: Sheet) -> None:
    whole = Box(0, 0, sheet.scan.width, sheet.scan.height)
    surface = child(facsimile, "surface", **_corners(whole))
    surface.set(f"{{{XML}}}id", f"surface_{sheet.number}")
    child(surface, "graphic", url=sheet.scan.source.path, width=f"{whole.width}px", height=f"{whole.height}px")
    for number, line in enumerate(sheet.lines, start=1):
        zone = child(surface, "zone", **_corners(line.box))
        zone.set(f"{{{XML}}}id", f"zone_{sheet.number}_{number}")


def _corners(box: Box) -> dict[str, object]:
    return {"ulx": box.left, "uly": box.top, "lrx": box.right, "lry": box.bottom}


def _add_line(text: Element, words: Sequence[PlacedWord], zone: str, number: int) -> None:
    """Add a line break that points at the line on the scan, then the words there.

    Where the line end cuts a word, no white space comes between its halves.
    """
    is_cut = bool(words) and words[0].hyphen is not None and words[0].hyphen.number == 2
    if is_cut:
        _trim(text)
    child(text, "lb", n=number, facs=zone, **({"break": "no"} if is_cut else {}))
    for kind, group in groupby(words, key=_wrapper):
        _add_group(text, kind, list(group))


def _wrapper(word: PlacedWord) -> int | None:
    """Return which of ``WRAPPERS`` encloses a word, -1 for a gap, None for plain text."""
    tags = marks_of(word)
    if "illegible" in tags:
        return -1
    return next((index for index, (tag, _, _) in enumerate(WRAPPERS) if tag in tags), None)


def _add_group(paragraph: Element, kind: int | None, words: list[PlacedWord]) -> None:
    text = " ".join(word.text for word in words)
    if kind is None:
        _append(paragraph, text + " ")
    elif kind == -1:
        for _ in words:
            _append(child(paragraph, "gap", reason="illegible", extent="unknown"), " ", is_tail=True)
    else:
        _, name, attributes = WRAPPERS[kind]
        _append(child(paragraph, name, text, **attributes), " ", is_tail=True)


def _append(element: Element, text: str, *, is_tail: bool = False) -> None:
    """Add text at the end of an element, or after it."""
    if is_tail:
        element.tail = (element.tail or "") + text
    elif len(element):
        element[-1].tail = (element[-1].tail or "") + xml_text(text)
    else:
        element.text = (element.text or "") + xml_text(text)


def _trim(element: Element) -> None:
    """Drop the white space at the end of an element's text."""
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip()
    else:
        element.text = (element.text or "").rstrip()
