"""A grey picture as a file for an engine."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from pipeline.model.picture import GreyPicture


@pytest.mark.parametrize(("width", "height"), [(1, 1), (4, 3), (5, 2), (6, 7), (255, 3)])
def test_a_bmp_shows_the_picture_pixel_for_pixel(width: int, height: int) -> None:
    pixels = bytes(place * 37 % 256 for place in range(width * height))
    image = Image.open(io.BytesIO(GreyPicture(width, height, pixels, 300).to_bmp()))
    assert (image.format, image.size, image.mode) == ("BMP", (width, height), "L")
    assert image.tobytes() == pixels


@pytest.mark.parametrize(("dpi", "stated"), [(300, 300), (123.4, 123), (70, 70), (599.6, 600)])
def test_a_bmp_states_the_resolution_as_the_engine_is_told_it(dpi: float, stated: int) -> None:
    image = Image.open(io.BytesIO(GreyPicture(1, 1, b"\xff", dpi).to_bmp()))
    assert image.info["dpi"] == pytest.approx((stated, stated), abs=0.02)
