"""Regions of a page cut out, turned and laid one below another on one sheet, for an engine to read them all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

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


def lay_out(picture: GreyPicture, boxes: Sequence[Box], angle: int, gap: int) -> Sheet:
    """Return the regions with their text upright that is turned by ``angle`` degrees clockwise on the page.

    ``angle`` is 0, 90, 180 or 270; ``gap`` is the white around each region, in pixels. At least one box is needed.
    """
    page = Image.frombytes("L", (picture.width, picture.height), picture.pixels)
    turn = _TURNS[angle]
    cuts = [page.crop((box.left, box.top, box.right, box.bottom)) for box in boxes]
    cuts = [cut if turn is None else cut.transpose(turn) for cut in cuts]
    size = (max(cut.width for cut in cuts) + 2 * gap, sum(cut.height + gap for cut in cuts) + gap)
    sheet = Image.new("L", size, 255)
    places, top = [], gap
    for cut in cuts:
        sheet.paste(cut, (gap, top))
        places.append(Box(gap, top, gap + cut.width, top + cut.height))
        top += cut.height + gap
    return Sheet(GreyPicture(sheet.width, sheet.height, sheet.tobytes(), picture.dpi), tuple(places))
