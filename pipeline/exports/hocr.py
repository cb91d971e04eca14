"""hOCR 1.2 as XHTML: one file for a document, for OCRmyPDF, PoCoTo and everything that reads it.

Each word has its box (``bbox``) and, where the engine gave one, its confidence (``x_wconf``, 0–100).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.exports.files import document_name
from pipeline.exports.sheets import ExportDocument, PlacedWord, Sheet
from pipeline.exports.tagging import tags_of
from pipeline.exports.xml import Element, child, root, to_bytes
from pipeline.model.geometry import Box

NAMESPACE = "http://www.w3.org/1999/xhtml"
CAPABILITIES = "ocr_page ocr_carea ocr_line ocrx_word"


def export_hocr(document: ExportDocument) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the document's hOCR file."""
    yield document_name(document, "hocr"), render_hocr(document, document.sheets)


def render_hocr(document: ExportDocument, sheets: Sequence[Sheet]) -> bytes:
    """Return these pages of a document as one hOCR file."""
    top = root(NAMESPACE, "html")
    top.set("lang", "en")
    head = child(top, "head")
    child(head, "title", document.id)
    child(head, "meta", name="ocr-system", content=document.provenance.engine)
    child(head, "meta", name="ocr-capabilities", content=CAPABILITIES)
    for name, value in document.history():
        child(head, "meta", name=f"corrigenda-{name.replace(' ', '-')}", content=value)
    body = child(top, "body")
    for sheet in sheets:
        _add_page(body, sheet)
    return to_bytes(top, b"<!DOCTYPE html>")


def _add_page(body: Element, sheet: Sheet) -> None:
    whole = Box(0, 0, sheet.scan.width, sheet.scan.height)
    name = sheet.scan.source.path.replace("\\", "_").replace('"', "_")
    title = f'image "{name}"; {_box(whole)}; ppageno {sheet.number - 1}'
    if sheet.dpi:
        title += f"; scan_res {sheet.dpi:.0f} {sheet.dpi:.0f}"
    page = child(body, "div", class_="ocr_page", id=f"page_{sheet.number}", title=title)
    for number, block in enumerate(sheet.blocks, start=1):
        area = child(page, "div", class_="ocr_carea", id=f"block_{sheet.number}_{number}", title=_box(block.box))
        for position, line in enumerate(block.lines, start=1):
            identity = f"line_{sheet.number}_{number}_{position}"
            element = child(area, "span", class_="ocr_line", id=identity, title=_box(line.box))
            for place, word in enumerate(line.words, start=1):
                _add_word(element, word, f"word_{identity[5:]}_{place}")


def _add_word(line: Element, word: PlacedWord, identity: str) -> None:
    title = _box(word.box)
    if word.confidence is not None:
        title += f"; x_wconf {word.confidence * 100:.0f}"
    tags = tags_of(word)
    text = word.text + ("-" if word.hyphen and word.hyphen.number == 1 else "")
    element = child(line, "span", text, class_="ocrx_word", id=identity, title=title)
    if tags:  # readers look for the class letter for letter, so what is special about a word stands beside it
        element.set("data-tags", " ".join(tags))


def _box(box: Box) -> str:
    return f"bbox {box.left} {box.top} {box.right} {box.bottom}"
