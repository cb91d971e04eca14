"""FromThePage's wiki markup: what the transcriber marked is kept, and nothing becomes markup by accident."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.exports.fromthepage import escape, export_fromthepage
from pipeline.exports.placing import place_words
from pipeline.exports.sheets import ExportDocument
from pipeline.model.page import InkKind
from tests.exports.documents import MEMO, compared, typed_page

MARKUP = {
    "link": re.compile(r"\[\[.*?\]\]", re.DOTALL),
    "formula": re.compile(r"\{\{tex.*?tex\}\}", re.DOTALL),
    "heading": re.compile(r"={2,6}[^=]+={2,6}"),
    "table": re.compile(r"\s\|\s"),
    "tag": re.compile(r"<(?!gap/>|/?(?:strike|unclear)>)"),
    "run of brackets, cut on upload": re.compile(r"\[\[|\]\]"),
}
"""What its source processor and its upload look for in a page's text."""


def pages_of(document: ExportDocument) -> dict[str, str]:
    return {name: content.decode() for name, content in export_fromthepage(document)}


def test_a_page_has_the_lines_of_the_scan_with_the_marks_as_tags() -> None:
    assert pages_of(MEMO) == {
        "letter/letter_1.xml": (
            "<strike>TOP SECRET</strike>\n"
            "The Colonel called on “Mr. Pavlov” at 7:30 and or-\n"
            "ganized the swift transfer of the files to the new office\n"
            "without delay, as had been agreed upon in November;\n"
            "he signed <gap/> himself. Съдебник fiancée’s\n"
        )
    }


@pytest.mark.parametrize(
    "text",
    [
        "see [[Hull]] and [[[Welles]]]",
        "{{tex: x^2 :tex}}",
        "== Office ==",
        "a | b | c",
        "| first | last |",
        "<script>x</script>",
        "a < b > c & d",
        "======",
        "]]> ]] [[",
    ],
)
def test_nothing_in_the_text_becomes_markup(text: str) -> None:
    document = compared(typed_page(*text.split(" ")), text, convention="plain")
    (content,) = pages_of(document).values()
    assert [name for name, pattern in MARKUP.items() if pattern.search(content)] == []
    kept = str.maketrans({"‹": "<", "¦": "|", " ": None, "\n": None})
    assert content.translate(kept) == text.replace(" ", "")


def test_what_is_no_markup_stays_as_it_is() -> None:
    text = "[Hull] {x} a=b a|b “R&D” [illegible?] ’tis >"
    assert escape(text) == text


def test_a_hyphen_joins_lines_only_where_the_line_end_cuts_a_word() -> None:
    document = compared(typed_page("the Anglo-", "American Commis-", "sion met"), "the Anglo- American Commission met")
    (content,) = pages_of(document).values()
    assert content == "the Anglo- \nAmerican Commis-\nsion met\n"


def test_a_page_without_transcript_starts_with_what_the_engine_read() -> None:
    sheet = replace(MEMO.sheets[0], blocks=place_words(typed_page("Only the", "engine"), None))
    assert list(pages_of(replace(MEMO, sheets=(sheet,))).values()) == ["Only the\nengine\n"]


def test_files_are_called_like_the_images() -> None:
    assert list(pages_of(compared(typed_page("a"), "a", path="box 1/Brief #3, S. 4.jpg"))) == [
        "letter/Brief #3, S. 4.xml"
    ]


def test_what_only_the_program_takes_for_struck_is_not_struck() -> None:
    sheet = MEMO.sheets[0]
    lines = tuple(
        replace(line, words=tuple(replace(word, ink=InkKind.STRUCK) for word in line.words)) for line in sheet.lines
    )
    blocks = (replace(sheet.blocks[0], lines=lines),)
    assert pages_of(replace(MEMO, sheets=(replace(sheet, blocks=blocks),))) == pages_of(MEMO)
