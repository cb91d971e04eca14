"""A doubtful page is made clearer for a second look; what is black stays black, what is paper becomes white."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from pipeline.images.preparation import _median, cleaned, fitted, ink_share, is_blank, most_inked, turned
from pipeline.model.picture import GreyPicture

WIDTH, HEIGHT = 400, 300


def picture(pixels: NDArray[np.uint8]) -> GreyPicture:
    height, width = pixels.shape
    return GreyPicture(width, height, pixels.tobytes(), 300)


def pixels_of(prepared: GreyPicture) -> NDArray[np.uint8]:
    return np.frombuffer(prepared.pixels, np.uint8).reshape(prepared.height, prepared.width)


def shaded_page() -> NDArray[np.uint8]:
    """Return a page that darkens to the right, with a thick stroke across it and specks between."""
    paper = np.tile(np.linspace(230, 120, WIDTH), (HEIGHT, 1))
    paper[140:150, 40:360] = 30
    paper[20:280:30, 20:380:25] = 60
    return paper.astype(np.uint8)


@pytest.mark.parametrize("halve", [False, True])
def test_paper_becomes_white_strokes_stay_and_specks_go(halve: bool) -> None:
    page = pixels_of(cleaned(picture(shaded_page()), halve=halve))
    step = 2 if halve else 1
    assert page.shape == (HEIGHT // step, WIDTH // step)
    stroke = page[140 // step + 2 : 150 // step - 2, 60 // step : 340 // step]
    paper = page[160 // step : 290 // step, 10 // step : 390 // step]
    assert stroke.max() < 110
    assert paper.min() > 200


def test_the_resolution_halves_with_the_size() -> None:
    page = picture(shaded_page())
    assert (cleaned(page, halve=True).dpi, cleaned(page, halve=False).dpi) == (150, 300)


@given(st.integers(1, 9), st.integers(1, 9), st.randoms(use_true_random=False))
def test_the_median_is_that_of_pillow(width: int, height: int, random: object) -> None:
    numbers = [random.randrange(256) for _ in range(width * height)]  # type: ignore[attr-defined]
    page = np.array(numbers, np.uint8).reshape(height, width)
    framed = np.pad(page, 1, mode="edge")
    expected = np.asarray(Image.fromarray(framed).filter(ImageFilter.MedianFilter(3)))[1:-1, 1:-1]
    assert _median(page).tolist() == expected.tolist()


@pytest.mark.parametrize("at_once", [1, 801, 5_000])
def test_a_page_gets_its_median_whole_however_it_is_cut_into_strips(
    monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    page = np.random.default_rng(3).integers(0, 256, (HEIGHT, WIDTH), np.uint8)
    whole = _median(page)
    monkeypatch.setattr("pipeline.images.preparation.AT_ONCE", at_once)
    assert np.array_equal(_median(page), whole)


def test_a_page_upside_down_twice_is_as_it_was() -> None:
    page = picture(shaded_page())
    assert pixels_of(turned(page))[0, 0] == pixels_of(page)[-1, -1]
    assert turned(turned(page)) == page


def test_a_page_too_long_for_the_engine_is_reduced_by_a_whole_number() -> None:
    page = picture(shaded_page())
    assert fitted(page, 400) is page
    reduced = fitted(page, 399)
    assert (reduced.width, reduced.height, reduced.dpi) == (200, 150, 150)


@pytest.mark.parametrize("shade", [0, 90, 255])
def test_an_empty_page_of_whatever_shade_has_no_ink(shade: int) -> None:
    assert ink_share(picture(np.full((HEIGHT, WIDTH), shade, np.uint8))) == 0


def test_light_ink_on_dark_paper_is_ink_as_well() -> None:
    page = shaded_page()
    share = ink_share(picture(page))
    assert 0.02 < share < 0.05
    assert ink_share(picture(255 - page)) == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize("top", [0, 145, 285], ids=["head", "middle", "foot"])
def test_a_line_of_type_anywhere_makes_a_page_that_is_not_blank(top: int) -> None:
    page = np.full((HEIGHT, WIDTH), 220, np.uint8)
    assert is_blank(picture(page), 0.001)
    page[top : top + 10, 40:360:8] = 20
    assert not is_blank(picture(page), 0.001)


@pytest.mark.parametrize("size", [(1, 1), (1, 500), (7, 3)])
def test_pages_of_odd_sizes_are_prepared_too(size: tuple[int, int]) -> None:
    page = picture(np.full(size, 200, np.uint8))
    assert ink_share(page) == 0
    assert cleaned(page, halve=False).width == page.width
    assert cleaned(page, halve=True).width == (page.width + 1) // 2


def test_the_strip_with_most_ink_is_found() -> None:
    rows = [b"\xff" * 90] * 30 + [b"\xff" * 60 + b"\0" * 30] * 30 + [b"\xff" * 90] * 31
    top, strip = most_inked(GreyPicture(90, 91, b"".join(rows), 300), 3)
    assert (top, strip.width, strip.height, strip.dpi) == (30, 90, 30, 300)
    assert strip.pixels == b"".join(rows[30:60])


def test_a_picture_too_low_to_be_cut_is_its_own_strip() -> None:
    assert most_inked(GreyPicture(3, 1, b"\0\0\0", 300), 3) == (0, GreyPicture(3, 1, b"\0\0\0", 300))
