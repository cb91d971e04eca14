"""Struck words on forged pages: by pen, overtyped with x, overtyped with hyphens; and what stands beneath."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from pipeline.model.geometry import Box
from pipeline.model.page import InkKind, Line, Page, Region, Word
from pipeline.model.picture import GreyPicture
from pipeline.ocr.detectors.beneath import SOURCE
from pipeline.ocr.detectors.inks import word_inks
from pipeline.ocr.detectors.looking import look_closer
from pipeline.ocr.detectors.strikes import can_be_struck, in_view_of_the_page, strike_probabilities
from pipeline.ocr.detectors.words import sight_of
from tests.forge.spec import Means, Strike, Typed
from tests.ocr.typed_pages import ENGINE, AnsweringEngine, forged, is_typed, look, read, typed

STRIKES = {2: (3, 5), 4: (7, 8), 6: (2, 3)}
"""Lines of the prose, and which of their words are struck."""


def strikes(means: Means) -> dict[int, tuple[Strike, ...]]:
    return {row: (Strike(first, last, means),) for row, (first, last) in STRIKES.items()}


def struck_in(page: Page) -> list[str]:
    return [word.text for word in page.words if word.ink is InkKind.STRUCK]


@pytest.mark.parametrize("means", list(Means))
def test_struck_words_are_found_by_whatever_means_and_others_are_not(means: Means) -> None:
    page, truth = look(*typed(strikes=strikes(means)))
    assert struck_in(page) == [word.text for word in truth.words if word.struck]


@pytest.mark.parametrize("means", [Means.PEN, Means.CROSSES])
def test_on_a_worn_page_struck_words_are_found_and_at_most_one_other(means: Means) -> None:
    page, truth = look(*typed(strikes=strikes(means)), wear=2)
    found, struck = Counter(struck_in(page)), Counter(word.text for word in truth.words if word.struck)
    assert not struck - found
    assert (found - struck).total() <= 1


def test_underlined_words_are_not_struck() -> None:
    page, _ = look(*typed(), Typed("Subject: the second lock", 1.0, 4.4, is_underlined=True))
    assert struck_in(page) == []


@pytest.mark.parametrize(
    ("chances", "least", "most"),
    [
        ([0.6] + [0.0] * 199, 0.0, 0.3),
        ([0.6, *[0.9] * 14] + [0.0] * 185, 0.6, 0.9),
        ([0.3] * 60 + [0.0] * 140, 0.0, 0.3),
    ],
    ids=["hardly any other is", "many others are", "many are a little likely"],
)
def test_where_much_is_surely_struck_a_word_is_more_likely_to_be(
    chances: list[float], least: float, most: float
) -> None:
    assert least < in_view_of_the_page(np.array(chances))[0] < most


@pytest.mark.parametrize(("chance", "is_struck"), [(0.2, False), (0.3, True), (0.9, True)])
def test_a_struck_word_weighs_at_least_half(chance: float, is_struck: bool) -> None:
    _, truth = forged(*typed())
    page = read(truth, is_typed)
    found = np.zeros(len(page.words))
    found[3] = chance
    inks = word_inks(page, np.zeros(len(page.words)), found, ())
    assert [number for number, (kind, _) in enumerate(inks) if kind is InkKind.STRUCK] == [3] * is_struck
    assert inks[3][1] >= 0.5


@pytest.mark.parametrize(
    ("text", "can_be"),
    [("the", True), ("+", True), ("-2-", False), ("-2=", False), ("— 14 —", False), ("1-2", True), (".", False)],
)
def test_what_is_no_word_and_the_number_of_a_page_cannot_be_struck(text: str, can_be: bool) -> None:
    picture, truth = forged(*typed())
    page = read(truth, is_typed)
    word = replace(page.words[0], text=text)
    assert can_be_struck(word, sight_of(page, picture, None)) is can_be


def test_a_word_read_where_there_is_hardly_any_ink_is_not_struck() -> None:
    picture, truth = forged(*typed())
    page = read(truth, is_typed)
    last = page.words[-1].box
    assert last
    empty = Word("wxxe", Box(last.left, last.bottom + 60, last.left + 80, last.bottom + 82), 0.1)
    region = page.regions[0]
    page = replace(page, regions=(replace(region, lines=(*region.lines, Line((empty,), None))),))
    chances = strike_probabilities(sight_of(page, picture, None), picture)
    assert chances[-1] == 0.0


def test_on_a_page_of_few_words_only_a_pen_strikes() -> None:
    rows = (Typed("the second lock of the canal", 1.0, 1.0, strikes=(Strike(1, 2), Strike(5, 6, Means.CROSSES))),)
    page, _ = look(*rows)
    assert struck_in(page) == ["second"]


def look_with_doubt(engine: AnsweringEngine, confidence: float) -> Page:
    """Look at a page with one word struck by pen, of which the engine was as sure as is said."""
    picture, truth = forged(*typed(strikes={4: (Strike(7, 8),)}))
    page = read(truth, is_typed)
    struck = {word.text for word in truth.words if word.struck}
    lines = tuple(
        replace(
            line,
            words=tuple(
                replace(word, confidence=confidence) if word.text in struck and number == 4 else word
                for word in line.words
            ),
        )
        for number, line in enumerate(page.lines)
    )
    return look_closer(picture, replace(page, regions=(replace(page.regions[0], lines=lines),)), engine)


@pytest.mark.parametrize(("confidence", "is_kept"), [(0.3, True), (0.95, False)], ids=["surer", "less sure"])
def test_what_stands_beneath_a_stroke_is_a_further_reading_where_it_is_surer(confidence: float, is_kept: bool) -> None:
    engine = AnsweringEngine("beneath")
    page = look_with_doubt(engine, confidence)
    (struck,) = [word for word in page.words if word.ink is InkKind.STRUCK]
    assert [(reading.text, reading.source) for reading in struck.readings] == [("beneath", SOURCE)] * is_kept
    assert struck.text != "beneath"
    assert len(engine.shown) == 1


def test_a_page_without_struck_words_asks_the_engine_for_nothing() -> None:
    engine = AnsweringEngine("beneath")
    look(*typed(), engine=engine)
    assert engine.shown == []


def test_words_that_a_page_file_puts_beyond_the_picture_are_looked_at_without_harm() -> None:
    words = tuple(Word(f"letter{number}", Box(390 + number, 290, 480 + number, 330), 0.9) for number in range(25))
    page = Page(400, 300, (Region((Line(words, None),), None),), ENGINE, 200.0)
    seen = look_closer(GreyPicture(400, 300, b"\xff" * 120_000, 200), page, AnsweringEngine("beneath"))
    assert [word.text for word in seen.words] == [word.text for word in words]
