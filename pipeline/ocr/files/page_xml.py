"""PAGE XML, of 2010 to 2019.

https://github.com/PRImA-Research-Lab/PAGE-XML
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, Line, Page, Patch, Region, Word
from pipeline.ocr.files.building import (
    INK_WEIGHT,
    WORDS_DIFFER,
    Sheet,
    ink_kind,
    make_line,
    make_region,
    number,
    of_kind,
    points_box,
    with_readings,
)
from pipeline.ocr.files.order import by_index, in_order
from pipeline.text.xml import Element, local_name

_GROUPS = ("OrderedGroup", "UnorderedGroup", "OrderedGroupIndexed", "UnorderedGroupIndexed")
_CUSTOM_ORDER = re.compile(r"readingOrder\s*\{\s*index\s*:\s*([^;}]*)")
_CUSTOM_KIND = re.compile(r"structure\s*\{[^}]*type\s*:\s*([^;}]*)")


def read_page_xml(root: Element) -> tuple[Page, ...]:
    """Return the page of a PAGE document."""
    creator = next(root.iter("{*}Creator"), None)
    engine = EngineInfo((creator.text or "").strip() if creator is not None else "", "", "")
    return tuple(_page(page, engine) for page in root.iter("{*}Page"))


def _page(page: Element, engine: EngineInfo) -> Page:
    width, height = number(page.get("imageWidth")), number(page.get("imageHeight"))
    sheet = Sheet(max(round(width or 0), 1), max(round(height or 0), 1))
    regions = list(page.iter("{*}TextRegion"))
    parts = [(region.get("id", ""), _region(region, sheet)) for region in regions]
    order = [reference for order in _children(page, "ReadingOrder") for reference in _references(order, sheet)]
    if order:
        ordered = in_order(parts, order, sheet)
    else:
        places = [_custom(region, _CUSTOM_ORDER) for region in regions]
        ordered = by_index([(place, part) for place, (_, part) in zip(places, parts, strict=True)], sheet)
    flat = tuple(region for found in ordered for region in found)
    return Page(sheet.width, sheet.height, flat, engine, patches=_patches(page, sheet), notes=sheet.notes())


def _references(group: Element, sheet: Sheet) -> Iterator[str]:
    """Yield the ids of regions in the order that a group and the groups within it give."""
    entries = [entry for entry in group if local_name(entry) in _GROUPS or entry.get("regionRef") is not None]
    for entry in by_index([(entry.get("index"), entry) for entry in entries], sheet):
        if entry.get("regionRef") is not None and local_name(entry) not in _GROUPS:
            yield entry.get("regionRef", "")
        yield from _references(entry, sheet)


def _region(region: Element, sheet: Sheet) -> tuple[Region, ...]:
    """Return a region without those nested in it, which are regions of their own."""
    kind = " ".join(filter(None, (region.get("type"), region.get("production"), _custom(region, _CUSTOM_KIND))))
    elements = _children(region, "TextLine")
    places = [element.get("index") or _custom(element, _CUSTOM_ORDER) for element in elements]
    ordered = by_index(list(zip(places, elements, strict=True)), sheet)
    lines = [line for element in ordered for line in _line(element, sheet, kind)]
    if not lines:
        text, confidence, _ = _readings(region, sheet)
        rows = (sheet.words(row, None, confidence) for row in text.split("\n"))
        lines = [line for words in rows for line in make_line(of_kind(words, kind), None)]
    return make_region(lines, _box(region, sheet), region.get("type") or "text")


def _line(line: Element, sheet: Sheet, region_kind: str) -> tuple[Line, ...]:
    text, confidence, _ = _readings(line, sheet)
    words = [word for element in _children(line, "Word") for word in _word(element, sheet)]
    if not words:
        words = list(sheet.words(text, _box(line, sheet), confidence))
    elif text.strip() and " ".join(text.split()) != " ".join(word.text for word in words):
        sheet.note(WORDS_DIFFER)
    kind = " ".join(filter(None, (line.get("production"), _custom(line, _CUSTOM_KIND)))) or region_kind
    return make_line(of_kind(tuple(words), kind), _box(line, sheet))


def _word(word: Element, sheet: Sheet) -> tuple[Word, ...]:
    text, confidence, others = _readings(word, sheet)
    return with_readings(sheet.words(text, _box(word, sheet), confidence), others)


def _readings(element: Element, sheet: Sheet) -> tuple[str, float | None, list[tuple[str, float | None]]]:
    """Return the first text of an element by its index, its confidence, and the others."""
    equivalents = _children(element, "TextEquiv")
    ordered = by_index([(each.get("index"), each) for each in equivalents], sheet)
    found = [(_text(each), sheet.confidence(each.get("conf"))) for each in ordered]
    if not found:
        return "", None, []
    return found[0][0], found[0][1], [other for other in found[1:] if other[0] != found[0][0]]


def _text(equivalent: Element) -> str:
    for name in ("Unicode", "PlainText"):
        for element in _children(equivalent, name):
            if element.text:
                return element.text
    return ""


def _patches(page: Element, sheet: Sheet) -> tuple[Patch, ...]:
    """Return the regions without text that say they are a stamp, a signature or handwriting."""
    found = []
    for region in page.iter("{*}GraphicRegion"):
        kind, box = ink_kind(region.get("type", "")), _box(region, sheet)
        if kind is not None and box is not None:
            found.append(Patch(kind, box, INK_WEIGHT, why=f"the page file says {region.get('type')}"))
    return tuple(found)


def _box(element: Element, sheet: Sheet) -> Box | None:
    """Return the box around an element's outline: an attribute since 2013, child elements before."""
    for coordinates in _children(element, "Coords"):
        points = coordinates.get("points")
        if points is None:
            points = " ".join(f"{point.get('x')},{point.get('y')}" for point in _children(coordinates, "Point"))
        return sheet.box(points_box(points) or ())
    return None


def _custom(element: Element, pattern: re.Pattern[str]) -> str | None:
    """Return a value from the attribute in which Transkribus keeps what PAGE has no place for."""
    found = pattern.search(element.get("custom", ""))
    return found.group(1).strip() if found else None


def _children(element: Element, name: str) -> list[Element]:
    return [child for child in element if local_name(child) == name]
