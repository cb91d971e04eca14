"""ALTO, versions 2 to 4.

https://www.loc.gov/standards/alto/ Units other than pixels are kept as they are; ``boxes.on_disk`` brings a page to the
size of its scan.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.geometry import Box, surround
from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.ocr.files.building import Sheet, make_line, make_region, number, of_kind, with_readings
from pipeline.ocr.files.order import in_order
from pipeline.text.xml import Element, local_name

HYPHENS = "-\u00ad\u2010\u2011\u00ac"
_BLOCKS = "TextBlock"
_AREAS = ("TopMargin", "LeftMargin", "PrintSpace", "RightMargin", "BottomMargin")


def read_alto(root: Element) -> tuple[Page, ...]:
    """Return the pages of an ALTO document."""
    engine = _engine(root)
    tags = {
        tag.get("ID", ""): tag.get("LABEL", "")
        for tags in _all(root, "Tags")
        for tag in tags
        if tag.get("ID") is not None
    }
    return tuple(_page(page, engine, tags) for page in _all(root, "Page"))


def _page(page: Element, engine: EngineInfo, tags: dict[str, str]) -> Page:
    sheet = Sheet(*_size(page))
    blocks = [block for area in page if local_name(area) in _AREAS for block in _all(area, _BLOCKS)]
    parts = [(block.get("ID", ""), _region(block, sheet, tags)) for block in blocks]
    ordered = in_order(parts, _order(page, blocks), sheet)
    regions = tuple(region for found in ordered for region in found)
    return Page(sheet.width, sheet.height, regions, engine, notes=sheet.notes())


def _size(page: Element) -> tuple[int, int]:
    """Return the page's size; where it is not said, that of its print space or of all that lies on it."""
    for element in (page, *_all(page, "PrintSpace")):
        width, height = number(element.get("WIDTH")), number(element.get("HEIGHT"))
        if width and height and width >= 1 and height >= 1:
            return round(width), round(height)
    edges = [edges for element in page.iter() if (edges := _edges(element))]
    return (
        max((round(right) for _, _, right, _ in edges), default=1),
        max((round(bottom) for _, _, _, bottom in edges), default=1),
    )


def _order(page: Element, blocks: list[Element]) -> list[str]:
    """Return the blocks' ids in reading order, as far as the file says: by ReadingOrder (4.3), or by IDNEXT."""
    said = [element.get("REF", "") for order in _all(page, "ReadingOrder") for element in _all(order, "ElementRef")]
    if said:
        return said
    following = {block.get("ID", ""): block.get("IDNEXT") for block in blocks}
    if not any(following.values()):
        return [block.get("ID", "") for block in blocks]
    later = set(following.values())
    order: list[str] = []
    for start in sorted(following, key=lambda each: each in later):  # stable: chains begin with what follows nothing
        step: str | None = start
        while step in following and step not in order:
            order.append(step)
            step = following[step]
    return order


def _region(block: Element, sheet: Sheet, tags: dict[str, str]) -> tuple[Region, ...]:
    kind = _kind(block, tags)
    lines = [line for element in _all(block, "TextLine") for line in _line(element, sheet, tags, kind)]
    return make_region(lines, _box(block, sheet), kind or "text")


def _line(line: Element, sheet: Sheet, tags: dict[str, str], region_kind: str) -> tuple[Line, ...]:
    words: list[Word] = []
    for element in line:
        if local_name(element) == "String":
            words.extend(_words(element, sheet))
        elif local_name(element) == "HYP" and words:
            words[-1] = _hyphenated(words[-1], element, sheet)
    return make_line(of_kind(tuple(words), _kind(line, tags) or region_kind), _box(line, sheet))


def _words(string: Element, sheet: Sheet) -> tuple[Word, ...]:
    confidence = sheet.confidence(string.get("WC"))
    if string.get("WC") is None:
        confidence = _by_characters(string.get("CC"))
    words = sheet.words(string.get("CONTENT", ""), _box(string, sheet), confidence)
    alternatives = [(other.text or "", None) for other in _all(string, "ALTERNATIVE")]
    return with_readings(words, alternatives)


def _by_characters(digits: str | None) -> float | None:
    """Return the mean confidence of characters: each a digit from 0, sure, to 9, unsure."""
    doubts = [int(digit) for digit in digits or "" if digit.isdecimal()]
    return 1 - sum(doubts) / (9 * len(doubts)) if doubts else None


def _hyphenated(word: Word, hyphen: Element, sheet: Sheet) -> Word:
    """Return the first part of a divided word with its hyphen, as it stands on the page."""
    box = _box(hyphen, sheet)
    around = surround([word.box, box]) if word.box and box else word.box
    text = word.text if word.text[-1] in HYPHENS else word.text + "-"
    return Word(text, around, word.confidence, readings=word.readings)


def _kind(element: Element, tags: dict[str, str]) -> str:
    """Return the labels of an element's tags."""
    return " ".join(tags[reference] for reference in element.get("TAGREFS", "").split() if tags.get(reference))


def _box(element: Element, sheet: Sheet) -> Box | None:
    is_said = element.get("HPOS") is not None or element.get("WIDTH") is not None
    return sheet.box(_edges(element) or ()) if is_said else None


def _edges(element: Element) -> tuple[float, float, float, float] | None:
    left, top, width, height = (number(element.get(name)) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    if left is None or top is None or width is None or height is None:
        return None
    return left, top, left + width, top + height


def _engine(root: Element) -> EngineInfo:
    software = next(_all(root, "softwareName"), None)
    version = next(_all(root, "softwareVersion"), None)
    name = (software.text or "").strip() if software is not None else ""
    return EngineInfo(name or "ALTO", (version.text or "").strip() if version is not None else "", "")


def _all(element: Element, name: str) -> Iterator[Element]:
    return (each for each in element.iter("{*}" + name))
