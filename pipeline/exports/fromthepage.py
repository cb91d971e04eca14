"""FromThePage: a file for each page in its wiki markup, to be uploaded in one ZIP with the images.

FromThePage pairs ``letter_1.jpg`` with ``letter_1.xml`` of the same folder and takes the file's content for the page's
transcription as if somebody had typed it there. So lines are lines of the scan, blocks are paragraphs, and what the
transcriber marked becomes the tags that its editor knows. A stamp's words stay plain: FromThePage does not show what
stands between stamp tags.

What its markup would take for something else is written so that it stays text; ``ESCAPES`` says how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.exports.files import folder_name
from pipeline.exports.sheets import ExportDocument, PlacedWord, Sheet
from pipeline.exports.tagging import marks_of
from pipeline.exports.xml import xml_text

GAP = "<gap/>"
TAGS = (("struck", "strike"), ("unclear", "unclear"))
"""Our name and its tag; the first that applies encloses the word."""

ESCAPES = (
    (re.compile(r"([\[\]{=])(?=\1)"), r"\1 "),
    (re.compile("<"), "‹"),
    (re.compile(r"(?<!\S)\|(?!\S)"), "¦"),
)
"""What is replaced in a word, and by what.

``[[ ]]`` is a link to a subject, ``{{ }}`` a formula, ``== ==`` a heading: a blank goes between two such signs. ``<``
opens a tag and cannot be escaped, since FromThePage escapes the escape. A bar alone makes a table of its line.
"""


def export_fromthepage(document: ExportDocument) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of a file for each page; its name is the image's, whatever characters that has."""
    for sheet in document.sheets:
        name = f"{folder_name(document)}/{sheet.name}.xml"
        yield name, _transcription(sheet).encode("utf-8", "backslashreplace")


def _transcription(sheet: Sheet) -> str:
    """Return the page's lines; an empty line between blocks, which starts a paragraph there."""
    blocks = []
    for block in sheet.blocks:
        lines = [_line(sheet.words_of(line)) for line in block.lines]
        blocks.append("\n".join(line for line in lines if line))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _line(words: Sequence[PlacedWord]) -> str:
    """Return a line of words.

    A hyphen right before the line end joins a cut word with its rest; one of the word's own gets a blank after it.
    """
    line = " ".join(_group(kind, list(group)) for kind, group in groupby(words, key=_kind))
    if words and words[-1].hyphen and words[-1].hyphen.number == 1:
        return f"{line}-"
    return f"{line} " if line.endswith("-") else line


def _kind(word: PlacedWord) -> str | None:
    """Return the tag around a word, ``GAP`` where nobody could read it, None for plain text."""
    tags = marks_of(word)
    if "illegible" in tags:
        return GAP
    return next((tag for name, tag in TAGS if name in tags), None)


def _group(kind: str | None, words: Sequence[PlacedWord]) -> str:
    if kind == GAP:
        return " ".join(GAP for _ in words)
    text = " ".join(escape(word.text) for word in words)
    return f"<{kind}>{text}</{kind}>" if kind else text


def escape(text: str) -> str:
    """Return text that FromThePage shows as it is here.

    >>> escape("[[Hull]] a < b | c == d")
    '[ [Hull] ] a ‹ b ¦ c = = d'
    """
    for pattern, instead in ESCAPES:
        text = pattern.sub(instead, text)
    return xml_text(text)
