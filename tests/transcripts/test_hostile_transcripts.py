"""Texts made to hurt: time stays linear, nothing recurses, and the outcome is said."""

from __future__ import annotations

import time

import pytest

from pipeline.errors import TranscriptError
from pipeline.model.transcript import MarkKind
from pipeline.transcripts.conventions import CONVENTIONS, get_convention
from pipeline.transcripts.grammar import compile_grammar
from pipeline.transcripts.reading import read_transcript
from pipeline.transcripts.scanning import scan

BAITS = {
    "opening brackets": "[",
    "brackets with text": "[a ",
    "double brackets half closed": "[[a] ",
    "bold": "**a ",
    "struck": "~~",
    "underscores": "a_",
    "blanks": "\\_",
    "tags without an end": '<a "',
    "tags never closed": "<u>",
    "comments without an end": "<!-- ",
    "images": "![](",
    "blank lines": "\n \n",
    "spaces": " ",
    "backslashes": "\\",
    "bars": "| a ",
    "separators": "|---|\n",
    "tables": "|a|\n|-|\n",
    "headings": "# ",
    "question marks": "[?",
    "mojibake": "â€™",
    "parentheses": "(",
    "hyphens": "a-\n",
}
SMALL, LARGE = 4_000, 32_000
"""Characters; a quadratic scan would take 64 times as long on the large one, a linear one 8 times."""


def _seconds(text: str, name: str) -> float:
    grammar = compile_grammar(get_convention(name))
    started = time.process_time()
    scan(text, grammar)
    return time.process_time() - started


@pytest.mark.parametrize("bait", BAITS)
def test_scanning_time_grows_with_the_length_and_no_faster(bait: str) -> None:
    for name in ("markdown", "fromthepage", "leiden", "tei"):
        unit = BAITS[bait]
        small, large = (min(_seconds(unit * (size // len(unit)), name) for _ in range(3)) for size in (SMALL, LARGE))
        assert large < 24 * small + 0.05, name


@pytest.mark.parametrize("name", [name for name in CONVENTIONS if not get_convention(name).tags.is_xml])
@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "~~" * 50_000, "[" * 10_000 + "x" + "]" * 10_000, "a" + "\u0301" * 50_000, "x" * 1_000_000],
    ids=["brackets", "tildes", "nested", "combining", "one word"],
)
def test_a_heap_of_markup_ends_in_few_marks_and_a_warning_or_two(name: str, text: str) -> None:
    transcript = read_transcript("bait.txt", text.encode("utf-8"), name)
    assert transcript.text == text
    assert len(transcript.marks) < 100
    assert len(transcript.warnings) <= 21


def test_brackets_deeper_than_anybody_types_are_errors() -> None:
    transcript = read_transcript("bait.txt", ("[" * 200 + "x" + "]" * 200).encode("utf-8"), "markdown")
    codes = [mark.attribute("code") for mark in transcript.marks if mark.kind is MarkKind.ERROR]
    assert codes == ["too-deep", "too-deep"]


def test_a_bracket_closed_thousands_of_characters_later_is_none() -> None:
    transcript = read_transcript("bait.txt", b"[" + b"word " * 1000 + b"]", "markdown")
    assert [mark.attribute("code") for mark in transcript.marks] == ["unbalanced", "unbalanced"]


def test_a_file_larger_than_any_document_is_refused_before_it_is_read() -> None:
    with pytest.raises(TranscriptError, match="33 MB, more than 32"):
        read_transcript("bait.txt", bytes(33 * 1024**2), "markdown")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI>&a;</TEI>', "DOCTYPE"),
        (b"<TEI>" + b"<p>" * 5_000 + b"</p>" * 5_000 + b"</TEI>", "depth|200 levels"),
        (b"<TEI><p></TEI>", "well-formed"),
        (b"<html/>", "root is <html>"),
        (b"only words", "no XML"),
    ],
    ids=["entities", "depth", "unclosed", "other root", "no XML"],
)
def test_xml_that_cannot_be_trusted_is_refused(content: bytes, what: str) -> None:
    with pytest.raises(TranscriptError, match=what):
        read_transcript("letter.xml", content, "tei")
