"""hOCR 1.2.

http://kba.github.io/hocr-spec/1.2/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.ocr.files.building import Sheet, make_line, make_region, number, with_readings
from pipeline.ocr.files.order import by_index
from pipeline.text.xml import Element, local_name

_LINES = ("ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat")
_AREAS = ("ocr_carea", "ocrx_block")
_NUMBER = r"(-?[\w.+-]+)"
_BBOX = re.compile(rf"\bbbox\s+{_NUMBER}\s+{_NUMBER}\s+{_NUMBER}\s+{_NUMBER}")
_CONFIDENCE = re.compile(rf"\bx_wconf\s+{_NUMBER}")
_ORDER = re.compile(r"\border\s+(\S+?);?(?:\s|$)")
_RESOLUTION = re.compile(r"\bscan_res\s+(\d+)")
SOFT_HYPHEN = "\u00ad"


def read_hocr(root: Element) -> tuple[Page, ...]:
    """Return the pages of an hOCR document."""
    engine = _engine(root)
    return tuple(_page(page, engine) for page in _of_class(root, ("ocr_page",)))


def _page(page: Element, engine: EngineInfo) -> Page:
    edges = [number(edge) for edge in _edges(page) or ()]
    width, height = (round(edge or 0) for edge in (edges[2:] if len(edges) == 4 else (0, 0)))
    if width < 1 or height < 1:
        width, height = _extent(page)
    sheet = Sheet(width, height)
    areas = list(_of_class(page, _AREAS))
    ordered = by_index([(_found(_ORDER, area), area) for area in areas], sheet)
    loose = [line for line in _of_class(page, _LINES) if not _lies_in(line, areas)]
    regions = [region for area in ordered for region in _region(area, list(_of_class(area, _LINES)), sheet)]
    regions += _region(page, loose, sheet)
    resolution = _found(_RESOLUTION, page)
    dpi = float(resolution) if resolution and float(resolution) > 0 else None
    return Page(width, height, tuple(regions), engine, dpi, notes=sheet.notes())


def _region(area: Element, lines: list[Element], sheet: Sheet) -> tuple[Region, ...]:
    read = [line for element in lines for line in _line(element, sheet)]
    return make_region(read, _box(area, sheet))


def _line(line: Element, sheet: Sheet) -> tuple[Line, ...]:
    elements = list(_of_class(line, ("ocrx_word",)))
    words = [word for element in elements for word in _word(element, sheet)]
    if not elements:
        words = list(_word(line, sheet))
    if words and words[-1].text.endswith(SOFT_HYPHEN) and len(words[-1].text) > 1:
        last = words[-1]
        text = last.text.removesuffix(SOFT_HYPHEN) + "-"
        words[-1] = Word(text, last.box, last.confidence, readings=last.readings)
    return make_line(words, _box(line, sheet))


def _word(element: Element, sheet: Sheet) -> tuple[Word, ...]:
    """Return the words of an element: the first of alternatives, with the others as further readings."""
    confidence = sheet.confidence(_found(_CONFIDENCE, element), most=100)
    others = [("".join(map(str, each.itertext())), None) for each in element.iter() if _is_alternative(each)]
    return with_readings(sheet.words(_text(element), _box(element, sheet), confidence), others)


def _text(element: Element) -> str:
    """Return an element's text without that of its alternatives."""
    if _is_alternative(element):
        return ""
    return (element.text or "") + "".join(_text(child) + (child.tail or "") for child in element)


def _is_alternative(element: Element) -> bool:
    return local_name(element) == "del" and "alt" in element.get("class", "").split()


def _lies_in(element: Element, areas: list[Element]) -> bool:
    return any(ancestor in areas for ancestor in element.iterancestors())


def _box(element: Element, sheet: Sheet) -> Box | None:
    edges = _edges(element)
    return None if edges is None else sheet.box(edges)


def _edges(element: Element) -> tuple[str, ...] | None:
    found = _BBOX.search(element.get("title", ""))
    return tuple(map(str, found.groups())) if found else None


def _extent(page: Element) -> tuple[int, int]:
    """Return the size that all boxes on a page need, where it does not say its own."""
    corners = [(number(edges[2]), number(edges[3])) for each in page.iter() if (edges := _edges(each))]
    return (
        max((round(right) for right, _ in corners if right and right >= 1), default=1),
        max((round(bottom) for _, bottom in corners if bottom and bottom >= 1), default=1),
    )


def _found(pattern: re.Pattern[str], element: Element) -> str | None:
    found = pattern.search(element.get("title", ""))
    return found.group(1) if found else None


def _of_class(root: Element, names: tuple[str, ...]) -> Iterator[Element]:
    return (each for each in root.iter() if not set(names).isdisjoint(each.get("class", "").split()))


def _engine(root: Element) -> EngineInfo:
    for meta in root.iter("{*}meta"):
        if meta.get("name") == "ocr-system":
            name, _, version = meta.get("content", "").partition(" ")
            return EngineInfo(name, version, "")
    return EngineInfo("hOCR", "", "")
