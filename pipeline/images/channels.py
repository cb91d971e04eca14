"""The grey picture in which the ink of a coloured page stands out best.

On tinted paper, or under a coloured ribbon, one of the three colours can show the ink better than their usual
mixture. On the pages it was tried on the gain is small and the blue channel, noisy in JPEG files, can lose everything;
so the mixture stays unless another channel is clearly better. Measure: how much darker the ink is than the paper
around it, over the noise of the paper.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.images.grey import to_grey
from pipeline.images.pixels import Pixels

_MARGIN = 1.25
"""How much better than the mixture a channel must be to be taken."""

_TILE = 32
"""Side in pixels, of the halved page, of the squares whose median is taken as their paper."""

_STEP = 2
"""Every how many squares one is looked at, in both directions: the rest says the same, at four times the cost."""

_INK_SHARE = 0.98
"""Of the page that is lighter than its ink: letters cover 3 to 8 % of a typed page."""

_MOST = 510
"""Twice the most that a pixel can be darker than its paper; twice, since a median may lie between two steps."""

_MAD_TO_DEVIATION = 1.4826
"""Standard deviation of a normal distribution over its median absolute deviation."""


def best_grey(image: Image.Image) -> Image.Image:
    """Return the picture in mode ``L``: like ``to_grey``, or the one colour that shows the ink clearly better."""
    mixture = to_grey(image)
    if image.mode != "RGB" or min(image.size) < 2 * _TILE:
        return mixture
    standard = contrast(mixture) * _MARGIN
    best, channel = max(((contrast(channel), channel) for channel in image.split()), key=lambda one: one[0])
    return channel if best > standard else mixture


def contrast(grey: Image.Image) -> float:
    """Return how far the ink stands out from the paper, in standard deviations of the paper's noise.

    ``grey`` has mode ``L`` and sides of at least 64 pixels.
    """
    squares = _squares(np.asarray(grey))
    twice = (2 * np.median(squares, axis=1)).astype(np.int16)[:, None] - 2 * squares
    counts = np.bincount((twice + _MOST).ravel(), minlength=2 * _MOST + 1)
    either_side = counts[_MOST:].copy()
    either_side[1:] += counts[_MOST - 1 :: -1]
    noise = max(1.0, _MAD_TO_DEVIATION * _quantile(either_side, 0.5) / 2)
    return (_quantile(counts, _INK_SHARE) - _MOST) / 2 / noise


def _quantile(counts: NDArray[np.intp], share: float) -> float:
    """Return the quantile of whole numbers, of each of which it is counted how often it occurs."""
    reached = np.cumsum(counts)
    place = share * (int(reached[-1]) - 1)
    lower, upper = np.searchsorted(reached, (int(place) + 1, min(int(place) + 2, int(reached[-1]))))
    return float(lower + (upper - lower) * (place - int(place)))


def _squares(grey: Pixels) -> NDArray[np.int16]:
    """Return every ``_STEP``-th square of the halved picture in both directions: squares, pixels."""
    side = 2 * _TILE
    rows, columns = (length // side for length in grey.shape)
    tiles = grey[: rows * side, : columns * side].reshape(rows, side, columns, side)[::_STEP, :, ::_STEP]
    full = tiles.swapaxes(1, 2).astype(np.int16)
    upper, lower = full[:, :, ::2], full[:, :, 1::2]
    halved = (upper[..., ::2] + upper[..., 1::2] + lower[..., ::2] + lower[..., 1::2] + 2) >> 2
    return halved.reshape(-1, _TILE * _TILE)
