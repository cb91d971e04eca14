"""Boxes follow the page from the picture that was read to the scan as it lies on disk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.images.orientation import is_turned_sideways, to_upright_box
from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, InkKind, Line, Page, Patch, Region, Word
from pipeline.model.scan import Scan, ScanSource
from pipeline.ocr.boxes import from_elsewhere, on_disk, resized, turned_back

STORED = Box(30, 20, 90, 50)


def page(width: int, height: int, box: Box) -> Page:
    word = Word("peace", box, 0.9)
    region = Region((Line((word, Word("now", None, None)), box),), box)
    return Page(width, height, (region,), EngineInfo("x", "1", "eng"), 300, (Patch(InkKind.STAMP, box, 0.5),))


def scan(orientation: int, width: int = 400, height: int = 300) -> Scan:
    return Scan(ScanSource("a.tif", "a.tif"), "f" * 64, width, height, orientation)


def boxes(read: Page) -> set[Box | None]:
    """Return every box of a page; the second word has none, and keeps none."""
    assert read.words[1].box is None
    return {read.words[0].box, read.lines[0].box, read.regions[0].box, read.patches[0].box}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_whatever_way_a_scan_is_stored_the_boxes_lie_where_the_ink_is_stored(orientation: int) -> None:
    size = (300, 400) if is_turned_sideways(orientation) else (400, 300)
    upright = page(*size, to_upright_box(STORED, orientation, 400, 300))
    read = on_disk(upright, scan(orientation))
    assert (read.width, read.height) == (400, 300)
    assert boxes(read) == {STORED}
    assert read.text == "peace now"


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_picture_of_another_size_was_read(orientation: int) -> None:
    size = (150, 200) if orientation == 6 else (200, 150)
    full = (300, 400) if orientation == 6 else (400, 300)
    upright = to_upright_box(STORED, orientation, 400, 300)
    halved = Box(upright.left // 2, upright.top // 2, upright.right // 2, upright.bottom // 2)
    assert boxes(on_disk(page(*size, halved), scan(orientation))) == {STORED}
    assert resized(page(*size, halved), *full).dpi == 600


@given(
    st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(1, 100), st.integers(1, 100)),
    st.integers(1, 3000),
    st.integers(1, 3000),
)
def test_a_resized_box_holds_all_that_it_held_and_stays_on_the_page(
    edges: tuple[int, int, int, int], width: int, height: int
) -> None:
    left, top, across, down = edges
    box = Box(left, top, min(left + across, 100), min(top + down, 100))
    (moved,) = boxes(resized(page(100, 100, box), width, height))
    assert moved is not None
    assert moved.left / width <= box.left / 100
    assert moved.right / width >= box.right / 100
    assert 0 <= moved.left < moved.right <= width
    assert 0 <= moved.top < moved.bottom <= height


def test_a_page_turned_twice_is_as_it_was() -> None:
    read = page(400, 300, STORED)
    assert boxes(turned_back(read)) == {Box(310, 250, 370, 280)}
    assert turned_back(turned_back(read)) == read


@pytest.mark.parametrize(
    ("size", "orientation", "expected"),
    [
        ((400, 300), 1, STORED),
        ((400, 300), 6, STORED),
        ((1600, 1200), 6, Box(7, 5, 23, 13)),
        ((300, 400), 6, Box(20, 210, 50, 270)),
    ],
    ids=["as stored", "turned, read as stored", "in other units", "turned, read upright"],
)
def test_a_page_read_elsewhere_lies_on_the_scan_as_its_shape_says(
    size: tuple[int, int], orientation: int, expected: Box
) -> None:
    assert boxes(from_elsewhere(page(*size, STORED), scan(orientation))) == {expected}
