"""How coloured a page is, place by place: a violet stamp on grey type is told by nothing as surely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from pipeline.images.opening import OpenedScan
from pipeline.images.orientation import upright
from pipeline.model.geometry import Box

FACTOR = 4
"""Pixels of the page to one of the map: colour is coarse in JPEG files anyway."""
_INK_PERCENTILE = 85


@dataclass(frozen=True, slots=True)
class Chroma:
    """How far each place is from grey, beyond what the paper around it is."""

    values: NDArray[np.int16]

    def of(self, box: Box) -> float:
        """Return how coloured the ink within a box of the page is, 0–255."""
        cut = self.values[
            box.top // FACTOR : -(-box.bottom // FACTOR),
            box.left // FACTOR : -(-box.right // FACTOR),
        ]
        return float(np.percentile(cut, _INK_PERCENTILE)) if cut.size else 0.0


def chroma_of(opened: OpenedScan) -> Chroma | None:
    """Return the colour of an upright page; None for one that is grey throughout."""
    image = opened.image
    if image.mode != "RGB" or min(image.size) < 16 * FACTOR:
        return None
    image = upright(image.reduce(FACTOR), opened.scan.orientation)
    red, green, blue = map(np.asarray, image.split())
    values = np.maximum(np.maximum(red, green), blue) - np.minimum(np.minimum(red, green), blue)
    if float(np.percentile(values, 99)) < 4:
        return None
    paper = Image.fromarray(values).reduce(4).filter(ImageFilter.MedianFilter(5))
    paper = paper.resize(image.size, Image.Resampling.BILINEAR)
    return Chroma(np.abs(values.astype(np.int16) - np.asarray(paper)))
