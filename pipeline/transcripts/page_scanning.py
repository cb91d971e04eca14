"""PAGE XML as a transcript: the text of its lines, in the order of the file; everything else is markup.

The first text of a line counts (``<TextEquiv>`` with the lowest index stands first). Words within a line repeat its
text, and are read only where the line has none of its own.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from pipeline.model.transcript import Mark, TokenKind
from pipeline.transcripts.findings import Findings, Piece
from pipeline.transcripts.grammar import TAG_LEXEME, XML_LEXEME
from pipeline.transcripts.page_tags import find_stretches, find_structure
from pipeline.transcripts.surfaces import ATTRIBUTE
from pipeline.transcripts.tags import NAME, XML_ENDS

LEXEME = re.compile(f"({TAG_LEXEME})|({XML_LEXEME})")
ENTITY = re.compile(r"&[#\w]{1,12}+;")
WITH_TEXT = ("textline", "word")
REGIONS = ("textregion", "tableregion", "graphicregion", "textline")


@dataclass(slots=True)
class _Line:
    """What was found of the line that is open."""

    texts: list[tuple[int, int]] = field(default_factory=list)
    """Of the line itself."""
    words: list[tuple[int, int]] = field(default_factory=list)
    custom: str = ""


class _PageScan:
    """Walks through the tags of one file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.found = Findings(text)
        self._owners: list[str] = []
        self._regions: list[tuple[int, int, dict[str, str]]] = []
        """Those that are open: where each begins, how many texts came before it, its attributes."""
        self._shown: list[tuple[int, int]] = []
        self._line = _Line()
        self._unicode = 0
        self._markup_from = 0

    def walk(self) -> None:
        skip = 0
        for lexeme in LEXEME.finditer(self._text):
            if lexeme.start() < skip:
                continue
            if lexeme[2]:
                close = self._text.find(XML_ENDS.get(lexeme[2], ">"), lexeme.end() - 1)
                skip = len(self._text) if close < 0 else close
            elif lexeme[1].startswith("</"):
                self._end(_name(lexeme[1]), lexeme.start(), lexeme.end())
            elif not lexeme[1].endswith("/>"):
                self._start(_name(lexeme[1]), lexeme)
        self.found.markup(self._markup_from, len(self._text))

    def _start(self, name: str, lexeme: re.Match[str]) -> None:
        if name in WITH_TEXT:
            self._owners.append(name)
        if name in REGIONS:
            values = {key.rpartition(":")[2]: html.unescape(value[1:-1]) for key, value in ATTRIBUTE.findall(lexeme[0])}
            self._regions.append((lexeme.start(), len(self._shown), values))
        if name == "textline":
            self._line = _Line(custom=self._regions[-1][2].get("custom", ""))
        self._unicode = lexeme.end()

    def _end(self, name: str, start: int, end: int) -> None:
        if name == "unicode" and self._owners and start > self._unicode:
            texts = self._line.texts if self._owners[-1] == "textline" else self._line.words
            texts.append((self._unicode, start))
        if name in WITH_TEXT and self._owners:
            self._owners.pop()
        if name == "textline":
            self._end_line(start, end)
        if name in REGIONS and self._regions:
            self._end_region(end)

    def _end_region(self, end: int) -> None:
        """Mark what the region says of itself: over its texts, or, where it has none, as a note in its place."""
        begin, before, values = self._regions.pop()
        structure = find_structure(values)
        if structure is None:
            return
        texts = self._shown[before:]
        if texts:
            self.found.mark(structure[0], texts[0][0], texts[-1][1], structure[1])
        elif begin >= self._markup_from:
            self.found.markup(self._markup_from, begin)
            self.found.piece(begin, end, TokenKind.NOTE)
            self.found.mark(structure[0], begin, end, structure[1])
            self._markup_from = end

    def _end_line(self, start: int, end: int) -> None:
        """Leave the text of the line as plain text, and make one token of all the markup before it."""
        shown = self._line.texts[:1] or self._line.words
        for number, (first, last) in enumerate(shown):
            if number:
                self.found.piece(self._markup_from, first, TokenKind.SPACE, " ")
            else:
                self.found.markup(self._markup_from, first)
            self._markup_from = last
        self._shown.extend(shown)
        if self._line.texts:
            self._mark_stretches(*shown[0])
        if shown:
            self.found.markup(self._markup_from, start)
            self.found.piece(start, end, TokenKind.LINE_BREAK, "\n")
            self._markup_from = end

    def _mark_stretches(self, first: int, last: int) -> None:
        stretches = list(find_stretches(self._line.custom))
        places = _characters(self._text, first, last) if stretches else []
        for stretch in stretches:
            end = min(stretch.offset + stretch.length, len(places) - 1)
            if stretch.offset < end:
                self.found.mark(stretch.kind, places[stretch.offset], places[end], stretch.attributes)


def scan_page(text: str) -> tuple[list[Piece], list[Mark]]:
    """Return the pieces and marks of a PAGE file, as ``scanning.scan`` does."""
    page = _PageScan(text)
    page.walk()
    return page.found.sorted()


def _characters(text: str, first: int, last: int) -> list[int]:
    """Return where in the file each character of a line begins, an entity being one, and where the last ends."""
    places: list[int] = []
    position = first
    while position < last:
        places.append(position)
        entity = ENTITY.match(text, position, last) if text[position] == "&" else None
        position = entity.end() if entity else position + 1
    return [*places, last]


def _name(tag: str) -> str:
    name = NAME.match(tag)
    return name[1].casefold().rpartition(":")[2] if name else ""
