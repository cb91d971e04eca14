"""PAGE 2019-07-15: one file a page, for eScriptorium, LAREX, OCR-D and Transkribus.

``TextEquiv`` index 0 is the text as it stands now, index 1 what the engine read. Stamps, signatures and handwriting
found on the scan are ``GraphicRegion``s.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.exports.files import page_name
from pipeline.exports.sheets import ExportDocument, Origin, PlacedLine, PlacedWord, Sheet
from pipeline.exports.tagging import tags_of
from pipeline.exports.xml import Element, child, root, to_bytes
from pipeline.model.geometry import Box
from pipeline.model.page import InkKind

NAMESPACE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
UNDATED = "1970-01-01T00:00:00"
"""The schema wants a date; the program never asks the clock, so that the same input gives the same bytes."""

GRAPHICS = {
    InkKind.STAMP: "stamp",
    InkKind.SIGNATURE: "signature",
    InkKind.HAND: "handwritten-annotation",
}


def export_page(document: ExportDocument) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of a PAGE file for each page."""
    for sheet in document.sheets:
        yield page_name(document, sheet, "page.xml"), _render(document, sheet)


def _render(document: ExportDocument, sheet: Sheet) -> bytes:
    top = root(NAMESPACE, "PcGts")
    metadata = child(top, "Metadata")
    child(metadata, "Creator", document.provenance.program)
    child(metadata, "Created", UNDATED)
    child(metadata, "LastChange", UNDATED)
    for name, value in (("scan sha256", sheet.scan.sha256), *document.history()):
        child(metadata, "MetadataItem", type="processingStep", name=name, value=value)
    page = child(
        top,
        "Page",
        imageFilename=sheet.scan.source.path,
        imageWidth=sheet.scan.width,
        imageHeight=sheet.scan.height,
    )
    if sheet.blocks:
        order = child(child(page, "ReadingOrder"), "OrderedGroup", id="order")
        for number in range(len(sheet.blocks)):
            child(order, "RegionRefIndexed", index=number, regionRef=f"region_{number + 1}")
    _add_graphics(page, sheet)
    for number, block in enumerate(sheet.blocks, start=1):
        region = child(page, "TextRegion", id=f"region_{number}")
        _add_coords(region, block.box)
        for position, line in enumerate(block.lines, start=1):
            _add_line(region, line, f"line_{number}_{position}")
        _add_text(region, "\n".join(line.text for line in block.lines), "", None)
    return to_bytes(top)


def _add_graphics(page: Element, sheet: Sheet) -> None:
    graphics = [patch for patch in sheet.patches if patch.kind in GRAPHICS and patch.box.area]
    for number, patch in enumerate(graphics, start=1):
        region = child(page, "GraphicRegion", id=f"graphic_{number}", type=GRAPHICS[patch.kind])
        _add_coords(region, patch.box)


def _add_line(region: Element, line: PlacedLine, identity: str) -> None:
    element = child(region, "TextLine", id=identity)
    _add_coords(element, line.box)
    for number, word in enumerate(line.words, start=1):
        _add_word(element, word, f"{identity}_{number}")
    ocr = " ".join(word.ocr for word in line.words if word.ocr)
    _add_text(element, line.text, ocr if any(word.origin is Origin.TRANSCRIPT for word in line.words) else "", None)


def _add_word(line: Element, word: PlacedWord, identity: str) -> None:
    tags = tags_of(word)
    element = child(
        line,
        "Word",
        id=identity,
        custom=f"structure {{type:{'+'.join(tags)};}}" if tags else None,
        production="handwritten-cursive" if {"handwriting", "signature", "initials"} & set(tags) else None,
    )
    _add_coords(element, word.box)
    _add_text(element, word.text, word.ocr if word.origin is Origin.TRANSCRIPT else "", word.confidence)
    if "struck" in tags:
        child(element, "TextStyle", strikethrough="true")


def _add_text(parent: Element, text: str, ocr: str, confidence: float | None) -> None:
    """Add the text as it stands now, and what the engine read; the confidence belongs to the latter."""
    sure = None if confidence is None else f"{confidence:.3f}"
    child(child(parent, "TextEquiv", index=0, conf=None if ocr else sure), "Unicode", text)
    if ocr:
        child(child(parent, "TextEquiv", index=1, conf=sure), "Unicode", ocr)


def _add_coords(parent: Element, box: Box) -> None:
    corners = ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
    child(parent, "Coords", points=" ".join(f"{x},{y}" for x, y in corners))
