"""Preparing a doubtful page for a second look of the OCR engine: cleaned and smaller.

There is no one recipe. Flattening the paper, taking away specks and halving the size saves badly worn pages, and
harms clean ones, whose thin strokes a median eats. So the engine reads the page as it is first; ``pipeline.ocr.passes``
decides whether it should read it once more.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from pipeline.images.pixels import Pixels, as_array, as_image, from_image
from pipeline.model.picture import GreyPicture

PAPER_GRID = 8
"""Pixels of the halved picture for each sample of the paper's brightness."""
STRIP = 5
"""The middle one of so many strips of a page is looked at first."""
INK_CONTRAST = 40
"""How much darker than its surroundings a pixel must be to count as ink."""


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
    small = np.asarray(as_image(picture).reduce(2) if min(picture.width, picture.height) >= 2 else as_image(picture))
    paper = _paper(Image.fromarray(small))
    return float(np.mean(np.abs(small.astype(np.int16) - paper) > INK_CONTRAST))


def _flattened(image: Image.Image) -> Image.Image:
    """Return the picture with the brightness of its paper divided out."""
    paper = np.maximum(_paper(image), 1.0)
    flat = np.asarray(image, dtype=np.float32) * (255.0 / paper)
    return Image.fromarray(np.minimum(flat, 255.0).astype(np.uint8))


def _paper(image: Image.Image) -> NDArray[np.float32]:
    """Return how bright the paper is at each pixel: the middle of what lies around, letters left out."""
    grid = image.reduce(PAPER_GRID) if min(image.size) >= PAPER_GRID else image
    smooth = grid.filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.MedianFilter(7))
    smooth = smooth.filter(ImageFilter.GaussianBlur(3))
    return np.asarray(smooth.resize(image.size, Image.Resampling.BILINEAR), dtype=np.float32)


def _median(pixels: Pixels) -> Pixels:
    """Return the median of each pixel and its eight neighbours, by exchanges on whole pictures.

    The exchanges are those of J. L. Smith, "Implementing median filters in XC4000E FPGAs" (1996); Pillow's own
    filter takes three times as long.
    """
    padded = np.pad(pixels, 1, mode="edge")
    height, width = pixels.shape
    parts = [padded[y : y + height, x : x + width] for y in range(3) for x in range(3)]
    for low, high in _EXCHANGES:
        parts[low], parts[high] = np.minimum(parts[low], parts[high]), np.maximum(parts[low], parts[high])
    return parts[4]


_EXCHANGES = (
    *((1, 2), (4, 5), (7, 8), (0, 1), (3, 4), (6, 7), (1, 2), (4, 5), (7, 8)),
    *((0, 3), (5, 8), (4, 7), (3, 6), (1, 4), (2, 5), (4, 7), (4, 2), (6, 4), (4, 2)),
)
