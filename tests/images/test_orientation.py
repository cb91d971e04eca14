"""Boxes between stored and upright pixels, for all eight orientations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pipeline.images.orientation import (
    as_stored,
    is_turned_sideways,
    read_orientation,
    to_disk_box,
    to_upright_box,
    upright,
)
from pipeline.model.geometry import Box

ORIENTATIONS = range(1, 9)


@st.composite
def boxes_in_pictures(draw):
    width, height = draw(st.integers(1, 40)), draw(st.integers(1, 40))
    left, top = draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))
    return Box(left, top, draw(st.integers(left + 1, width)), draw(st.integers(top + 1, height))), width, height


@settings(deadline=None)
@given(boxes_in_pictures(), st.sampled_from(ORIENTATIONS))
def test_a_box_that_is_turned_and_turned_back_is_the_same(drawn, orientation):
    box, width, height = drawn
    there = to_upright_box(box, orientation, width, height)
    assert to_disk_box(there, orientation, width, height) == box


@settings(deadline=None)
@given(boxes_in_pictures(), st.sampled_from(ORIENTATIONS))
def test_a_turned_box_holds_the_same_pixels_as_the_turned_picture(drawn, orientation):
    box, width, height = drawn
    picture = Image.new("L", (width, height), 0)
    picture.paste(255, (box.left, box.top, box.right, box.bottom))
    turned = upright(picture, orientation)
    assert Box(*turned.getbbox()) == to_upright_box(box, orientation, width, height)
    assert (turned.size == (height, width)) or not is_turned_sideways(orientation)


@settings(deadline=None)
@given(boxes_in_pictures(), st.sampled_from(ORIENTATIONS))
def test_a_picture_that_is_turned_and_stored_again_is_the_same(drawn, orientation):
    box, width, height = drawn
    picture = Image.new("L", (width, height), 0)
    picture.paste(255, (box.left, box.top, box.right, box.bottom))
    assert as_stored(upright(picture, orientation), orientation).tobytes() == picture.tobytes()


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_pictures_are_turned_as_pillow_understands_exif(orientation):
    from PIL import ImageOps

    picture = Image.new("L", (5, 3), 0)
    picture.paste(255, (0, 0, 2, 1))
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture.info["exif"] = exif.tobytes()
    assert upright(picture, orientation).tobytes() == ImageOps.exif_transpose(picture).tobytes()
    assert read_orientation(picture) == (orientation, "")


def test_an_exif_block_that_makes_the_reader_fail_is_ignored_with_a_note():
    picture = Image.new("L", (5, 3), 0)
    picture.info["exif"] = b"Exif\0\0no EXIF at all"
    orientation, note = read_orientation(picture)
    assert orientation == 1
    assert "cannot be read" in note
