"""Grey pictures as arrays and as Pillow's images, and back; and what is seen between their pixels."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.model.picture import GreyPicture

Pixels = NDArray[np.uint8]
Numbers = NDArray[np.floating[Any]]


def as_array(picture: GreyPicture) -> Pixels:
    """Return the brightness of each pixel, rows first; it cannot be written to."""
    return np.frombuffer(picture.pixels, dtype=np.uint8).reshape(picture.height, picture.width)


def as_image(picture: GreyPicture) -> Image.Image:
    """Return the picture as an image of Pillow, which shares its pixels."""
    return Image.frombuffer("L", (picture.width, picture.height), picture.pixels, "raw", "L", 0, 1)


def from_array(pixels: Pixels, dpi: float) -> GreyPicture:
    """Return the picture of which ``pixels``, rows first, are the brightness."""
    height, width = pixels.shape
    return GreyPicture(width, height, pixels.tobytes(), dpi)


def from_image(image: Image.Image, dpi: float) -> GreyPicture:
    """Return a grey image of Pillow as a picture."""
    return GreyPicture(image.width, image.height, image.tobytes(), dpi)


def between_pixels(pixels: Pixels | Numbers, x: Numbers, y: Numbers) -> Numbers:
    """Return the brightness at points, from the four pixels around each; the edge goes on outside.

    ``x`` and ``y`` are counted in pixels from the middle of the first one.
    """
    height, width = pixels.shape
    x, y = np.clip(x, 0, width - 1), np.clip(y, 0, height - 1)
    left, top = x.astype(np.int32), y.astype(np.int32)
    across, down = x - left.astype(x.dtype), y - top.astype(y.dtype)
    flat, at = pixels.ravel(), top.astype(np.intp) * width + left
    right, below = (left < width - 1).astype(np.intp), (top < height - 1) * np.intp(width)
    upper = flat.take(at) * (1 - across) + flat.take(at + right) * across
    at += below
    lower = flat.take(at) * (1 - across) + flat.take(at + right) * across
    return np.asarray(upper * (1 - down) + lower * down)
