"""What a second pass read stands beside the words that it read again, by place."""

from __future__ import annotations

from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, Line, Page, Reading, Region, Word
from pipeline.ocr.readings import add_readings

Placed = tuple[str, tuple[int, int, int, int] | None]


def page(*words: Placed) -> Page:
    line = tuple(Word(text, Box(*box) if box else None, 0.9) for text, box in words)
    return Page(1000, 1000, (Region((Line(line, None),), None),), EngineInfo("x", "1", "eng"))


def beside(first: Page, second: Page) -> list[list[str]]:
    read = add_readings(first, second, "cleaned")
    assert read.text == first.text
    return [[reading.text for reading in word.readings] for word in read.words]


def test_the_word_at_the_same_place_is_the_other_reading() -> None:
    first = page(("peaoe", (10, 10, 60, 30)), ("now", (70, 10, 100, 30)))
    second = page(("nov", (71, 11, 99, 31)), ("peace", (11, 9, 61, 29)))
    read = add_readings(first, second, "cleaned")
    assert [word.readings for word in read.words] == [
        (Reading("peace", "cleaned", 0.9),),
        (Reading("nov", "cleaned", 0.9),),
    ]


def test_a_word_read_as_two_has_both_in_order() -> None:
    first = page(("together", (10, 10, 110, 30)))
    assert beside(first, page(("gether", (45, 10, 110, 30)), ("to", (10, 10, 40, 30)))) == [["to gether"]]


def test_two_words_read_as_one_give_the_one_to_the_larger_share() -> None:
    first = page(("to", (10, 10, 30, 30)), ("gether", (40, 10, 110, 30)))
    assert beside(first, page(("together", (10, 10, 110, 30)))) == [[], ["together"]]


def test_words_of_other_lines_do_not_belong_together() -> None:
    first = page(("above", (10, 10, 60, 30)), ("below", (10, 60, 60, 80)))
    assert beside(first, page(("between", (10, 28, 60, 62)), ("belovv", (10, 61, 60, 81)))) == [[], ["belovv"]]


def test_words_that_lie_far_down_or_across_bands_are_found() -> None:
    first = page(("tall", (10, 900, 60, 990)))
    assert beside(first, page(("tali", (12, 905, 58, 985)))) == [["tali"]]


def test_words_without_a_place_have_no_other_reading() -> None:
    assert beside(page(("a", None), ("b", (0, 0, 9, 9))), page(("c", None), ("d", (0, 0, 9, 9)))) == [[], ["d"]]
    assert beside(page(("a", (0, 0, 0, 0))), page(("b", (0, 0, 0, 0)))) == [[]]
