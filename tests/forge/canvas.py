"""Ink as numbers: a canvas is an array of ink cover, rows by columns, from 0 (paper) to 1 (full ink)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.forge.geometry import Affine, Point, Quad, box_of, quad_of, shift

Canvas = NDArray[np.float32]
Rect = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Outline = NDArray[np.float64]
"""Points, x and y, between which all ink of something lies; without points where it left none."""

INK = 0.25
"""From this cover on, a pixel counts as ink when the place of a word is measured."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A small canvas and where its top left corner lies on the large one."""

    cover: Canvas
    left: int
    top: int

    def outline(self) -> Outline:
        """Return the outer corners of the first and last inked pixel of each row, as they lie on the large canvas."""
        is_ink = self.cover > INK
        rows = np.flatnonzero(is_ink.any(axis=1))
        first = is_ink[rows].argmax(axis=1)
        last = is_ink.shape[1] - is_ink[rows, ::-1].argmax(axis=1)
        corners = [np.column_stack((x, y)) for x in (first, last) for y in (rows, rows + 1)]
        return np.concatenate(corners) + np.array([self.left, self.top], np.float64)


def rect_around(outline: Outline) -> Rect:
    """Return the smallest rectangle around an outline that has points."""
    left, top = outline.min(axis=0).tolist()
    right, bottom = outline.max(axis=0).tolist()
    return (left, top, right, bottom)


def rect_outline(rect: Rect) -> Outline:
    return np.array(quad_of(*rect), np.float64)


def blank_canvas(width: int, height: int) -> Canvas:
    return np.zeros((height, width), np.float32)


def lay(canvas: Canvas, patch: Patch) -> None:
    """Add a patch's ink to a canvas; what lies outside is lost."""
    height, width = canvas.shape
    left, top = max(0, patch.left), max(0, patch.top)
    right = min(width, patch.left + patch.cover.shape[1])
    bottom = min(height, patch.top + patch.cover.shape[0])
    if left >= right or top >= bottom:
        return
    part = patch.cover[top - patch.top : bottom - patch.top, left - patch.left : right - patch.left]
    spot = canvas[top:bottom, left:right]
    canvas[top:bottom, left:right] = 1 - (1 - spot) * (1 - part)


def draw_text(text: str, font: ImageFont.FreeTypeFont, at: Point) -> Patch:
    """Return ``text`` drawn with its baseline's start ``at`` a point of the large canvas."""
    box = font.getbbox(text, anchor="ls")
    whole_x, whole_y = int(np.floor(at[0])), int(np.floor(at[1]))
    left, top = int(np.floor(box[0])) - 2, int(np.floor(box[1])) - 2
    picture = Image.new("L", (int(np.ceil(box[2])) - left + 3, int(np.ceil(box[3])) - top + 3))
    start = (at[0] - whole_x - left, at[1] - whole_y - top)
    ImageDraw.Draw(picture).text(start, text, fill=255, font=font, anchor="ls")
    return Patch(_cover(picture), whole_x + left, whole_y + top)


def draw_path(points: list[Point], widths: list[float]) -> Patch:
    """Return a pen's path through ``points``, as thick at each as ``widths`` says, in pixels."""
    scale = 4
    reach = max(widths) + 2
    box = box_of([(x - reach, y - reach) for x, y in points] + [(x + reach, y + reach) for x, y in points])
    picture = Image.new("L", (box.width * scale, box.height * scale))
    pen = ImageDraw.Draw(picture)
    for (x, y), width in zip(points, widths, strict=True):
        centre_x, centre_y, radius = (x - box.left) * scale, (y - box.top) * scale, width * scale / 2
        pen.ellipse((centre_x - radius, centre_y - radius, centre_x + radius, centre_y + radius), fill=255)
    small = picture.resize((box.width, box.height), Image.Resampling.BOX)
    return Patch(_cover(small), box.left, box.top)


def straight(start: Point, end: Point, step: float = 0.5) -> list[Point]:
    """Return points from ``start`` to ``end``, ``step`` pixels apart."""
    count = max(2, int(np.hypot(end[0] - start[0], end[1] - start[1]) / step))
    return [
        (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
        for part in (index / (count - 1) for index in range(count))
    ]


def transform(canvas: Canvas, affine: Affine) -> Patch:
    """Return a canvas mapped by ``affine``, as a patch of the large canvas."""
    height, width = canvas.shape
    corners: Quad = quad_of(0, 0, width, height)
    xs, ys = zip(*(affine(corner) for corner in corners), strict=True)
    left, top = int(np.floor(min(xs))), int(np.floor(min(ys)))
    size = (int(np.ceil(max(xs))) - left, int(np.ceil(max(ys))) - top)
    back = shift(left, top).then(affine.inverse())
    picture = Image.fromarray(canvas).transform(
        size, Image.Transform.AFFINE, back.coefficients(), Image.Resampling.BICUBIC
    )
    return Patch(np.clip(np.asarray(picture, np.float32), 0, 1), left, top)


def blur(canvas: Canvas, radius: float) -> Canvas:
    """Return the canvas blurred by a Gaussian of ``radius`` pixels, in steps of 1/255."""
    if radius <= 0:
        return canvas
    picture = Image.fromarray(np.round(canvas * 255).astype(np.uint8))
    return _cover(picture.filter(ImageFilter.GaussianBlur(radius)))


def smooth_noise(rng: np.random.Generator, shape: tuple[int, int], cell: float) -> Canvas:
    """Return noise of mean 0 and deviation about 1 whose hills are ``cell`` pixels wide; ``shape`` is rows, columns."""
    rows, columns = (max(2, int(np.ceil(side / cell)) + 3) for side in shape)
    small = Image.fromarray(rng.standard_normal((rows, columns), dtype=np.float32))
    large = small.resize((int(columns * cell) + 1, int(rows * cell) + 1), Image.Resampling.BICUBIC)
    top, left = int(cell), int(cell)
    return np.asarray(large, np.float32)[top : top + shape[0], left : left + shape[1]]


def taken_by_grain(rng: np.random.Generator, shape: tuple[int, int], inch: int, dry: float) -> Canvas:
    """Return how much of the ink the grain of the paper takes, 0–1, of a pencil or a stamp that hardly touches it.

    Only the hills of the paper take ink, more of them where the pressure is higher; ``dry`` is the share that stays
    bare, ``shape`` is rows and columns, ``inch`` pixels.
    """
    height = smooth_noise(rng, shape, 0.009 * inch) + 0.6 * smooth_noise(rng, shape, 0.05 * inch)
    return np.asarray(np.clip(0.5 + 4 * (height - np.quantile(height, dry)), 0, 1), np.float32)


def _cover(picture: Image.Image) -> Canvas:
    return np.asarray(picture, np.float32) * np.float32(1 / 255)
