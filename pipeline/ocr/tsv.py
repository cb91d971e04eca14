"""Tesseract's own table: one row for each page, block, paragraph, line and word.

pytesseract's parser cuts confidences down to whole numbers, and more than half of all words lie between 95 and 97.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.errors import RecognitionError
from pipeline.model.geometry import Box, surround
from pipeline.model.page import EngineInfo, Line, Page, Region, Word

COLUMNS = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
"""The first line."""
COLUMN_COUNT = 12
PAGE_LEVEL, WORD_LEVEL = 1, 5


@dataclass(frozen=True, slots=True)
class _Row:
    level: int
    page: int
    block: int
    paragraph: int
    line: int
    box: Box
    confidence: float
    text: str


def parse_tsv(content: bytes, engine: EngineInfo, dpi: float | None = None) -> Page:
    """Return the one page that Tesseract's TSV describes; blocks become regions.

    Raises ``RecognitionError`` for anything that is not a whole and sound table of one page: a table that was cut
    off must not pass for a page with less text.
    """
    (page,) = parse_pages(content, 1, engine, dpi)
    return page


def parse_pages(content: bytes, count: int, engine: EngineInfo, dpi: float | None) -> tuple[Page, ...]:
    """Return the ``count`` pages, all of one resolution, that Tesseract's TSV describes; raises as ``parse_tsv``."""
    pages = [tuple(rows) for _, rows in groupby(_rows(content), key=lambda row: row.page)]
    if len(pages) != count:
        raise _unsound(f"it holds {len(pages)} pages, not {count}")
    return tuple(_page(rows, engine, dpi) for rows in pages)


def _page(rows: tuple[_Row, ...], engine: EngineInfo, dpi: float | None) -> Page:
    if rows[0].level != PAGE_LEVEL:
        raise _unsound("it has no row for the page")
    frame = rows[0].box
    if frame.width < 1 or frame.height < 1:
        raise _unsound("its page has no size")
    return Page(frame.width, frame.height, tuple(_regions(rows, frame)), engine, dpi)


def to_tsv(page: Page) -> bytes:
    """Return the page as a table that ``parse_tsv`` reads; words without a box are left out."""
    rows = [(1, 0, 0, 0, Box(0, 0, page.width, page.height), "-1", "")]
    for block, region in enumerate(page.regions, start=1):
        for number, line in enumerate(region.lines, start=1):
            placed = (word for word in line.words if word.box)
            for place, word in enumerate(placed, start=1):
                confidence = "-1" if word.confidence is None else f"{word.confidence * 100:.6f}"
                rows.append((WORD_LEVEL, block, number, place, word.box or Box(0, 0, 0, 0), confidence, word.text))
    return "".join(f"{line}\n" for line in (COLUMNS, *(_written(*row) for row in rows))).encode()


def _written(level: int, block: int, line: int, word: int, box: Box, confidence: str, text: str) -> str:
    paragraph = 1 if level == WORD_LEVEL else 0
    cells = (level, 1, block, paragraph, line, word, box.left, box.top, box.width, box.height, confidence, text)
    return "\t".join(map(str, cells))


def _regions(rows: Iterable[_Row], frame: Box) -> Iterator[Region]:
    words = (row for row in rows if row.level == WORD_LEVEL and row.text)
    for _, block in groupby(words, key=lambda row: row.block):
        lines = tuple(
            _line(tuple(_word(row, frame) for row in line))
            for _, line in groupby(block, key=lambda row: (row.paragraph, row.line))
        )
        yield Region(lines, surround(line.box for line in lines if line.box))


def _line(words: tuple[Word, ...]) -> Line:
    return Line(words, surround(word.box for word in words if word.box))


def _word(row: _Row, frame: Box) -> Word:
    confidence = None if row.confidence < 0 else row.confidence / 100
    try:
        box = Box(
            max(row.box.left, 0),
            max(row.box.top, 0),
            min(row.box.right, frame.width),
            min(row.box.bottom, frame.height),
        )
        return Word(row.text, box, confidence)
    except ValueError as error:
        raise _unsound(str(error)) from error


def _rows(content: bytes) -> Iterator[_Row]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _unsound(f"byte {error.start} is not UTF-8") from error
    if not text.endswith("\n"):
        raise _unsound("it ends in the middle of a line")
    lines = text.removesuffix("\n").split("\n")
    if lines[0].rstrip("\r") != COLUMNS:
        raise _unsound("its first line does not name the columns")
    for number, line in enumerate(lines[1:], start=2):
        yield _row(line.rstrip("\r").split("\t"), number)


def _row(cells: list[str], number: int) -> _Row:
    if len(cells) == COLUMN_COUNT - 1:  # Tesseract leaves out the last tab of some rows without text
        cells = [*cells, ""]
    if len(cells) != COLUMN_COUNT:
        raise _unsound(f"line {number} has {len(cells)} columns")
    try:
        level, page, block, paragraph, line, _, left, top, width, height = map(int, cells[:10])
        confidence = float(cells[10])
        box = Box(left, top, left + width, top + height)
    except ValueError as error:
        raise _unsound(f"line {number}: {error}") from error
    if not math.isfinite(confidence) or confidence > 100:
        raise _unsound(f"line {number} has the confidence {cells[10]}")
    return _Row(level, page, block, paragraph, line, box, confidence, cells[11].strip())


def _unsound(why: str) -> RecognitionError:
    return RecognitionError(f"the engine's table is damaged: {why}")
