"""Tesseract's table becomes a page, or an error: never a page with less on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RecognitionError
from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.ocr.tsv import COLUMNS, parse_tsv, to_tsv

ENGINE = EngineInfo("tesseract", "5.3.0", "eng")
PAGE_ROW = "1\t1\t0\t0\t0\t0\t0\t0\t200\t100\t-1\t"


def table(*rows: str) -> bytes:
    return "".join(f"{row}\n" for row in (COLUMNS, PAGE_ROW, *rows)).encode()


def word(place: str, text: str, confidence: str = "96") -> str:
    return f"5\t1\t{place}\t1\t10\t10\t40\t20\t{confidence}\t{text}".replace(" ", "\t", 2)


def test_words_stand_in_lines_and_blocks_as_in_the_table() -> None:
    page = parse_tsv(table(word("1 1 1", "a"), word("1 1 1", "b"), word("1 2 1", "c"), word("2 1 1", "d")), ENGINE)
    assert [region.lines[0].text for region in page.regions] == ["a b", "d"]
    assert page.text == "a b\nc\nd"


def test_confidences_keep_their_fractions() -> None:
    page = parse_tsv(table(word("1 1 1", "a", "96.718460"), word("1 1 1", "b", "0.000000")), ENGINE)
    assert [each.confidence for each in page.words] == [pytest.approx(0.9671846, abs=1e-9), 0.0]


def test_a_page_on_which_nothing_was_read_is_empty() -> None:
    page = parse_tsv(table(), ENGINE)
    assert (page.words, page.width, page.height) == ((), 200, 100)


def test_boxes_that_stick_out_are_cut_at_the_edge() -> None:
    page = parse_tsv(table("5\t1\t1\t1\t1\t1\t-5\t90\t40\t20\t96\ta"), ENGINE)
    assert page.words[0].box == Box(0, 90, 35, 100)


def test_what_may_stand_in_the_last_column_stands_there() -> None:
    texts = ["\u201e\u0153uvre\u201c", '"quoted"', "a b", "'", "#"]
    page = parse_tsv(table(*(word("1 1 1", text) for text in texts)), ENGINE)
    assert [each.text for each in page.words] == texts


@pytest.mark.parametrize(
    "content",
    [
        b"",
        COLUMNS.encode(),
        COLUMNS.encode() + b"\n",
        b"level\ttext\n",
        table(word("1 1 1", "a"))[:-1],
        table(word("1 1 1", "a"))[:-6],
        table(word("1 1 1", "a")) + b"\n",
        table(word("1 1 1", "a", "nan")),
        table(word("1 1 1", "a", "inf")),
        table(word("1 1 1", "a", "101")),
        table(word("1 1 1", "a", "")),
        table(word("1 1 1", "a\tb")),
        table("5\t1\t1\t1\t1\t1\t10\t10\t-40\t20\t96\ta"),
        table("5\t1\t1\t1\t1\t1\tx\t10\t40\t20\t96\ta"),
        table("5\t2\t1\t1\t1\t1\t10\t10\t40\t20\t96\ta"),
        table(word("1 1 1", "a\rb")),
        table(word("1 1 1", "a")).replace(b"96\ta", b"96\t\xff"),
        table(word("1 1 1", "a")).replace(b"\t200\t100", b"\t0\t0"),
        table(word("1 1 1", "a")).replace(PAGE_ROW.encode() + b"\n", b""),
        table(word("1 1 1", "a")) * 2,
    ],
)
def test_a_table_that_is_not_whole_and_sound_is_an_error(content: bytes) -> None:
    with pytest.raises(RecognitionError, match="table is damaged"):
        parse_tsv(content, ENGINE)


@given(st.integers(0, len(table(word("1 1 1", "peace"), word("1 1 2", "now"))) - 1))
def test_wherever_a_table_is_cut_no_shorter_text_comes_of_it(length: int) -> None:
    content = table(word("1 1 1", "peace"), word("1 1 2", "now"))
    try:
        page = parse_tsv(content[:length], ENGINE)
    except RecognitionError:
        return
    # cut exactly between two lines, which nobody can see
    assert content[:length].endswith(b"\n")
    assert page.text in ("", "peace")


@given(st.binary(max_size=300))
def test_whatever_the_engine_writes_is_a_page_or_an_error(content: bytes) -> None:
    for each in (content, table() + content):
        try:
            assert parse_tsv(each, ENGINE).width == 200
        except RecognitionError as error:
            assert "damaged" in error.what  # noqa: PT017  either outcome is right


def test_a_page_comes_back_from_the_table_made_of_it() -> None:
    words = (Word("peace", Box(1, 2, 30, 40), 0.9671846), Word("now", Box(31, 2, 50, 40), None))
    regions = tuple(
        Region((Line((each,), each.box), Line(words, Box(1, 2, 50, 40))), Box(1, 2, 50, 40)) for each in words
    )
    page = Page(200, 100, regions, ENGINE, 300)
    assert parse_tsv(to_tsv(page), ENGINE, 300) == page
