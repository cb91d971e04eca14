"""Damage that decoders pass over: no cut and no flipped bit of a file with checksums goes unnoticed."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pipeline.errors import ScanError
from pipeline.images import jpeg, png
from pipeline.images.decoding import decode
from pipeline.images.formats import Format
from pipeline.images.limits import DEFAULT_LIMITS
from tests.corpus.pictures import encoded, interlaced_png, page, two_levels
from tests.corpus.pictures import png as png_file

WHOLE = png_file()
DEFLATE = encoded(page(), "TIFF", compression="tiff_adobe_deflate")
GOOD = {
    "grey": WHOLE,
    "interlaced": interlaced_png(),
    "one bit": encoded(two_levels(), "PNG"),
    "palette of four bits": encoded(page().quantize(8), "PNG", bits=4),
    "colour": encoded(page().convert("RGB"), "PNG"),
    "sixteen bits": encoded(page().convert("I").convert("I;16"), "PNG"),
    "alpha": encoded(page().convert("RGBA"), "PNG"),
    "odd size": encoded(page().crop((0, 0, 37, 23)), "PNG"),
}


def opened(content, kind):
    return decode(io.BytesIO(content), kind, 0, "letter", DEFAULT_LIMITS).image


@pytest.mark.parametrize("content", GOOD.values(), ids=GOOD)
def test_a_whole_png_has_no_damage(content):
    assert png.find_damage(io.BytesIO(content)) is None


@settings(deadline=None)
@given(st.integers(8, len(WHOLE) - 1), st.integers(0, 7))
def test_a_flipped_bit_in_a_png_is_noticed(place, bit):
    content = bytearray(WHOLE)
    content[place] ^= 1 << bit
    assert png.find_damage(io.BytesIO(content)) is not None


@settings(deadline=None)
@given(st.integers(8, len(WHOLE) - 1))
def test_a_png_that_was_cut_is_noticed(end):
    assert png.find_damage(io.BytesIO(WHOLE[:end])) is not None


@settings(deadline=None)
@given(st.integers(10, 120))
def test_zeros_over_the_data_of_a_deflate_tiff_are_noticed(place):
    with Image.open(io.BytesIO(DEFLATE)) as image:
        (start,), (length,) = image.tag_v2[273], image.tag_v2[279]
    content = bytearray(DEFLATE)
    begin = start + place % length
    content[begin : start + length] = b"\0" * (start + length - begin)
    if bytes(content) != DEFLATE:
        with pytest.raises(ScanError, match="damaged"):
            opened(bytes(content), Format.TIFF)


@pytest.mark.parametrize("size", [(160, 120), (157, 119), (640, 480), (33, 517)])
@pytest.mark.parametrize("options", [{}, {"quality": 30}, {"optimize": True}, {"subsampling": 0}], ids=str)
def test_a_jpeg_that_lacks_only_its_end_is_read_to_the_last_row(size, options):
    picture = page().resize(size).convert("RGB")
    content = encoded(picture, "JPEG", **options)
    assert opened(content[:-2], Format.JPEG).tobytes() == opened(content, Format.JPEG).tobytes()


@settings(deadline=None)
@given(st.integers(20, 1500))
def test_a_jpeg_that_lacks_rows_is_refused(missing):
    content = encoded(page().resize((640, 480)).convert("RGB"), "JPEG")
    with pytest.raises(ScanError):
        opened(content[: max(700, len(content) - missing)], Format.JPEG)


def test_a_jpeg_with_an_end_far_before_the_end_of_the_file_counts_as_without():
    assert not jpeg.has_end(io.BytesIO(b"\xff\xd9" + b"\0" * 5_000))


@pytest.mark.parametrize("order", [1, 2])
def test_a_fax_page_with_its_end_mark_gives_no_note_in_either_order_of_bits(order):
    content = encoded(two_levels(), "TIFF", compression="group4", tiffinfo={266: order})
    decoded = decode(io.BytesIO(content), Format.TIFF, 0, "letter", DEFAULT_LIMITS)
    assert decoded.notes == ()
