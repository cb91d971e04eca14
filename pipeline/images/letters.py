"""How high the letters of a page are, told from its ink alone, before anything is read."""

from __future__ import annotations

import numpy as np

from pipeline.images.ink import ink_map, pieces_of
from pipeline.images.preparation import strip_of
from pipeline.model.picture import GreyPicture

REDUCED_FOR = 28.0
"""Pixels: the page is looked at as one whose words are so high, that is, at half its size."""
LEAST, MOST = 8, 120
"""Pixels of a letter's height."""
NARROWEST, WIDEST = 0.2, 2.5
"""Of its own height: the width of a letter, or of a few that touch."""
FAINTEST = 0.12
"""Of its box: the ink of a letter."""
LEAST_PIECES = 50
MOST_PIXELS = 30_000_000
"""Of larger pictures the middle rows are measured: one full of specks would take much memory."""


def letter_height(picture: GreyPicture) -> float | None:
    """Return the middle height, in pixels, of the pieces of ink that have the shape of letters; None if those are few.

    On a page of text that is about the height of its small letters without stems. Wear moves it little.
    """
    rows = min(picture.height, max(1, MOST_PIXELS // picture.width))
    ink = ink_map(strip_of(picture, (picture.height - rows) // 2, rows), REDUCED_FOR)
    pieces = pieces_of(ink.mask)
    height, width = pieces.height * ink.factor, pieces.width * ink.factor
    is_sized = (height >= LEAST) & (height <= MOST)
    is_shaped = (width >= NARROWEST * height) & (width <= WIDEST * height)
    is_inked = pieces.area * ink.factor**2 >= FAINTEST * height * width
    letters = height[is_sized & is_shaped & is_inked]
    return float(np.median(letters)) if len(letters) >= LEAST_PIECES else None
