"""Painting over what a picture may not show."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

from pipeline.images.grey import to_grey
from pipeline.model.geometry import Box


def paint_over(image: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    """Return a copy of a stored picture in which nothing of ``boxes`` (pixels as it lies on disk) is left."""
    covered = image.copy() if image.mode in ("L", "RGB") else to_grey(image)
    draw = ImageDraw.Draw(covered)
    for box in boxes:
        if box.area:
            draw.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), fill="grey")
    return covered
