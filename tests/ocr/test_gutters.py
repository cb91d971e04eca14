"""Gutters are found from the boxes of words, wherever columns of text stand side by side."""

from __future__ import annotations

import random

import pytest

from pipeline.model.geometry import Box
from pipeline.ocr.gutters import find_gutters

HEIGHT = 20
PITCH = 30


def column(left: int, width: int, rows: int, seed: int, lean: float = 0.0) -> list[Box]:
    """Return the words of justified lines, white of 10 to 16 pixels between them."""
    chance = random.Random(seed)
    boxes = []
    for row in range(rows):
        across, end = left, left + width
        while across < end:
            right = across + chance.randrange(20, 120)
            right = end if right > end - 40 else right
            shift = round(lean * row * PITCH)
            boxes.append(Box(across + shift, row * PITCH, right + shift, row * PITCH + HEIGHT))
            across = right + chance.randrange(10, 17)
    return boxes


@pytest.mark.parametrize("lean", [0.0, 0.02], ids=["upright", "leaning"])
def test_the_white_between_two_columns_is_a_gutter_from_top_to_bottom(lean: float) -> None:
    boxes = column(100, 400, 40, 1, lean) + column(515, 400, 40, 2, lean)
    (gutter,) = find_gutters(boxes, HEIGHT)
    assert gutter.top < 2 * PITCH
    assert gutter.bottom > 37 * PITCH
    for row in (5, 20, 35):
        assert 500 < gutter.across(row * PITCH) - lean * row * PITCH < 515


@pytest.mark.parametrize("seed", range(5))
def test_running_text_has_no_gutter(seed: int) -> None:
    assert find_gutters(column(100, 900, 40, seed), HEIGHT) == []


def test_the_white_of_a_few_rows_is_no_gutter() -> None:
    assert find_gutters(column(100, 400, 6, 1) + column(515, 400, 6, 2), HEIGHT) == []


def test_a_word_across_a_gutter_parts_it_unless_one_may_cross() -> None:
    boxes = [*column(100, 400, 40, 1), *column(515, 400, 40, 2), Box(480, 20 * PITCH, 530, 20 * PITCH + HEIGHT)]
    assert all(gutter.top > 18 * PITCH or gutter.bottom < 22 * PITCH for gutter in find_gutters(boxes, HEIGHT))
    (gutter,) = find_gutters(boxes, HEIGHT, crossing=1)
    assert gutter.bottom - gutter.top > 35 * PITCH


def test_a_page_without_words_has_no_gutter() -> None:
    assert find_gutters([], HEIGHT) == []
