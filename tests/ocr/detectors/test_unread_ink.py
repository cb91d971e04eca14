"""Ink that no word explains: what is faint, what lies in specks, and what is only the edge of the sheet."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.model.picture import GreyPicture
from pipeline.ocr.detectors.groups import Group, find_groups, unexplained
from pipeline.ocr.detectors.words import sight_of

Draw = Callable[[NDArray[np.uint8], np.random.Generator], None]
PLACE = Box(300, 150, 480, 250)
HEIGHT = 20


def groups_on(draw: Draw) -> list[Box]:
    """Return the boxes of the groups on a page of one word and its ink, with what ``draw`` adds."""
    pixels = np.full((900, 700), 235, dtype=np.uint8)
    word = Box(100, 500, 220, 500 + HEIGHT)
    pixels[word.top : word.bottom, word.left : word.right] = 30
    pixels[word.top + 4 : word.bottom - 4, word.left + 4 : word.right - 4] = 235
    draw(pixels, np.random.default_rng(1))
    line = Line((Word("word", word, 0.96),), word)
    page = Page(700, 900, (Region((line,), word),), EngineInfo("truth", "1", "eng"), HEIGHT / 0.11)
    sight = sight_of(page, GreyPicture(700, 900, pixels.tobytes(), 200), None)
    groups: tuple[Group, ...] = find_groups(sight, unexplained(sight, [True]), [True])
    return [group.box for group in groups]


def pencil(pixels: NDArray[np.uint8], rng: np.random.Generator) -> None:
    for top in (PLACE.top, PLACE.top + 55):
        for column in range(PLACE.left, PLACE.right, 15):
            pixels[top : top + 45, column : column + 3] = 210


def crowd(pixels: NDArray[np.uint8], rng: np.random.Generator) -> None:
    for x, y in rng.random((300, 2)):
        row, column = round(PLACE.top + y * (PLACE.height - 2)), round(PLACE.left + x * (PLACE.width - 2))
        pixels[row : row + 2, column : column + 2] = 30


def strewn(pixels: NDArray[np.uint8], rng: np.random.Generator) -> None:
    for x, y in rng.random((300, 2)):
        row, column = round(y * 898), round(x * 698)
        pixels[row : row + 2, column : column + 2] = 30


def edge(pixels: NDArray[np.uint8], rng: np.random.Generator) -> None:
    """Draw the edge of a crooked sheet: down the left side and along the top."""
    for row in range(40, 860):
        pixels[row, 30 + row // 30 : 34 + row // 30] = 120
    for column in range(30, 660):
        pixels[40 + column // 30 : 44 + column // 30, column] = 120


def fold(pixels: NDArray[np.uint8], rng: np.random.Generator) -> None:
    """Draw the shadow of a fold, as wide as a word is high."""
    pixels[150:400, 300:320] = 190


def tick(pixels: NDArray[np.uint8], rng: np.random.Generator) -> None:
    """Draw a stroke from the bottom up that grows fainter."""
    for step in range(PLACE.height):
        row, column = PLACE.bottom - 1 - step, PLACE.left + round(step * PLACE.width / PLACE.height)
        pixels[row - 3 : row, column - 6 : column] = 40 if step < 60 else 205


def figure(pixels: NDArray[np.uint8], rng: np.random.Generator) -> None:
    """Draw a large figure 1."""
    pixels[150:230, 390:395] = 40


@pytest.mark.parametrize("draw", [pencil, crowd], ids=["pencil hardly darker than paper", "a crowd of specks"])
def test_faint_ink_is_a_group(draw: Draw) -> None:
    boxes = groups_on(draw)
    assert sum(box.overlap(PLACE) for box in boxes) > 0.7 * PLACE.area


def test_a_stroke_that_grows_fainter_is_taken_to_its_end() -> None:
    (box,) = groups_on(tick)
    assert box.overlap(PLACE) > 0.9 * PLACE.area


def test_a_large_figure_is_no_rule() -> None:
    assert len(groups_on(figure)) == 1


@pytest.mark.parametrize(
    "draw", [strewn, edge, fold], ids=["specks strewn over the page", "the edge of a crooked sheet", "a fold"]
)
def test_what_nobody_wrote_is_no_group(draw: Draw) -> None:
    assert groups_on(draw) == []


def test_a_note_within_the_edge_of_the_sheet_is_a_group_of_its_own() -> None:
    def both(pixels: NDArray[np.uint8], rng: np.random.Generator) -> None:
        edge(pixels, rng)
        pencil(pixels, rng)

    (box,) = groups_on(both)
    assert box.width < 1.2 * PLACE.width
