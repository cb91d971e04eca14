"""The paper under the ink: how much light it throws back, uneven, folded, stained, and seen through from behind."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tests.forge.canvas import Canvas, blank_canvas, blur, draw_path, lay, smooth_noise
from tests.forge.spec import PageSpec, Paper, Stain
from tests.forge.wear import Wear

COLOURS = {
    Paper.CREAM: (0.925, 0.90, 0.84),
    Paper.WHITE: (0.95, 0.95, 0.94),
    Paper.PINK: (0.92, 0.72, 0.68),
    Paper.BLUE: (0.66, 0.78, 0.86),
    Paper.GREEN: (0.70, 0.84, 0.72),
}
"""Red, green and blue that clean paper throws back."""


def empty_paper(spec: PageSpec, wear: Wear, rng: np.random.Generator) -> NDArray[np.float32]:
    """Return the light of a sheet without ink: rows by columns by red, green and blue, 0–1."""
    inch = spec.dpi
    width, height = spec.pixels
    shade = 1 + wear.shade * 0.5 * (np.tanh(smooth_noise(rng, (height, width), 2.6 * inch)) - 0.5)
    fibre = 1 + 0.012 * smooth_noise(rng, (height, width), 0.02 * inch)
    light = shade * fibre * _edges(width, height, wear, inch)
    for fold in spec.folds:
        light = light * _fold(height, fold * inch, inch)
    for stain in spec.stains:
        light = light * (1 - 0.14 * _ring(width, height, stain, inch, rng))
    return np.asarray(light[:, :, None] * np.array(COLOURS[spec.paper]), np.float32)


def other_side(cover: Canvas, wear: Wear, inch: int) -> Canvas:
    """Return how much light the sheet's other side leaves: typed much like this one, and seen in a mirror."""
    mirrored = np.roll(cover[:, ::-1], (round(0.085 * inch), round(-0.2 * inch)), axis=(0, 1))
    return np.asarray(1 - wear.behind * blur(np.ascontiguousarray(mirrored), 0.012 * inch), np.float32)


def _fold(height: int, at: float, inch: int) -> Canvas:
    """Return the light along a fold, as one column: a dark line with a bright one beneath it."""
    rows = (np.arange(height) - at) / (0.012 * inch)
    line = 1 - 0.13 * np.exp(-(rows**2)) + 0.05 * np.exp(-((rows - 2.5) ** 2))
    return np.asarray(line[:, None], np.float32)


def _ring(width: int, height: int, stain: Stain, inch: int, rng: np.random.Generator) -> Canvas:
    """Return the ring of a cup: thicker on one side, not quite round."""
    steps = np.linspace(0, 2 * np.pi, 900)
    reach = stain.radius * (1 + 0.015 * np.sin(3 * steps + rng.random() * 6))
    x = (stain.centre[0] + reach * np.cos(steps)) * inch
    y = (stain.centre[1] + reach * np.sin(steps)) * inch
    widths = 0.045 * inch * (1 + 0.6 * np.sin(steps + rng.random() * 6))
    canvas = blank_canvas(width, height)
    lay(canvas, draw_path(list(zip(x.tolist(), y.tolist(), strict=True)), widths.tolist()))
    return blur(canvas, 0.02 * inch)


def _edges(width: int, height: int, wear: Wear, inch: int) -> Canvas:
    """Return the shadow at the edges of the glass."""
    reach = 0.12 * inch
    across = np.minimum(np.arange(width), np.arange(width)[::-1])
    down = np.minimum(np.arange(height), np.arange(height)[::-1])
    shadow = np.maximum(np.exp(-across / reach)[None, :], np.exp(-down / reach)[:, None])
    return np.asarray(1 - (0.06 + wear.shade) * shadow, np.float32)
