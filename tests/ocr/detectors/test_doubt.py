"""What speaks for a word makes it more probable, what speaks against it less; by how much, the benchmark shows."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, Line, Page, Reading, Region, Word
from pipeline.ocr.detectors.doubt import DOUBT, FALLING, FITTED, RISING, doubt_features, word_probabilities
from pipeline.ocr.detectors.frame import frame_of
from pipeline.ocr.detectors.trees import load_trees
from tests.ocr.typed_pages import PROSE

LINES = 5
"""Of the prose, that stand on the page."""
LETTER, HIGH = 20, 34
"""Pixels of a letter's width and of a word's height."""
PLACE = 16
"""Of "bridge at the second" the last, which is put to the test."""


def page_of(
    text: str = "second",
    confidence: float = 0.96,
    readings: tuple[Reading, ...] = (),
    languages: str = "eng",
    width: float = 1.0,
) -> Page:
    """Return a page of typed prose with one word that reads and measures as given."""
    lines, count = [], 0
    for row, line in enumerate(PROSE[:LINES]):
        left, words = 100, []
        for word in line.split():
            is_tested, count = count == PLACE, count + 1
            shown = text if is_tested else word
            right = left + round(len(word) * LETTER * (width if is_tested else 1.0))
            box = Box(left, 100 + 60 * row, right, 100 + 60 * row + HIGH)
            words.append(Word(shown, box, confidence if is_tested else 0.96, readings=readings if is_tested else ()))
            left += (len(word) + 1) * LETTER
        lines.append(Line(tuple(words), Box(100, 100 + 60 * row, left, 100 + 60 * row + HIGH)))
    return Page(1700, 2200, (Region(tuple(lines), None),), EngineInfo("test", "1", languages), 200.0)


def chance(page: Page) -> float:
    return float(word_probabilities(page, frame_of(page))[PLACE])


def odds(probability: float) -> float:
    return probability / (1 - probability)


def feature(name: str, page: Page) -> float:
    return float(doubt_features(page, frame_of(page))[PLACE][DOUBT.index(name)])


def test_the_word_put_to_the_test_is_the_one_that_is_meant() -> None:
    assert page_of().words[PLACE].text == "second"


def test_all_words_of_clear_prose_are_all_but_sure() -> None:
    page = page_of()
    assert word_probabilities(page, frame_of(page)).min() > 0.95


@pytest.mark.parametrize("text", ["second", "sec0nd", "secqnd", "Petrescu", "1939", "\u2018", "d~#"])
@pytest.mark.parametrize("languages", ["eng", "deu", "rus"])
def test_more_confidence_never_makes_a_word_much_less_probable(text: str, languages: str) -> None:
    chances = [chance(page_of(text, step / 50, languages=languages)) for step in range(51)]
    falls = [before - after for before, after in pairwise(chances)]
    assert max(falls) < 0.02  # the mean confidence of the page moves, too
    assert odds(chances[-1]) > 10 * odds(chances[0])


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ({"text": "second"}, {"text": "secend"}),
        ({"text": "Petrescu"}, {"text": "secqnd"}),
        ({"text": "second"}, {"text": "second#"}),
        ({"readings": (Reading("second", "cleaned"),)}, {"readings": (Reading("record", "cleaned"),)}),
    ],
    ids=["a letter for another", "a name and a misreading", "an odd sign", "another reading"],
)
def test_what_speaks_against_a_doubtful_word_counts(more: dict[str, object], less: dict[str, object]) -> None:
    believed, doubted = (chance(page_of(confidence=0.9, **each)) for each in (more, less))  # type: ignore[arg-type]
    assert 1 - doubted > 1.5 * (1 - believed)


@pytest.mark.parametrize(
    ("name", "page", "expected"),
    [
        ("reading", page_of(), 0.0),
        ("reading", page_of(readings=(Reading("second", "cleaned"),)), 1.0),
        ("reading", page_of(readings=(Reading("record", "cleaned"), Reading("second", "rapidocr"))), 1.0),
        ("reading", page_of(readings=(Reading("record", "cleaned"),)), -1.0),
        ("known", page_of("harbour"), 1.0),
        ("known", page_of("harbqur"), 0.0),
        ("known", page_of("1939"), 0.5),
        ("known", page_of("har-"), 0.0),
        ("known", page_of("by-"), 1.0),
        ("known", page_of("harbqur", languages="deu"), 0.5),
        ("seen_elsewhere", page_of("harbour"), 1.0),
        ("seen_elsewhere", page_of("Harbour,"), 1.0),
        ("seen_elsewhere", page_of("second"), 0.0),
        ("odd_stop", page_of("second."), 1.0),
        ("width", page_of(width=0.05), -1.5),
    ],
)
def test_features_say_what_they_are_named_for(name: str, page: Page, expected: float) -> None:
    assert feature(name, page) == expected


def test_where_only_other_words_have_a_second_reading_this_one_lacks_it() -> None:
    page = page_of()
    first = replace(page.lines[0].words[0], readings=(Reading("The", "cleaned"),))
    line = replace(page.lines[0], words=(first, *page.lines[0].words[1:]))
    assert feature("reading", replace(page, regions=(Region((line, *page.lines[1:]), None),))) == -0.5


def test_parts_of_a_word_beyond_a_hyphen_are_known_together() -> None:
    page = page_of("con-")
    parts = (Word("con-", Box(100, 100, 180, 134), 0.96), Word("sidered", Box(100, 160, 240, 194), 0.96))
    page = replace(page, regions=(Region(tuple(Line((part,), part.box) for part in parts), None),))
    assert doubt_features(page, frame_of(page))[:, DOUBT.index("known")].tolist() == [1.0, 1.0]


def test_a_page_without_words_and_one_without_boxes_or_confidence_get_figures_all_the_same() -> None:
    empty = replace(page_of(), regions=())
    assert word_probabilities(empty, frame_of(empty)).tolist() == []
    line = Line((Word("harbour", None, None), Word("\u2014", None, None)), None)
    bare = replace(empty, regions=(Region((line,), None),))
    found = word_probabilities(bare, frame_of(bare))
    assert ((found > 0) & (found < 1)).all()


def test_the_file_holds_the_features_and_keeps_the_directions_that_are_promised() -> None:
    trees = load_trees(FITTED)
    assert trees.features == DOUBT
    rng = np.random.default_rng(3)
    page = page_of()
    table = np.repeat(doubt_features(page, frame_of(page)), 5, axis=0)
    table *= rng.uniform(0.3, 1.3, table.shape)
    for name, sign in [*((name, 1) for name in RISING), *((name, -1) for name in FALLING)]:
        moved = table.copy()
        moved[:, DOUBT.index(name)] += sign * rng.uniform(0, 2, len(table))
        assert (trees.sums(moved) >= trees.sums(table) - 5).all(), name  # leaves are rounded
