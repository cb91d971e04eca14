"""Lines that an engine read across columns, or in another order, are put in the order in which they make sense."""

from __future__ import annotations

import textwrap
from dataclasses import replace

import pytest

from pipeline.model.geometry import Box, surround
from pipeline.model.page import EngineInfo, Line, Page, Reading, Region, Word
from pipeline.ocr.reading_order import ORDER_NOTE, in_order

ENGINE = EngineInfo("replay", "1", "eng")
LETTER, PITCH, HEIGHT, WIDTH = 12, 30, 20, 32
TEXT = (
    "The harbour works were begun in the spring of that year, and before the summer was over the long wall stood above "
    "the water from end to end. Nobody had believed that it could be done. The engineers themselves had asked for two "
    "years and had been given one, with half the money. When the governor came to see the work he was told that the "
    "stone had been brought from the other side of the island, by night, in boats that were meant for fish. He asked "
    "who had paid for them. There was no answer. The men went on with their work, and the governor went home again. "
    "In the autumn the first storm came, and the wall held. The second took a part of the pier with it. What was left "
    "is there still, and children sit on it in the evening and look for ships. Some of them know the story of the "
    "boats. Others tell it differently, and say that the fish had been frightened away by the noise of the hammers."
)
LINES = textwrap.wrap(TEXT, WIDTH, break_on_hyphens=False)
HALF = len(LINES) // 2
LEFT, RIGHT = LINES[:HALF], LINES[HALF : 2 * HALF]
GUTTER = 100 + LETTER * WIDTH + LETTER


def line(text: str, left: int, row: int) -> Line:
    words, across = [], left
    for part in text.split():
        words.append(Word(part, Box(across, row * PITCH, across + len(part) * LETTER - 2, row * PITCH + HEIGHT), 0.95))
        across += (len(part) + 1) * LETTER
    return Line(tuple(words), surround(word.box for word in words if word.box))


def page(*regions: list[Line], languages: str = "eng") -> Page:
    engine = EngineInfo("replay", "1", languages)
    blocks = tuple(Region(tuple(lines), surround(each.box for each in lines if each.box)) for lines in regions)
    return Page(1000, 1000, blocks, engine, 300)


def columns() -> tuple[list[Line], list[Line]]:
    left = [line(text, 100, row) for row, text in enumerate(LEFT)]
    return left, [line(text, GUTTER, row) for row, text in enumerate(RIGHT)]


def joined(left: Line, right: Line) -> Line:
    words = left.words + right.words
    return Line(words, surround(word.box for word in words if word.box))


def test_lines_read_straight_across_two_columns_are_cut_and_put_one_column_after_the_other() -> None:
    read = in_order(page([joined(*pair) for pair in zip(*columns(), strict=True)]))
    assert [each.text for each in read.lines] == LEFT + RIGHT
    assert [len(region.lines) for region in read.regions] == [HALF, HALF]
    assert read.notes == (ORDER_NOTE,)


def test_lines_of_two_columns_taken_in_turn_are_put_right() -> None:
    read = in_order(page(*([each] for pair in zip(*columns(), strict=True) for each in pair)))
    assert [each.text for each in read.lines] == LEFT + RIGHT


def test_blocks_of_one_column_in_a_wrong_order_are_put_from_the_top_down() -> None:
    lines = [line(text, 100, row) for row, text in enumerate(LEFT + RIGHT)]
    read = in_order(page(lines[1::2], lines[::2]))
    assert [each.text for each in read.lines] == LEFT + RIGHT


def test_words_read_in_doubt_say_nothing_of_the_order() -> None:
    doubtful = [[_with_doubtful_ends(each) for each in column] for column in columns()]
    whole = page([joined(*pair) for pair in zip(*doubtful, strict=True)])
    assert in_order(whole) is whole


def _with_doubtful_ends(each: Line) -> Line:
    ends = (each.words[0], each.words[-1])
    return replace(each, words=tuple(replace(word, confidence=0.7) if word in ends else word for word in each.words))


def test_a_heading_over_both_columns_stays_above_them() -> None:
    heading = line("A tale of the harbour and the fishermen of the island at night", 100, 0)
    moved = [[Line(tuple(_lowered(word) for word in each.words), None) for each in column] for column in columns()]
    rows = [joined(*pair) for pair in zip(*moved, strict=True)]
    read = in_order(page([heading, *rows]))
    assert [each.text for each in read.lines] == [heading.text, *LEFT, *RIGHT]


def _lowered(word: Word) -> Word:
    box = word.box or Box(0, 0, 0, 0)
    return Word(word.text, Box(box.left, box.top + 4 * PITCH, box.right, box.bottom + 4 * PITCH), word.confidence)


def test_a_word_in_which_a_rule_was_read_is_parted() -> None:
    rows = [joined(*pair) for pair in zip(*columns(), strict=True)]
    before, after = columns()[0][4].words[-1], columns()[1][4].words[0]
    box = surround(word.box for word in (before, after) if word.box)
    both = Word(f"{before.text}|{after.text}", box, 0.5, readings=(Reading("other", "cleaned", 0.4),))
    place = len(columns()[0][4].words) - 1
    words = (*rows[4].words[:place], both, *rows[4].words[place + 2 :])
    rows[4] = Line(words, rows[4].box)
    read = in_order(page(rows))
    assert [each.text for each in read.lines] == LEFT + RIGHT
    assert read.lines[4].words[-1].readings == ()


@pytest.mark.parametrize("languages", ["eng", "deu"])
def test_columns_that_were_read_in_order_stay_as_they_are(languages: str) -> None:
    left, right = columns()
    whole = page(left, right, languages=languages)
    assert in_order(whole) is whole


def test_a_table_is_read_row_by_row_since_its_columns_make_no_more_sense() -> None:
    names = [f"{name} Street" for name in ("Harbour", "Market", "Church", "Station", "Bridge", "Castle") * 4]
    rows = [joined(line(name, 100, row), line(f"{row} houses", 700, row)) for row, name in enumerate(names)]
    whole = page(rows)
    assert in_order(whole) is whole


def test_a_page_with_hardly_a_word_stays_as_it_is() -> None:
    whole = page([line("Nothing else", 100, 1)])
    assert in_order(whole) is whole


def test_a_page_with_a_word_that_has_no_place_stays_as_it_is() -> None:
    rows = [joined(*pair) for pair in zip(*columns(), strict=True)]
    rows[0] = replace(rows[0], words=(*rows[0].words, Word("somewhere", None, 0.9)))
    whole = page(rows)
    assert in_order(whole) is whole


def test_no_word_is_lost_or_doubled() -> None:
    whole = page([joined(*pair) for pair in zip(*columns(), strict=True)])
    read = in_order(whole)
    assert read is not whole
    assert sorted(read.words, key=repr) == sorted(whole.words, key=repr)
