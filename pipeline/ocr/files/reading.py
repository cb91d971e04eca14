"""Reading a page file of whatever format: ALTO, PAGE, hOCR, ABBYY XML, or Tesseract's TSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.errors import PageFileError, RecognitionError
from pipeline.model.page import EngineInfo, Page
from pipeline.ocr.files.abbyy import read_abbyy
from pipeline.ocr.files.alto import read_alto
from pipeline.ocr.files.hocr import read_hocr
from pipeline.ocr.files.page_xml import read_page_xml
from pipeline.ocr.tsv import COLUMNS, parse_tsv
from pipeline.text.xml import LEFT_OUT, Element, local_name, parse_html, parse_xml

FORMATS: tuple[tuple[str, str, Callable[[Element], tuple[Page, ...]]], ...] = (
    ("alto", "ALTO", read_alto),
    ("PcGts", "PAGE", read_page_xml),
    ("html", "hOCR", read_hocr),
    ("document", "ABBYY", read_abbyy),
)
"""Name of the root element, the format's name, and its reader."""
READ_AS_HTML = "the file is no well-formed XML and was read as HTML, which may have mended it"
SUFFIXES = (".alto.xml", ".page.xml", ".hocr", ".html", ".htm", ".xml", ".tsv")
"""How the names of page files end."""


def read_page_file(content: bytes, name: str) -> tuple[Page, ...]:
    """Return the pages that a file of an OCR engine describes, in its order; boxes in the file's own units.

    ``boxes.on_disk`` brings them to the size of the scan. Raises ``PageFileError`` for a file that is damaged or of no
    known format; it is never taken for plain text.
    """
    if content.removeprefix(b"\xef\xbb\xbf").startswith(COLUMNS.encode()):
        return (_read_tsv(content.removeprefix(b"\xef\xbb\xbf"), name),)
    root, notes = _parse(content, name)
    for tag, _, reader in FORMATS:
        if local_name(root) == tag:
            pages = _sound(reader(root), name)
            return tuple(replace(page, notes=(*notes, *page.notes)) for page in pages)
    known = ", ".join(title for _, title, _ in FORMATS)
    what = f"holds a <{local_name(root)[:40]}>, which is none of {known}"
    raise PageFileError(what, where=name, advice=LEFT_OUT)


def _sound(pages: tuple[Page, ...], name: str) -> tuple[Page, ...]:
    if not pages:
        raise PageFileError("describes no page", where=name, advice=LEFT_OUT)
    return pages


def _parse(content: bytes, name: str) -> tuple[Element, tuple[str, ...]]:
    """Return the root, and what is to be noted: hOCR that is not well-formed XML is read as HTML."""
    try:
        return parse_xml(content, name), ()
    except PageFileError:
        if b"<html" not in content[:4096].lower() or b"<!entity" in content[:65536].lower():
            raise
        return parse_html(content, name), (READ_AS_HTML,)


def _read_tsv(content: bytes, name: str) -> Page:
    try:
        return parse_tsv(content, EngineInfo("tesseract", "", ""))
    except RecognitionError as error:
        raise PageFileError(error.what, where=name, advice=LEFT_OUT) from error
