"""Regions of a page cut out, turned and laid one below another on one sheet, for an engine to read them all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from PIL import Image

from pipeline.images.pixels import as_array, as_image, from_image
from pipeline.model.geometry import Box
from pipeline.model.picture import GreyPicture

_TURNS = {
    0: None,
    90: Image.Transpose.ROTATE_90,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_270,
}
"""What undoes a turn of the text by so many degrees clockwise; Pillow's own names count the other way round."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Regions on one picture."""

    picture: GreyPicture
    places: tuple[Box, ...]
    """Where each region lies on the picture, in the order they were given."""


def cut_out(picture: GreyPicture, box: Box, angle: int = 0) -> GreyPicture:
    """Return a region with its text upright that is turned by ``angle`` degrees clockwise: 0, 90, 180 or 270."""
    cut, turn = as_image(picture).crop((box.left, box.top, box.right, box.bottom)), _TURNS[angle]
    return from_image(cut if turn is None else cut.transpose(turn), picture.dpi)


def lay_out(cuts: Sequence[GreyPicture], gap: int) -> Sheet:
    """Return pictures on one sheet, from the top down, with ``gap`` pixels of paper around each; at least one.

    The paper is as bright as that of the pictures: an edge between two greys would be taken for a frame.
    """
    size = (max(cut.width for cut in cuts) + 2 * gap, sum(cut.height + gap for cut in cuts) + gap)
    sheet = Image.new("L", size, _paper(cuts))
    places, top = [], gap
    for cut in cuts:
        sheet.paste(as_image(cut), (gap, top))
        places.append(Box(gap, top, gap + cut.width, top + cut.height))
        top += cut.height + gap
    return Sheet(from_image(sheet, cuts[0].dpi), tuple(places))


def _paper(cuts: Sequence[GreyPicture]) -> int:
    """Return the brightness of the paper: what a quarter of a picture is brighter than, the middle one of all."""
    return round(median(float(np.percentile(as_array(cut), 75)) for cut in cuts))
