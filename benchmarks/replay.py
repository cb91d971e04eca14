"""Pages and transcripts for benchmarks, made from plain text and from recorded OCR."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path

from pipeline.model.geometry import Box, surround
from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.model.transcript import Token, TokenKind, Transcript

_PARTS = re.compile(r"\n|[^\S\n]+|\S+")
ENGINE = EngineInfo("replay", "1", "eng")


def plain_transcript(text: str, path: str = "plain.txt") -> Transcript:
    """Return a transcript without any marks."""
    return Transcript(path, "", "utf-8", "plain", tuple(plain_tokens(text)), ())


def plain_tokens(text: str) -> list[Token]:
    """Cut a plain text into words, spaces and line breaks."""
    return [Token(_kind(part.group()), part.group(), part.start(), part.group()) for part in _PARTS.finditer(text)]


def _kind(part: str) -> TokenKind:
    if part == "\n":
        return TokenKind.LINE_BREAK
    return TokenKind.SPACE if part.isspace() else TokenKind.WORD


def page_of_lines(lines: Sequence[str]) -> Page:
    """Return a page without boxes that reads as ``lines`` do."""
    read = tuple(Line(tuple(Word(word, None, 0.9) for word in line.split()), None) for line in lines if line.split())
    return Page(1, 1, (Region(read, None),) if read else (), ENGINE)


def read_tsv(path: Path) -> Page:
    """Return the page of a Tesseract TSV file, one region for each of its blocks."""
    lines: dict[tuple[str, str, str], list[Word]] = {}
    width = height = 0
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            left, top, wide, high = (int(row[name]) for name in ("left", "top", "width", "height"))
            if row["level"] == "1":
                width, height = wide, high
            for text in (row["text"] or "").split() if row["level"] == "5" else ():
                confidence = min(1.0, max(0.0, float(row["conf"]) / 100))
                word = Word(text, Box(left, top, left + wide, top + high), confidence)
                lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(word)
    blocks: dict[str, list[Line]] = {}
    for (block, _, _), words in lines.items():
        blocks.setdefault(block, []).append(Line(tuple(words), surround(word.box for word in words if word.box)))
    return Page(width, height, tuple(Region(tuple(found), None) for found in blocks.values()), ENGINE)
