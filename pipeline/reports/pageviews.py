"""A page as a report shows it: upright, with one picture from which every view of a place is drawn.

One picture of the page serves the whole page and all its places: a view is a window onto it, so that nothing is stored
twice and a reviewer can move and zoom beyond the first view.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.images.crops import Crop
from pipeline.model.geometry import Box
from pipeline.model.page import Page
from pipeline.model.result import PageResult
from pipeline.model.scan import Scan
from pipeline.reports.options import ReportOptions
from pipeline.reports.pictures import PictureSource
from pipeline.reports.places import Place
from pipeline.reports.views import upright_box, upright_size, view_of, word_height

TEXT_WEIGHT = 4
"""Bytes of the file for each character of a page: both sides, and the marks around them."""
LEGIBLE = 15
"""Pixels that a word should be high in the picture of its page."""
MOST_PIXELS = 9_000_000
TALLEST = 3
"""A picture may be this many times as high as it is wide."""


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place, and where on the upright page it is seen."""

    number: int
    """Counted from 1 in order of urgency, over the whole document."""
    place: Place
    box: Box | None
    """Pixels of the upright scan; None where nothing on the scan belongs to it."""
    view: Box | None
    """The part of the upright scan that is shown for it."""
    line: int | None = None
    """Counted from 1 in the OCR's reading order; None where it is on none."""


@dataclass(frozen=True, slots=True)
class PageView:
    """A page, its picture and its places, the most urgent first."""

    result: PageResult
    width: int
    """Pixels of the upright scan; 0 when there is none."""
    height: int
    picture: str | None
    """The picture as a ``data:`` address; None in a report without images."""
    places: tuple[PlaceView, ...]

    @property
    def number(self) -> int:
        return self.result.number

    @property
    def weight(self) -> int:
        """Bytes that the picture and the reading view take, roughly."""
        text = len(self.result.page.text) if self.result.page else 0
        return len(self.picture or "") + TEXT_WEIGHT * text


def view_page(
    result: PageResult,
    places: Sequence[tuple[int, Place]],
    pictures: PictureSource,
    options: ReportOptions,
    hidden: Sequence[Box] = (),
) -> PageView:
    """Return one page with its numbered places; ``hidden`` boxes (pixels on disk) are painted over."""
    scan = result.scan
    if scan is None:
        return PageView(result, 0, 0, None, tuple(PlaceView(number, place, None, None) for number, place in places))
    height = word_height(result.page, scan)
    views = tuple(_view_place(number, place, height, scan, result.page) for number, place in places)
    picture = _picture(scan, height, pictures, options, hidden) if options.images else None
    return PageView(result, *upright_size(scan), picture, views)


def _view_place(number: int, place: Place, height: float, scan: Scan, page: Page | None) -> PlaceView:
    box = place.lead.ocr.box if place.lead.ocr else None
    if box is None:
        return PlaceView(number, place, None, None)
    placed = upright_box(box, scan)
    return PlaceView(number, place, placed, view_of(placed, height, scan), _line_of(box, page) if page else None)


def _line_of(box: Box, page: Page) -> int | None:
    """Return the number of the line that a box (pixels on disk) covers most; None when it touches none."""
    covered = [(line.box.overlap(box), -number) for number, line in enumerate(page.lines, start=1) if line.box]
    most, number = max(covered, default=(0, 0))
    return -number if most else None


def picture_width(scan: Scan, word_height: float, usual: int) -> int:
    """Return how many pixels wide the picture of a page is: more than usual where its type is small.

    A newspaper page has type that is lost at a width that serves a letter; words stay ``LEGIBLE`` pixels high where the
    scan has them, within ``MOST_PIXELS`` for the whole picture.
    """
    width, height = upright_size(scan)
    wanted = max(usual, round(width * LEGIBLE / max(word_height, 1.0)))
    affordable = round(math.sqrt(MOST_PIXELS * width / max(height, 1)))
    return max(1, min(wanted, max(usual, affordable), width))


def _picture(
    scan: Scan, height: float, pictures: PictureSource, options: ReportOptions, hidden: Sequence[Box]
) -> str | None:
    whole = Box(0, 0, scan.width, scan.height)
    width = picture_width(scan, height, options.picture_width)
    crop = pictures.picture(scan, whole, most_width=width, most_height=width * TALLEST, hidden=hidden)
    if crop is None:
        return None
    return data_address(crop)


def data_address(crop: Crop) -> str:
    """Return a picture as an address that holds it."""
    return f"data:{crop.media_type};base64,{base64.b64encode(crop.content).decode()}"
