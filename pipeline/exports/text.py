"""Plain text: for each page and for the whole document, in the three readings.

diplomatic   everything that stands on the page, as it stands there
reading      struck words dropped, cut words joined
search       what somebody may look for: the words on one line, struck words after it
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.exports.files import document_name, page_name
from pipeline.exports.sheets import ExportDocument, Sheet, Texts
from pipeline.model.transcript import GAP_TEXT

UNREAD = "[?]"
READINGS = ("diplomatic", "reading", "search")


def export_text(document: ExportDocument) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of three text files for each page and three for the document."""
    for name in READINGS:
        yield document_name(document, f"whole.{name}.txt"), _content(getattr(document.texts, name))
        for sheet in document.sheets:
            yield page_name(document, sheet, f"{name}.txt"), _content(getattr(page_texts(sheet), name))


def page_texts(sheet: Sheet) -> Texts:
    """Return the readings of a page; those of the engine where there is no transcript."""
    if sheet.texts != Texts():
        return sheet.texts
    read = "\n".join(line.text for line in sheet.lines)
    return Texts(read, read, " ".join(read.split()))


def show_gaps(text: str) -> str:
    """Return ``text`` with each gap as a sign that people know: that of By the People for what nobody could read."""
    return text.replace(GAP_TEXT, UNREAD)


def _content(text: str) -> bytes:
    text = show_gaps(text)
    return (text.strip("\n") + "\n" if text.strip() else "").encode("utf-8", "surrogatepass")
