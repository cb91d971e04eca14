"""Searchable PDF: the scans as they are, and under them, unseen, the text as it stands now, word by word in its box.

The image is put in without being encoded again; the text is laid by OCRmyPDF's renderer, which has a font without
glyphs for every script. Both come with the extra ``pdf``.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import MissingDependencyError, what_to_type
from pipeline.exports.files import document_name
from pipeline.exports.sheets import ExportDocument, PlacedLine, PlacedWord, Sheet
from pipeline.model.geometry import Box

if TYPE_CHECKING:
    from ocrmypdf.models.ocr_element import OcrElement

ASSUMED_DPI = 300.0

Picture = Callable[[Sheet], bytes]
"""Gives the image of a page as a file that can stand in a PDF: the scan itself where that is possible."""


def export_pdf(document: ExportDocument, picture: Picture) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the document's PDF; none for a document without pages."""
    try:
        import img2pdf
        import pikepdf
    except ImportError as error:
        raise MissingDependencyError(
            "searchable PDF needs an extra", where=error.name or "", advice=what_to_type("pdf")
        ) from error
    if not document.sheets:
        return
    with pikepdf.new() as whole:
        for sheet in document.sheets:
            dpi = sheet.dpi or ASSUMED_DPI
            layout = img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))
            image = img2pdf.convert(picture(sheet), layout_fun=layout, nodate=True, rotation=img2pdf.Rotation.ifvalid)
            with pikepdf.open(io.BytesIO(image)) as imaged, pikepdf.open(io.BytesIO(_text_layer(sheet, dpi))) as text:
                whole.pages.append(imaged.pages[0])
                page = whole.pages[-1]
                layer = whole.copy_foreign(text.pages[0].as_form_xobject())
                page.add_resource(layer, pikepdf.Name.XObject, pikepdf.Name("/Text"))
                page.contents_add(b"q /Text Do Q", prepend=True)
        whole.docinfo["/Title"] = document.id
        whole.docinfo["/Producer"] = document.provenance.program
        whole.docinfo["/Keywords"] = "; ".join(f"{name}: {value}" for name, value in document.history())
        buffer = io.BytesIO()
        whole.save(buffer, deterministic_id=True)
    yield document_name(document, "pdf"), buffer.getvalue()


def _text_layer(sheet: Sheet, dpi: float) -> bytes:
    """Return a PDF of one page of the sheet's size that holds its words, invisible."""
    from ocrmypdf.font import BuiltinFontProvider, MultiFontManager
    from ocrmypdf.fpdf_renderer import Fpdf2PdfRenderer

    page = _element("ocr_page", Box(0, 0, sheet.scan.width, sheet.scan.height), dpi=dpi)
    page.children = [_line(line) for line in sheet.lines]
    fonts = MultiFontManager(font_provider=BuiltinFontProvider())
    with tempfile.TemporaryDirectory(prefix="corrigenda-pdf-") as folder:
        path = Path(folder, "text.pdf")
        Fpdf2PdfRenderer(page, dpi, fonts).render(path)
        return path.read_bytes()


def _line(line: PlacedLine) -> OcrElement:
    element = _element("ocr_line", line.box)
    element.children = [_word(word) for word in line.words]
    return element


def _word(word: PlacedWord) -> OcrElement:
    is_first_part = word.hyphen is not None and word.hyphen.number == 1
    return _element("ocrx_word", word.box, text=word.text + ("-" if is_first_part else ""))


def _element(kind: str, box: Box, **values: Any) -> OcrElement:
    from ocrmypdf.models.ocr_element import BoundingBox, OcrElement

    return OcrElement(kind, bbox=BoundingBox(box.left, box.top, box.right, box.bottom), **values)
