"""The transcript's words stand where the engine read them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.exports.placing import place_words
from pipeline.exports.sheets import ExportDocument, Origin, PlacedWord
from pipeline.model.geometry import Box
from pipeline.model.transcript import MarkKind
from tests.exports.documents import GAP, HEIGHT, LETTER, MEMO, compared, typed_page


def word(document: ExportDocument, text: str) -> PlacedWord:
    (found,) = [each for sheet in document.sheets for each in sheet.words if each.text == text]
    return found


def at(line: int, letter: int, letters: int) -> Box:
    """Return the place of ``letters`` letters from the given one of a line of a typed page."""
    left, top = LETTER * (2 + letter), 100 + GAP * line
    return Box(left, top, left + LETTER * letters, top + HEIGHT)


def test_a_word_takes_the_box_of_the_word_beside_it_and_remembers_what_the_engine_read() -> None:
    colonel = word(MEMO, "Colonel")
    assert (colonel.box, colonel.ocr, colonel.origin) == (at(1, 4, 7), "Colonei", Origin.TRANSCRIPT)


def test_a_word_that_the_line_end_cuts_is_cut_where_the_scan_cuts_it() -> None:
    first, second = word(MEMO, "or"), word(MEMO, "ganized")
    assert first.hyphen
    assert second.hyphen
    assert (first.hyphen.number, second.hyphen.number) == (1, 2)
    assert {first.hyphen.whole, second.hyphen.whole} == {"organized"}
    assert second.box == at(2, 0, 7)


def test_a_word_the_engine_missed_gets_a_place_between_its_neighbours_that_says_so() -> None:
    swift = word(MEMO, "swift")
    before, after = word(MEMO, "transfer"), at(2, 8, 3)
    assert swift.is_interpolated
    assert after.right <= swift.box.left
    assert swift.box.right <= before.box.left
    assert swift.box.top == before.box.top


def test_a_gap_stands_where_the_engine_read_something() -> None:
    gap = word(MEMO, "[unclear]")
    assert gap.ocr == "Cle Cow"
    assert gap.box.left == at(4, 15, 1).left


def test_struck_words_keep_their_mark() -> None:
    assert MarkKind.DELETION in word(MEMO, "SECRET").marks


@pytest.mark.parametrize(
    ("read", "typed", "expected"),
    [
        ("a memo randum here", "a memorandum here", [("memorandum", at(0, 2, 11))]),
        ("he saidthat it was", "he said that it was", [("said", at(0, 3, 4)), ("that", at(0, 7, 4))]),
    ],
    ids=["split by the engine", "merged by the engine"],
)
def test_split_and_merged_words_share_the_boxes_by_letters(
    read: str, typed: str, expected: list[tuple[str, Box]]
) -> None:
    document = compared(typed_page(read), typed)
    assert [(text, word(document, text).box) for text, _ in expected] == expected


def test_without_a_transcript_the_engines_words_are_handed_on() -> None:
    page = typed_page("nobody typed this", "page")
    (block,) = place_words(page, None)
    assert [line.text for line in block.lines] == ["nobody typed this", "page"]
    assert {each.origin for line in block.lines for each in line.words} == {Origin.OCR}


WORDS = st.lists(st.sampled_from(["the", "lock", "of", "gate", "seven", "barges", "were", "Ostrander"]), min_size=1)


@settings(deadline=None)
@given(read=WORDS, typed=WORDS)
def test_every_typed_word_is_on_the_page_once_and_has_a_box_on_it(read: list[str], typed: list[str]) -> None:
    page = typed_page(" ".join(read))
    document = compared(page, " ".join(typed), convention="plain")
    placed = [each for each in document.sheets[0].words if each.origin is Origin.TRANSCRIPT]
    assert sorted(each.hyphen.whole if each.hyphen else each.text for each in placed) == sorted(typed)
    assert all(each.box.area > 0 and each.box.left >= 0 for each in placed)
