"""ALTO 4.2: one file a page, for newspaper platforms, Transkribus and FromThePage.

Corrected words bear ``CS="true"``, words cut by a line end ``SUBS_TYPE`` and ``SUBS_CONTENT``, what the engine read
instead stands in ``ALTERNATIVE``. Tags tell stamps, handwriting, signatures and struck text, and words whose box is
only a guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.exports.files import page_name
from pipeline.exports.sheets import ExportDocument, Origin, PlacedLine, PlacedWord, Sheet
from pipeline.exports.tagging import tags_of
from pipeline.exports.xml import Element, child, root, to_bytes
from pipeline.model.geometry import Box

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-2.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def export_alto(document: ExportDocument) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of an ALTO file for each page."""
    for sheet in document.sheets:
        yield page_name(document, sheet, "alto.xml"), _render(document, sheet)


def _render(document: ExportDocument, sheet: Sheet) -> bytes:
    top = root(NAMESPACE, "alto", xsi=XSI)
    top.set(f"{{{XSI}}}schemaLocation", f"{NAMESPACE} {SCHEMA}")
    _describe(top, document, sheet)
    names = sorted({tag for word in sheet.words for tag in tags_of(word)})
    tags = child(top, "Tags") if names else None
    if tags is not None:
        for name in names:
            child(tags, "OtherTag", ID=f"tag_{name}", LABEL=name)
    layout = child(top, "Layout")
    page = child(
        layout,
        "Page",
        ID="page",
        PHYSICAL_IMG_NR=sheet.number,
        WIDTH=sheet.scan.width,
        HEIGHT=sheet.scan.height,
        PROCESSINGREFS="reading compared",
    )
    space = child(page, "PrintSpace", **_place(Box(0, 0, sheet.scan.width, sheet.scan.height)))
    for number, block in enumerate(sheet.blocks, start=1):
        text_block = child(space, "TextBlock", ID=f"block_{number}", **_place(block.box))
        for position, line in enumerate(block.lines, start=1):
            _add_line(text_block, line, f"line_{number}_{position}")
    return to_bytes(top)


def _describe(top: Element, document: ExportDocument, sheet: Sheet) -> None:
    """Add units, the scan and its checksum, and how the text came about."""
    description = child(top, "Description")
    child(description, "MeasurementUnit", "pixel")
    source = child(description, "sourceImageInformation")
    child(source, "fileName", sheet.scan.source.path)
    child(source, "fileIdentifier", f"sha256:{sheet.scan.sha256}", fileIdentifierLocation="checksum of the scan")
    reading = child(description, "Processing", ID="reading")
    child(reading, "processingCategory", "contentGeneration")
    child(reading, "processingStepDescription", "optical character recognition")
    software = child(reading, "processingSoftware")
    child(software, "softwareName", sheet.engine)
    compared = child(description, "Processing", ID="compared")
    child(compared, "processingCategory", "contentModification")
    child(compared, "processingStepDescription", "laid beside a transcript; decisions of reviewers applied")
    child(compared, "processingStepSettings", "; ".join(f"{name}: {value}" for name, value in document.history()))
    software = child(compared, "processingSoftware")
    child(software, "softwareName", document.provenance.program)


def _add_line(block: Element, line: PlacedLine, identity: str) -> None:
    element = child(block, "TextLine", ID=identity, **_place(line.box))
    for number, word in enumerate(line.words, start=1):
        if number > 1:
            child(element, "SP")
        _add_word(element, word, f"{identity}_{number}")


def _add_word(line: Element, word: PlacedWord, identity: str) -> None:
    part = word.hyphen
    string = child(
        line,
        "String",
        ID=identity,
        CONTENT=word.text,
        **_place(word.box),
        WC=None if word.confidence is None else f"{word.confidence:.3f}",
        CS="true" if word.is_corrected else None,
        SUBS_TYPE=f"HypPart{part.number}" if part else None,
        SUBS_CONTENT=part.whole if part else None,
        TAGREFS=" ".join(f"tag_{tag}" for tag in tags_of(word)) or None,
    )
    others = [word.ocr] if word.origin is Origin.TRANSCRIPT and word.ocr not in ("", word.text) else []
    for text in dict.fromkeys([*others, *(reading.text for reading in word.readings)]):
        child(string, "ALTERNATIVE", text)
    if part and part.number == 1:
        child(line, "HYP", CONTENT="-")


def _place(box: Box) -> dict[str, object]:
    return {"HPOS": box.left, "VPOS": box.top, "WIDTH": box.width, "HEIGHT": box.height}
