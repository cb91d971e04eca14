"""From ink and paper to the picture of a scan."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from tests.forge.canvas import Canvas, Patch, blank_canvas, blur, draw_path, lay, smooth_noise, transform
from tests.forge.geometry import Affine
from tests.forge.spec import Ink, Mode, PageSpec, Stain
from tests.forge.wear import WEAR, Wear

PAPER = (0.925, 0.90, 0.84)
"""Red, green and blue that the paper throws back."""

INKS: dict[Ink, tuple[tuple[float, float, float], float]] = {
    Ink.RIBBON: ((0.13, 0.13, 0.16), 1.0),
    Ink.BLACK: ((0.12, 0.12, 0.12), 0.92),
    Ink.RED: ((0.74, 0.16, 0.20), 0.85),
    Ink.BLUE: ((0.26, 0.36, 0.70), 0.80),
    Ink.VIOLET: ((0.45, 0.28, 0.62), 0.85),
    Ink.PEN: ((0.10, 0.14, 0.40), 0.95),
    Ink.PENCIL: ((0.36, 0.36, 0.38), 0.75),
}
"""Colour and strength of each ink."""

FILM_LIMIT = 0.60
"""Film keeps as ink what is darker than this share of the paper around it."""


def take_picture(layers: dict[Ink, Canvas], spec: PageSpec, skew: Affine, rng: np.random.Generator) -> Image.Image:
    """Return the picture of a sheet: its inks turned by ``skew``, on worn paper, through a lens."""
    wear, inch = WEAR[spec.wear], spec.dpi
    width, height = round(spec.size[0] * inch), round(spec.size[1] * inch)
    light = _paper(width, height, spec, wear, rng)
    for ink in sorted(layers):
        cover = _turn(layers[ink], skew)
        if ink is Ink.RIBBON:
            light = light * _behind(cover, wear, inch)[:, :, None]
            cover = _ribbon(cover, wear, inch, rng)
        colour, strength = INKS[ink]
        weight = strength * (wear.strength if ink is Ink.RIBBON else 1)
        light *= 1 - np.float32(weight) * cover[:, :, None] * (1 - np.array(colour, np.float32))
    return _expose(light, spec, wear, rng)


def _turn(cover: Canvas, skew: Affine) -> Canvas:
    turned = blank_canvas(cover.shape[1], cover.shape[0])
    lay(turned, transform(cover, skew))
    return turned


def _ribbon(cover: Canvas, wear: Wear, inch: int, rng: np.random.Generator) -> Canvas:
    """Return typed ink as cloth leaves it: run a little, then eaten at its edges by the weave."""
    soft = blur(cover, wear.spread * inch / 100)
    weave = smooth_noise(rng, cover.shape, 0.009 * inch) * 0.6 + smooth_noise(rng, cover.shape, 0.06 * inch) * 0.5
    limit = 0.42 + 0.16 * wear.ragged * weave
    steep = 3.2 - 1.6 * wear.ragged
    tone = 1 - 0.22 * wear.ragged * np.clip(smooth_noise(rng, cover.shape, 0.02 * inch), -1, 1)
    return np.clip((soft - limit) * steep + 0.5, 0, 1) * np.clip(tone, 0, 1) * (soft > 0.02)


def _behind(cover: Canvas, wear: Wear, inch: int) -> Canvas:
    """Return how much light the sheet's other side leaves; typed much like this one, and seen in a mirror."""
    mirrored = np.roll(cover[:, ::-1], (round(0.085 * inch), round(-0.2 * inch)), axis=(0, 1))
    return 1 - np.float32(wear.behind) * blur(np.ascontiguousarray(mirrored), 0.012 * inch)


def _paper(width: int, height: int, spec: PageSpec, wear: Wear, rng: np.random.Generator) -> NDArray[np.float32]:
    inch = spec.dpi
    shade = 1 + wear.shade * 0.5 * (np.tanh(smooth_noise(rng, (height, width), 2.6 * inch)) - 0.5)
    fibre = 1 + 0.012 * smooth_noise(rng, (height, width), 0.02 * inch)
    light = shade * fibre
    for fold in spec.folds:
        light *= _fold(height, fold * inch, inch)
    for stain in spec.stains:
        light *= 1 - 0.14 * _ring(width, height, stain, inch, rng)
    light *= _edge(width, height, wear, inch)
    return (light[:, :, None] * np.array(PAPER, np.float32)).astype(np.float32)


def _fold(height: int, at: float, inch: int) -> Canvas:
    """Return the light along a fold, a column: a dark line with a bright one beneath it."""
    rows = (np.arange(height, dtype=np.float32) - np.float32(at)) / np.float32(0.012 * inch)
    line = 1 - 0.13 * np.exp(-(rows**2)) + 0.05 * np.exp(-((rows - 2.5) ** 2))
    return line[:, None].astype(np.float32)


def _ring(width: int, height: int, stain: Stain, inch: int, rng: np.random.Generator) -> Canvas:
    steps = np.linspace(0, 2 * np.pi, 900)
    wobble = 1 + 0.015 * np.sin(3 * steps + rng.random() * 6)
    x = (stain.centre[0] + stain.radius * wobble * np.cos(steps)) * inch
    y = (stain.centre[1] + stain.radius * wobble * np.sin(steps)) * inch
    widths = 0.045 * inch * (1 + 0.6 * np.sin(steps + rng.random() * 6))
    ring: Patch = draw_path(list(zip(x.tolist(), y.tolist(), strict=True)), widths.tolist())
    canvas = blank_canvas(width, height)
    lay(canvas, ring)
    return blur(canvas, 0.02 * inch)


def _edge(width: int, height: int, wear: Wear, inch: int) -> Canvas:
    """Return the shadow at the edges of the glass."""
    reach = np.float32(0.12 * inch)
    across = np.minimum(np.arange(width), np.arange(width)[::-1]).astype(np.float32)
    down = np.minimum(np.arange(height), np.arange(height)[::-1]).astype(np.float32)
    depth = np.float32(0.06 + wear.shade)
    shadow = 1 - depth * np.maximum(np.exp(-across / reach)[None, :], np.exp(-down / reach)[:, None])
    return shadow.astype(np.float32)


def _expose(light: NDArray[np.float32], spec: PageSpec, wear: Wear, rng: np.random.Generator) -> Image.Image:
    """Return the picture: lens, specks, grain, and the kind of scan."""
    inch = spec.dpi
    height, width = light.shape[:2]
    light *= 1 - 0.7 * _specks(width, height, wear, inch, rng)[:, :, None]
    picture = Image.fromarray(_bytes(light)).filter(ImageFilter.GaussianBlur(wear.lens * inch / 100))
    if spec.mode is not Mode.COLOUR:
        picture = picture.convert("L")
    grain = wear.noise * (rng.standard_normal((height, width), np.float32) * 0.6)
    grain = grain + wear.noise * smooth_noise(rng, (height, width), 2.0)
    tones = np.asarray(picture, np.float32) / 255
    tones = tones + (grain if tones.ndim == 2 else grain[:, :, None])
    if spec.mode is Mode.FILM:
        return Image.fromarray(np.where(tones > FILM_LIMIT, 255, 0).astype(np.uint8)).convert("1")
    return Image.fromarray(_bytes(tones))


def _specks(width: int, height: int, wear: Wear, inch: int, rng: np.random.Generator) -> Canvas:
    canvas = blank_canvas(width, height)
    count = round(wear.specks * width * height / inch**2)
    for x, y, size in rng.random((count, 3)):
        path = [(x * width + step * size, y * height + step * (1 - size)) for step in (0, 0.6)]
        lay(canvas, draw_path(path, [0.004 * inch * (0.5 + 2 * size**3)] * 2))
    return canvas


def _bytes(light: NDArray[np.float32]) -> NDArray[np.uint8]:
    return np.round(np.clip(light, 0, 1) * 255).astype(np.uint8)
