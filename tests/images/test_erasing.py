"""A stroke of the pen is taken out of a word, and the letters stay."""

from __future__ import annotations

import numpy as np

from pipeline.images.erasing import without_line
from pipeline.images.pixels import as_array
from pipeline.model.geometry import Box
from pipeline.model.picture import GreyPicture

HEIGHT, WIDTH = 40, 140
BOX = Box(10, 8, 130, 32)
PAPER = 220


def uprights() -> list[int]:
    return list(range(20, 124, 12))


def word(*, struck: bool) -> GreyPicture:
    """Return upright strokes as letters, 20 pixels high, perhaps with a slanted line of two pixels through them."""
    pixels = np.full((HEIGHT, WIDTH), PAPER, dtype=np.uint8)
    for left in uprights():
        pixels[10:30, left : left + 3] = 30
    if struck:
        for column in range(4, 136):
            row = 16 + column * 6 // 136
            pixels[row : row + 2, column] = 40
    return GreyPicture(WIDTH, HEIGHT, pixels.tobytes(), 200)


def test_the_line_becomes_paper_and_the_letters_it_crosses_stay() -> None:
    cleaned, clean = as_array(without_line(word(struck=True), BOX)), as_array(word(struck=False))[8:32, 10:130]
    letters = clean < 100
    assert (cleaned[letters] < 100).mean() > 0.99
    assert (cleaned[~letters] < 100).mean() < 0.02


def test_a_place_outside_the_picture_gives_what_lies_inside() -> None:
    assert without_line(word(struck=True), Box(120, 30, 150, 60)).width == WIDTH - 120


def test_a_word_too_small_to_hold_a_line_stays_as_it_is() -> None:
    picture = word(struck=True)
    assert without_line(picture, Box(20, 10, 24, 14)).pixels == as_array(picture)[10:14, 20:24].tobytes()
