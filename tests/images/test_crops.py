"""Crops: the right place, upright, small, without metadata, and the same bytes every time."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pipeline.images.crops import crop
from pipeline.images.orientation import as_stored, to_disk_box
from pipeline.model.geometry import Box


def ramp(mode="RGB", size=(300, 200)):
    """A picture in which every pixel tells its place: red across, green down."""
    across = Image.linear_gradient("L").rotate(90).resize(size)
    down = Image.linear_gradient("L").resize(size)
    return Image.merge("RGB", (across, down, Image.new("L", size, 60))).convert(mode)


def decoded(content):
    return Image.open(io.BytesIO(content))


def test_a_crop_holds_the_pixels_of_its_box():
    piece = decoded(crop(ramp(), Box(20, 30, 90, 70), media_type="image/png").content)
    assert piece.tobytes() == ramp().crop((20, 30, 90, 70)).tobytes()


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/png"])
def test_the_same_place_gives_the_same_bytes(media_type):
    made = [crop(ramp(), Box(20, 30, 90, 70), margin=5, media_type=media_type) for _ in range(3)]
    assert made[0] == made[1] == made[2]
    assert made[0].media_type == media_type
    assert (made[0].width, made[0].height) == (80, 50)
    assert decoded(made[0].content).size == (80, 50)


def test_nothing_of_the_metadata_of_the_scan_is_in_a_crop():
    image = ramp()
    exif = Image.Exif()
    exif[0x010E] = "secret description"
    image.info.update(exif=exif.tobytes(), icc_profile=b"secret profile", comment=b"secret comment", dpi=(300, 300))
    for media_type in ("image/jpeg", "image/png"):
        content = crop(image, Box(0, 0, 50, 50), media_type=media_type).content
        assert b"secret" not in content
        assert not ({"exif", "icc_profile", "comment", "dpi"} & set(decoded(content).info))


def test_a_margin_ends_at_the_edge_of_the_scan():
    made = crop(ramp(), Box(0, 0, 10, 10), margin=20)
    assert (made.width, made.height) == (30, 30)


def test_large_crops_are_made_smaller_and_small_ones_stay():
    large = crop(ramp(), Box(0, 0, 300, 200), most_width=150, most_height=400)
    assert (large.width, large.height) == (150, 100)
    small = crop(ramp(), Box(0, 0, 30, 20), most_width=150, most_height=400)
    assert (small.width, small.height) == (30, 20)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_crop_stands_upright_whatever_the_orientation_of_the_scan(orientation):
    stored = as_stored(ramp(), orientation)
    box = to_disk_box(Box(20, 30, 90, 70), orientation, *stored.size)
    made = crop(stored, box, orientation=orientation, media_type="image/png")
    assert decoded(made.content).tobytes() == ramp().crop((20, 30, 90, 70)).tobytes()


def test_a_word_that_runs_downwards_comes_out_level():
    image = Image.new("L", (100, 100), 255)
    image.paste(0, (45, 20, 55, 80))
    made = crop(image, Box(40, 10, 60, 90), angle=90, media_type="image/png")
    assert (made.width, made.height) == (80, 20)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK", "LAB", "I", "F"])
def test_scans_of_every_mode_give_a_crop(mode):
    image = ramp() if mode == "LAB" else ramp(mode)
    assert decoded(crop(image, Box(20, 30, 90, 70)).content).size == (70, 40)


def test_a_box_beside_the_scan_is_an_error():
    with pytest.raises(ValueError, match="outside"):
        crop(ramp(), Box(400, 10, 420, 30))


@settings(deadline=None)
@given(st.integers(-50, 299), st.integers(-50, 199), st.integers(51, 400), st.integers(51, 300), st.integers(0, 50))
def test_any_box_that_touches_the_scan_gives_a_crop(left, top, width, height, margin):
    made = crop(ramp(), Box(left, top, left + width, top + height), margin=margin)
    assert made.width >= 1
    assert made.height >= 1
