"""The height of a page's letters is told from its ink."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import ImageFilter

from pipeline.images.letters import letter_height
from pipeline.images.pixels import as_image, from_image
from pipeline.model.picture import GreyPicture

SIZE = (1200, 900)


def lettered(height: int, count: int = 400) -> GreyPicture:
    """Return a white page with so many black blocks of the size of letters, row by row."""
    pixels = np.full((SIZE[1], SIZE[0]), 255, dtype=np.uint8)
    width = height * 2 // 3
    places = [(y, x) for y in range(40, SIZE[1] - 80, 2 * height) for x in range(40, SIZE[0] - 80, 2 * width)]
    for down, across in places[:count]:
        pixels[down : down + height, across : across + width] = 20
    return GreyPicture(*SIZE, pixels.tobytes(), 300)


@pytest.mark.parametrize("height", [12, 20, 30, 44])
def test_the_height_is_that_of_most_letters(height: int) -> None:
    assert letter_height(lettered(height)) == pytest.approx(height, abs=2)


def test_specks_and_grain_move_it_little() -> None:
    noise = np.random.default_rng(1).normal(0, 12, (SIZE[1], SIZE[0]))
    pixels = np.frombuffer(lettered(30).pixels, dtype=np.uint8).reshape(SIZE[1], SIZE[0]) + noise
    pixels[np.random.default_rng(2).random(pixels.shape) < 0.002] = 0
    worn = GreyPicture(*SIZE, np.clip(pixels, 0, 255).astype(np.uint8).tobytes(), 300)
    assert letter_height(worn) == pytest.approx(30, abs=2)
    blurred = from_image(as_image(worn).filter(ImageFilter.GaussianBlur(2)), 300)
    assert letter_height(blurred) == pytest.approx(30, abs=4)


def test_a_page_with_hardly_a_letter_has_none() -> None:
    assert letter_height(lettered(30, count=20)) is None
    assert letter_height(lettered(30, count=0)) is None


def test_a_picture_of_a_pixel_has_none() -> None:
    assert letter_height(GreyPicture(1, 1, b"\0", 300)) is None
