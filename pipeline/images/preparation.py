"""Preparing a doubtful page for a second look of the OCR engine: cleaned and smaller.

There is no one recipe. Flattening the paper, taking away specks and halving the size saves badly worn pages, and
harms clean ones, whose thin strokes a median eats. So the engine reads the page as it is first; ``pipeline.ocr.passes``
decides whether it should read it once more.
"""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from pipeline.images.pixels import Pixels, as_array, as_image, from_image
from pipeline.model.picture import GreyPicture

PAPER_GRID = 8
"""Pixels of the halved picture for each sample of the paper's brightness."""
STRIP = 5
"""The middle one of so many strips of a page is looked at first."""
INK_CONTRAST = 40
"""How much darker than its surroundings a pixel must be to count as ink."""
AT_ONCE = 100_000
"""Pixels of which the median is taken at a time, so that they stay within a processor's cache."""


def cleaned(picture: GreyPicture, *, halve: bool) -> GreyPicture:
    """Return the page without specks, its paper evenly white; at half its size if asked."""
    despeckled = Image.fromarray(_median(as_array(picture)))
    if not halve:
        return from_image(_flattened(despeckled.filter(ImageFilter.GaussianBlur(1.0))), picture.dpi)
    return from_image(_flattened(despeckled.reduce(2).filter(ImageFilter.GaussianBlur(0.5))), picture.dpi / 2)


def turned(picture: GreyPicture) -> GreyPicture:
    """Return the page upside down."""
    return GreyPicture(picture.width, picture.height, picture.pixels[::-1], picture.dpi)


def most_inked(picture: GreyPicture, strips: int) -> tuple[int, GreyPicture]:
    """Return the one of so many strips of the page, from its top down, that has most ink, and where it begins."""
    height = max(1, picture.height // strips)
    tops = range(0, max(1, picture.height - height + 1), height)
    return max(((top, strip_of(picture, top, height)) for top in tops), key=lambda strip: ink_share(strip[1]))


def fitted(picture: GreyPicture, longest_side: int) -> GreyPicture:
    """Return the page with no side above ``longest_side`` pixels: reduced by a whole number, or as it is."""
    factor = -(-max(picture.width, picture.height) // longest_side)
    return picture if factor == 1 else from_image(as_image(picture).reduce(factor), picture.dpi / factor)


def is_blank(picture: GreyPicture, below: float) -> bool:
    """Say whether less than ``below``, 0–1, of the page is ink; pages with text are known by a fifth of their rows."""
    rows = picture.height // STRIP
    if rows:
        strip = strip_of(picture, (picture.height - rows) // 2, rows)
        if ink_share(strip) * rows >= below * picture.height:
            return False
    return ink_share(picture) < below


def strip_of(picture: GreyPicture, top: int, height: int) -> GreyPicture:
    """Return so many rows of the page, over its whole width."""
    pixels = picture.pixels[top * picture.width : (top + height) * picture.width]
    return GreyPicture(picture.width, height, pixels, picture.dpi)


def ink_share(picture: GreyPicture) -> float:
    """Return which part of the page, 0–1, is darker (or, on dark paper, lighter) than the paper around it."""
    small = as_image(picture).reduce(2) if min(picture.width, picture.height) >= 2 else as_image(picture)
    seen, paper = np.asarray(small), _paper(small)
    return float(np.mean(np.maximum(seen, paper) - np.minimum(seen, paper) > INK_CONTRAST))


def _flattened(image: Image.Image) -> Image.Image:
    """Return the picture with the brightness of its paper divided out."""
    paper = np.maximum(_paper(image), 1)
    flat = np.asarray(image, dtype=np.float32) * (np.float32(255) / paper)
    return Image.fromarray(np.minimum(flat, 255.0).astype(np.uint8))


def _paper(image: Image.Image) -> Pixels:
    """Return how bright the paper is at each pixel: the middle of what lies around, letters left out."""
    grid = image.reduce(PAPER_GRID) if min(image.size) >= PAPER_GRID else image
    smooth = grid.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.MedianFilter(7))
    smooth = smooth.filter(ImageFilter.GaussianBlur(3))
    return np.asarray(smooth.resize(image.size, Image.Resampling.BILINEAR))


def _median(pixels: Pixels) -> Pixels:
    """Return the median of each pixel and its eight neighbours; the edge of the picture goes on outside.

    The three pixels of each column are put in order once, for the three windows that they lie in: the median of nine
    is that of the highest of the low ones, the middle of the middle ones and the lowest of the high ones. Pillow's own
    filter takes ten times as long.
    """
    height, width = pixels.shape
    padded = np.pad(pixels, 1, mode="edge")
    result = np.empty_like(pixels)
    rows = max(1, AT_ONCE // width)
    for top in range(0, height, rows):
        strip = padded[top : top + rows + 2]
        low, middle, high = _in_order(strip[:-2], strip[1:-1], strip[2:])
        highest = np.maximum(np.maximum(low[:, :-2], low[:, 1:-1]), low[:, 2:])
        lowest = np.minimum(np.minimum(high[:, :-2], high[:, 1:-1]), high[:, 2:])
        between = _middle(middle[:, :-2], middle[:, 1:-1], middle[:, 2:])
        result[top : top + rows] = _middle(highest, between, lowest)
    return result


def _in_order(one: Pixels, two: Pixels, three: Pixels) -> tuple[Pixels, Pixels, Pixels]:
    """Return at each place the lowest, the middle and the highest of three values."""
    low, high = np.minimum(one, two), np.maximum(one, two)
    return np.minimum(low, three), np.maximum(low, np.minimum(high, three)), np.maximum(high, three)


def _middle(one: Pixels, two: Pixels, three: Pixels) -> Pixels:
    """Return at each place the middle one of three values."""
    return np.maximum(np.minimum(one, two), np.minimum(np.maximum(one, two), three))
