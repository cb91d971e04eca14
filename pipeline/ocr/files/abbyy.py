"""ABBYY FineReader XML, schemas 6 to 10: one element for each character."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.model.geometry import Box, surround
from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.ocr.files.building import Sheet, make_line, make_region, number, with_readings
from pipeline.text.xml import Element, local_name

LINE_END_HYPHEN = "\u00ac"
"""How FineReader writes the hyphen of a word divided at a line's end."""


def read_abbyy(root: Element) -> tuple[Page, ...]:
    """Return the pages of a FineReader document."""
    name, _, version = root.get("producer", "FineReader").partition(" ")
    engine = EngineInfo(name, version, "")
    return tuple(_page(page, engine) for page in root.iter("{*}page"))


def _page(page: Element, engine: EngineInfo) -> Page:
    width, height = number(page.get("width")), number(page.get("height"))
    sheet = Sheet(max(round(width or 0), 1), max(round(height or 0), 1))
    regions = tuple(region for block in page.iter("{*}block") for region in _region(block, sheet))
    resolution = number(page.get("resolution"))
    dpi = resolution if resolution and resolution > 0 else None
    return Page(sheet.width, sheet.height, regions, engine, dpi, notes=sheet.notes())


def _region(block: Element, sheet: Sheet) -> tuple[Region, ...]:
    lines = [line for element in block.iter("{*}line") for line in _line(element, sheet)]
    return make_region(lines, _box(block, sheet), block.get("blockType", "text").lower())


@dataclass(slots=True)
class _Letters:
    """The characters of one word."""

    text: str = ""
    boxes: list[Box] = field(default_factory=list)
    confidences: list[float] = field(default_factory=list)
    others: list[tuple[str, float | None]] = field(default_factory=list)

    def add(self, character: Element, text: str, sheet: Sheet) -> None:
        self.text += text
        self.others.extend(_variants(character))
        if box := _box(character, sheet):
            self.boxes.append(box)
        if (confidence := sheet.confidence(character.get("charConfidence"), most=100)) is not None:
            self.confidences.append(confidence)

    def words(self, sheet: Sheet) -> tuple[Word, ...]:
        box = surround(self.boxes) if self.boxes else None
        mean = sum(self.confidences) / len(self.confidences) if self.confidences else None
        others = [other for other in self.others if other[0] != self.text]
        return with_readings(sheet.words(self.text, box, mean), others)


def _line(line: Element, sheet: Sheet) -> tuple[Line, ...]:
    words = [word for letters in _cut(line, sheet) for word in letters.words(sheet)]
    if words and words[-1].text.endswith(LINE_END_HYPHEN):
        last = words[-1]
        text = last.text.removesuffix(LINE_END_HYPHEN) + "-"
        words[-1] = Word(text, last.box, last.confidence, readings=last.readings)
    if not words:
        words = list(sheet.words("".join(map(str, line.itertext())), _box(line, sheet), None))
    return make_line(words, _box(line, sheet))


def _cut(line: Element, sheet: Sheet) -> Iterator[_Letters]:
    """Yield the words of a line, cut where a character is white space."""
    letters = _Letters()
    for character in line.iter("{*}charParams"):
        text = _character(character)
        if not text.strip():
            yield letters
            letters = _Letters()
        else:
            letters.add(character, text.strip(), sheet)
    yield letters


def _character(element: Element) -> str:
    """Return the character itself: it stands after the variants, where there are any."""
    pieces = [element.text or "", *(child.tail or "" for child in element)]
    return next((piece for piece in pieces if piece.strip()), pieces[0])


def _variants(character: Element) -> Iterator[tuple[str, float | None]]:
    """Yield other readings of the whole word, which FineReader hangs on its first character."""
    for variants in character:
        if local_name(variants) == "wordRecVariants":
            for text in variants.iter("{*}variantText"):
                yield "".join(map(str, text.itertext())).strip(), None


def _box(element: Element, sheet: Sheet) -> Box | None:
    edges = [element.get(edge) for edge in "ltrb"]
    return sheet.box(edges) if any(edge is not None for edge in edges) else None
