"""The grey picture in which the ink of a coloured page stands out best.

On tinted paper, or under a coloured ribbon, one of the three colours can show the ink better than their usual
mixture. On the pages it was tried on the gain is small and the blue channel, noisy in JPEG files, can lose everything;
so the mixture stays unless another channel is clearly better. Measure: how much darker the ink is than the paper
around it, over the noise of the paper.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from pipeline.images.grey import to_grey

_MARGIN = 1.25
"""How much better than the mixture a channel must be to be taken."""

_TILE = 32
"""Side in pixels, of the halved page, of the squares whose median is taken as their paper."""

_STEP = 2
"""Every how many squares one is looked at, in both directions: the rest says the same, at four times the cost."""

_INK_PERCENTILE = 98.0
"""Letters cover 3 to 8 % of a typed page."""

_MAD_TO_DEVIATION = 1.4826
"""Standard deviation of a normal distribution over its median absolute deviation."""


def best_grey(image: Image.Image) -> Image.Image:
    """Return the picture in mode ``L``: like ``to_grey``, or the one colour that shows the ink clearly better."""
    mixture = to_grey(image)
    if image.mode != "RGB" or min(image.size) < 2 * _TILE:
        return mixture
    standard = contrast(mixture) * _MARGIN
    name, best = max(((name, contrast(image.getchannel(name))) for name in "RGB"), key=lambda one: one[1])
    return image.getchannel(name) if best > standard else mixture


def contrast(grey: Image.Image) -> float:
    """Return how far the ink stands out from the paper, in standard deviations of the paper's noise.

    ``grey`` has mode ``L`` and sides of at least 64 pixels.
    """
    halved = np.asarray(grey.reduce(2), dtype=np.int16)
    height, width = (side // _TILE * _TILE for side in halved.shape)
    tiles = halved[:height, :width].reshape(height // _TILE, _TILE, width // _TILE, _TILE).swapaxes(1, 2)
    squares = tiles[::_STEP, ::_STEP].reshape(-1, _TILE * _TILE)
    darkness = np.median(squares, axis=1)[:, None] - squares
    noise = max(1.0, _MAD_TO_DEVIATION * float(np.median(np.abs(darkness))))
    return float(np.percentile(darkness, _INK_PERCENTILE)) / noise
