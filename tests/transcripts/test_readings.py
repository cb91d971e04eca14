"""The three readings of a transcript, and the policy of what counts."""

from __future__ import annotations

from pipeline.model.transcript import GAP_TEXT, Transcript
from pipeline.transcripts.reading import read_transcript
from pipeline.transcripts.readings import diplomatic, reading, search

PAGE = """~~TOP SECRET~~
The well-known road was re-
paired [unclear] on [sic: Monday] [stamp: FILED]
a well-
known road"""


def read(text: str) -> Transcript:
    return read_transcript("memo.md", text.encode("utf-8"), "markdown")


def test_the_diplomatic_reading_is_what_stands_on_the_page() -> None:
    expected = f"TOP SECRET\nThe well-known road was re-\npaired {GAP_TEXT} on  FILED\na well-\nknown road"
    assert diplomatic(read(PAGE).tokens) == expected


def test_the_reading_drops_struck_words_and_joins_cut_ones() -> None:
    expected = f"\nThe well-known road was repaired\n{GAP_TEXT} on FILED\na well-known\nroad"
    assert reading(read(PAGE).tokens) == expected


def test_a_word_cut_twice_is_joined_twice() -> None:
    assert reading(read("re-\nfor-\nmed at once").tokens) == "reformed\n\nat once"


def test_search_finds_struck_words_and_what_a_word_should_be() -> None:
    assert search(read(PAGE).tokens).split("\n") == [
        "The well-known road was repaired on FILED a well-known road",
        "TOP",
        "SECRET",
        "Monday",
    ]
