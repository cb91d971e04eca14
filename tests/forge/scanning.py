"""From ink on paper to the picture of a scan."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from tests.forge.canvas import Canvas, blank_canvas, blur, draw_path, lay, smooth_noise, transform
from tests.forge.geometry import Affine
from tests.forge.paper import empty_paper, other_side
from tests.forge.spec import Ink, Mode, PageSpec, Ribbon
from tests.forge.wear import WEAR, Wear

INKS: dict[Ink, tuple[tuple[float, float, float], float]] = {
    Ink.BLACK: ((0.12, 0.12, 0.12), 0.92),
    Ink.RED: ((0.74, 0.16, 0.20), 0.85),
    Ink.BLUE: ((0.26, 0.36, 0.70), 0.80),
    Ink.VIOLET: ((0.45, 0.28, 0.62), 0.85),
    Ink.PEN: ((0.10, 0.14, 0.40), 0.95),
    Ink.PENCIL: ((0.36, 0.36, 0.38), 0.75),
}
"""Colour (red, green, blue) and strength of each ink but the typewriter's, whose strength hangs on the wear."""

RIBBONS = {
    Ribbon.BLACK: (0.13, 0.13, 0.16),
    Ribbon.PURPLE: (0.40, 0.20, 0.52),
    Ribbon.BLUE: (0.18, 0.26, 0.58),
}

FILM_LIMIT = 0.82
"""Film keeps as ink what is darker than this share of its surroundings."""


PAPER, RIBBON, LENS = 1_000_001, 1_000_002, 1_000_003
"""Numbers of the random streams, far above those of the items: ink that is added leaves all other pixels alone."""


def take_picture(layers: dict[Ink, Canvas], spec: PageSpec, skew: Affine) -> Image.Image:
    """Return the picture of a sheet: its inks turned by ``skew``, on worn paper, through a lens."""
    wear, inch = WEAR[spec.wear], spec.dpi
    light = empty_paper(spec, wear, np.random.default_rng((spec.seed, PAPER)))
    for ink in sorted(layers):
        cover = _turn(layers[ink], skew)
        if ink is Ink.RIBBON:
            colour, strength = RIBBONS[spec.ribbon], wear.strength
            light *= other_side(cover, wear, inch)[:, :, None]
            cover = _through_ribbon(cover, spec, wear)
        else:
            colour, strength = INKS[ink]
        light *= 1 - np.float32(strength) * cover[:, :, None] * (1 - np.array(colour, np.float32))
    return _expose(light, spec, wear)


def _turn(cover: Canvas, skew: Affine) -> Canvas:
    turned = blank_canvas(cover.shape[1], cover.shape[0])
    lay(turned, transform(cover, skew))
    return turned


def _through_ribbon(cover: Canvas, spec: PageSpec, wear: Wear) -> Canvas:
    """Return typed ink as cloth leaves it: run a little, eaten at its edges by the weave, paler where hit softly."""
    inch, rng = spec.dpi, np.random.default_rng((spec.seed, RIBBON))
    soft = blur(cover, wear.spread * inch / 100)
    weave = 0.6 * smooth_noise(rng, cover.shape, 0.009 * inch) + 0.5 * smooth_noise(rng, cover.shape, 0.06 * inch)
    shape = (soft - 0.33 - 0.16 * wear.ragged * weave) * (3.2 - 1.6 * wear.ragged) + 0.5
    tone = 1 - 0.22 * wear.ragged * np.clip(smooth_noise(rng, cover.shape, 0.02 * inch), -1, 1)
    inked = np.clip(shape, 0, 1) * np.clip(tone, 0, 1) * (0.35 + 0.65 * soft) * (soft > 0.02)
    return np.asarray(inked, np.float32)


def _expose(light: NDArray[np.float32], spec: PageSpec, wear: Wear) -> Image.Image:
    """Return the picture: specks, lens, grain, and the kind of scan."""
    rng = np.random.default_rng((spec.seed, LENS))
    height, width = light.shape[:2]
    light *= 1 - np.float32(0.7) * _specks(width, height, wear, spec.dpi, rng)[:, :, None]
    picture = Image.fromarray(_bytes(light)).filter(ImageFilter.GaussianBlur(wear.lens * spec.dpi / 100))
    if spec.mode is not Mode.COLOUR:
        picture = picture.convert("L")
    grain = 0.6 * rng.standard_normal((height, width), np.float32) + smooth_noise(rng, (height, width), 2.0)
    tones = np.asarray(picture, np.float32) * np.float32(1 / 255)
    tones = tones + np.float32(wear.noise) * (grain if tones.ndim == 2 else grain[:, :, None])
    if spec.mode is Mode.FILM:
        is_paper = tones > FILM_LIMIT * blur(np.clip(tones, 0, 1), 0.2 * spec.dpi)
        return Image.fromarray(is_paper.astype(np.uint8) * 255).convert("1")
    return Image.fromarray(_bytes(tones))


def _specks(width: int, height: int, wear: Wear, inch: int, rng: np.random.Generator) -> Canvas:
    canvas = blank_canvas(width, height)
    for x, y, size in rng.random((round(wear.specks * width * height / inch**2), 3)):
        path = [(x * width + step * size, y * height + step * (1 - size)) for step in (0, 0.6)]
        lay(canvas, draw_path(path, [0.004 * inch * (0.5 + 2 * size**3)] * 2))
    return canvas


def _bytes(light: NDArray[np.float32]) -> NDArray[np.uint8]:
    return np.round(np.clip(light, 0, 1) * 255).astype(np.uint8)
