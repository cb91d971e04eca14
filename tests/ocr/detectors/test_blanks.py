"""Form blanks: which rules are there to be written on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.model.picture import GreyPicture
from pipeline.ocr.detectors.blanks import find_blanks
from pipeline.ocr.detectors.words import sight_of

Pixels = NDArray[np.uint8]
Draw = Callable[[Pixels], None]
WIDTH, HEIGHT, PAPER, INK = 700, 900, 235, 30
LETTERS = 20
"""Pixels: the height of the page's words."""


def blanks_on(draw: Draw) -> tuple[Box, ...]:
    """Return the blanks of a page of one word, with what ``draw`` adds to its paper."""
    pixels = np.full((HEIGHT, WIDTH), PAPER, dtype=np.uint8)
    word = Box(100, 500, 220, 500 + LETTERS)
    pixels[word.top : word.bottom, word.left : word.right : 12] = INK
    draw(pixels)
    line = Line((Word("word", word, 0.96),), word)
    page = Page(WIDTH, HEIGHT, (Region((line,), word),), EngineInfo("truth", "1", "eng"), LETTERS / 0.11)
    return find_blanks(sight_of(page, GreyPicture(WIDTH, HEIGHT, pixels.tobytes(), 200), None))


def rule(pixels: Pixels) -> None:
    pixels[300:302, 200:400] = INK


def underscores(pixels: Pixels) -> None:
    for left in range(200, 400, 12):
        pixels[300:302, left : left + 10] = INK


def filled_in(pixels: Pixels) -> None:
    rule(pixels)
    pixels[286:300, 210:390:8] = INK


def frame(pixels: Pixels) -> None:
    rule(pixels)
    pixels[360:362, 200:400] = INK


def dash(pixels: Pixels) -> None:
    pixels[300:302, 200:215] = INK


def shadow_at_the_top(pixels: Pixels) -> None:
    pixels[:3, 200:400] = 150


def shadow_at_the_foot(pixels: Pixels) -> None:
    pixels[-3:, 200:400] = 150


@pytest.mark.parametrize("draw", [rule, underscores])
def test_a_rule_with_nothing_on_it_is_a_blank(draw: Draw) -> None:
    (found,) = blanks_on(draw)
    assert abs(found.left - 200) < 5
    assert abs(found.right - 400) < 5
    assert found.top <= 300 < found.bottom


@pytest.mark.parametrize("draw", [filled_in, frame, dash, shadow_at_the_top, shadow_at_the_foot])
def test_other_rules_and_the_edge_of_the_sheet_are_none(draw: Draw) -> None:
    assert blanks_on(draw) == ()
