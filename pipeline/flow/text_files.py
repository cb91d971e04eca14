"""A file with text, of whatever kind, to be measured: plain text, a transcript, or what an OCR engine wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.model.transcript import Token
from pipeline.store.files import read_bytes
from pipeline.transcripts.decoding import decode

LARGEST_FILE = 256_000_000
"""Bytes above which a file is refused."""
PAGE_FILES = (".xml", ".hocr", ".html", ".htm", ".tsv")
"""How the names of an engine's files end."""
XML_CONVENTION = "tei"
"""The convention whose transcripts are XML, and so no page files."""
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file, and its text as it can be compared."""

    path: str
    content: bytes
    text: str
    """The whole file, decoded; of a page file, the text of its pages in reading order."""
    encoding: str | None
    """As declared for a text file."""
    is_page_file: bool


def read_text_file(path: Path, encoding: str | None = None, convention: str | None = None) -> TextFile:
    """Read a file; raises ``InputError`` naming it when it is damaged, too large, or no text.

    ``convention`` is that of a transcript; without one, XML is taken for what an OCR engine wrote.
    """
    content = read_bytes(path, LARGEST_FILE)
    if not path.name.lower().endswith(PAGE_FILES) or convention == XML_CONVENTION:
        return TextFile(str(path), content, decode(content, str(path), encoding).text, encoding, False)
    # Imported here, as below: text alone needs no XML, and a short command should start quickly.
    from pipeline.ocr.files.reading import read_page_file

    pages = read_page_file(content, str(path))
    return TextFile(str(path), content, "\n".join(page.text for page in pages if page.text), None, True)


def tokens_of(file: TextFile, convention: str) -> tuple[Token, ...]:
    """Return the tokens of a file under a convention, by name or by its TOML file; page files hold plain text."""
    from pipeline.flow.choosing import choose_convention
    from pipeline.transcripts.reading import read_transcript

    if file.is_page_file:
        return read_transcript(file.path, file.text.encode("utf-8"), "plain").tokens
    return read_transcript(file.path, file.content, choose_convention(convention), file.encoding).tokens


def page_of(file: TextFile) -> Page:
    """Return the text of a file as a page of words without boxes; empty lines are left out."""
    cut = [line.split() for line in _LINE_END.split(file.text.removeprefix("\ufeff"))]
    lines = tuple(Line(tuple(Word(word, None, None) for word in words), None) for words in cut if words)
    return Page(0, 0, (Region(lines, None),) if lines else (), EngineInfo("none", "", ""))
