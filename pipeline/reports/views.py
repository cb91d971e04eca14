"""Which part of a scan is shown for a place: the word, with three lines of context."""

from __future__ import annotations

from statistics import median

from pipeline.images.orientation import is_turned_sideways, to_upright_box
from pipeline.model.geometry import Box
from pipeline.model.page import Page
from pipeline.model.scan import Scan

LINES_SHOWN = 3
PITCH = 1.75
"""Distance of two lines, in heights of a word: single spacing with room for strokes above and below."""
CHARACTERS_SHOWN = 20
"""Width of a view in line distances: about 40 typed characters."""
USUAL_HEIGHT = 1 / 80
"""Height of a word, in heights of a page, where no word says more."""


def upright_size(scan: Scan) -> tuple[int, int]:
    """Return width and height of the scan as a person holds it."""
    sideways = is_turned_sideways(scan.orientation)
    return (scan.height, scan.width) if sideways else (scan.width, scan.height)


def upright_box(box: Box, scan: Scan) -> Box:
    """Return ``box`` (pixels as they lie on disk) as it lies on the upright picture, cut to its edges."""
    turned = to_upright_box(box, scan.orientation, scan.width, scan.height)
    width, height = upright_size(scan)
    left, top = min(max(0, turned.left), width), min(max(0, turned.top), height)
    return Box(left, top, min(max(left, turned.right), width), min(max(top, turned.bottom), height))


def word_height(page: Page | None, scan: Scan) -> float:
    """Return the usual height of a word on a page, in pixels."""
    heights = [word.box.height for word in page.words if word.box] if page else []
    return float(median(heights)) if heights else scan.height * USUAL_HEIGHT


def view_of(box: Box, height: float, scan: Scan) -> Box:
    """Return the part of the upright picture to show for an upright ``box`` on a page whose words are ``height`` high.

    It holds the box and a line above and below it, and lies within the picture where that is large enough.
    """
    width_limit, height_limit = upright_size(scan)
    pitch = height * PITCH
    height_shown = max(LINES_SHOWN * pitch, box.height + (LINES_SHOWN - 1) * pitch)
    width_shown = max(CHARACTERS_SHOWN * pitch, box.width + 2 * pitch)
    left, right = _within((box.left + box.right) / 2, width_shown, width_limit)
    top, bottom = _within((box.top + box.bottom) / 2, height_shown, height_limit)
    return Box(left, top, right, bottom)


def _within(middle: float, length: float, limit: int) -> tuple[int, int]:
    start = min(max(0.0, middle - length / 2), max(0.0, limit - length))
    return round(start), round(min(start + length, limit))
