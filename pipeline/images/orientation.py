"""EXIF orientation: how stored pixels stand to upright ones.

Orientation values 1–8 are those of the EXIF 2.32 standard, tag 0x0112: value 6 means that the stored picture must
be turned 90 degrees clockwise to stand upright. Boxes in values that leave the program are in stored pixels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.model.geometry import Box

if TYPE_CHECKING:
    from PIL import Image

_TAG = 0x0112
_MIRRORED_LEFT_RIGHT = frozenset({2, 3, 7, 8})
_MIRRORED_TOP_BOTTOM = frozenset({3, 4, 6, 7})
_TRANSPOSED = frozenset({5, 6, 7, 8})
"""To stand upright, a picture is first mirrored as the two sets above say, then its axes are exchanged."""


def is_turned_sideways(orientation: int) -> bool:
    """Say whether width and height of the upright picture are those of the stored one, exchanged."""
    return orientation in _TRANSPOSED


def to_upright_box(box: Box, orientation: int, width: int, height: int) -> Box:
    """Return ``box`` of the stored picture, of ``width`` x ``height`` pixels, as it lies in the upright one."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if orientation in _MIRRORED_LEFT_RIGHT:
        left, right = width - right, width - left
    if orientation in _MIRRORED_TOP_BOTTOM:
        top, bottom = height - bottom, height - top
    if orientation in _TRANSPOSED:
        return Box(top, left, bottom, right)
    return Box(left, top, right, bottom)


def to_disk_box(box: Box, orientation: int, width: int, height: int) -> Box:
    """Return ``box`` of the upright picture as it lies in the stored one, of ``width`` x ``height`` pixels.

    The inverse of ``to_upright_box``: both take the size of the *stored* picture.
    """
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if orientation in _TRANSPOSED:
        left, top, right, bottom = top, left, bottom, right
    if orientation in _MIRRORED_LEFT_RIGHT:
        left, right = width - right, width - left
    if orientation in _MIRRORED_TOP_BOTTOM:
        top, bottom = height - bottom, height - top
    return Box(left, top, right, bottom)


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """Return the picture as a person would hold it; the same object when it already stands upright."""
    from PIL.Image import Transpose

    methods = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    method = methods.get(orientation)
    return image if method is None else image.transpose(method)


def as_stored(image: Image.Image, orientation: int) -> Image.Image:
    """Return an upright picture as its file stores it: the inverse of ``upright``."""
    return upright(image, {6: 8, 8: 6}.get(orientation, orientation))


def read_orientation(image: Image.Image) -> tuple[int, str]:
    """Return the EXIF orientation of a picture, 1 when there is none, and a note when what is there is garbage."""
    try:
        orientation = image.getexif().get(_TAG, 1)
    # A noisy EXIF block makes Pillow raise SyntaxError, struct.error and others.
    except Exception:
        return 1, "its EXIF block cannot be read and is ignored"
    if isinstance(orientation, int) and 1 <= orientation <= 8:
        return orientation, ""
    return 1, "its EXIF orientation is none of 1 to 8 and is ignored"
