"""Ovals: the border of a stamp, found in the mask of its ink, and what lies along it cut out straight."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from pipeline.images.ink import Mask
from pipeline.images.pixels import Numbers, Pixels, as_array, between_pixels, from_array
from pipeline.model.picture import GreyPicture

TOLERANCES = (0.3, 0.2, 0.12, 0.08, 0.06)
"""Of the radius, within which ink counts as part of the border; one round of fitting for each."""
DIRECTIONS = 72
"""In which a border is looked for, seen from its centre."""
LEAST_SEEN = 0.7
"""Of the directions, in which ink must lie on the border."""
FLATTEST = 0.3
"""The shorter axis over the longer one."""
FIT = (0.75, 1.2)
"""Half the width and height of an oval over those of the box it is looked for in."""


@dataclass(frozen=True, slots=True)
class Oval:
    """An ellipse; lengths in pixels."""

    x: float
    y: float
    """Its centre."""
    along: float
    """Half its axis that is nearer to the horizontal."""
    across: float
    """Half the other one."""
    turn: float
    """Radians clockwise by which the first is turned."""

    def points(self, directions: Numbers, inwards: float = 0.0) -> tuple[Numbers, Numbers]:
        """Return x and y of the points that lie in ``directions``, by so many pixels inside the border.

        Directions are radians clockwise from the end of the axis to the right.
        """
        cosine, sine = np.cos(directions), np.sin(directions)
        steep = np.hypot(self.across * cosine, self.along * sine)
        x = self.along * cosine - inwards * self.across * cosine / steep
        y = self.across * sine - inwards * self.along * sine / steep
        return (
            self.x + x * math.cos(self.turn) - y * math.sin(self.turn),
            self.y + x * math.sin(self.turn) + y * math.cos(self.turn),
        )

    def radii(self, x: Numbers, y: Numbers) -> Numbers:
        """Return how far points lie from the centre, the border being at 1."""
        right, down = x - self.x, y - self.y
        return np.hypot(
            (right * math.cos(self.turn) + down * math.sin(self.turn)) / self.along,
            (down * math.cos(self.turn) - right * math.sin(self.turn)) / self.across,
        )

    def scaled(self, by: float, left: float = 0.0, top: float = 0.0) -> Oval:
        """Return the oval ``by`` times as large, moved by ``left`` and ``top`` afterwards."""
        return Oval(self.x * by + left, self.y * by + top, self.along * by, self.across * by, self.turn)


def fit_oval(mask: Mask) -> Oval | None:
    """Return the oval whose border fills ``mask``; None where its ink has no such border.

    The outermost ink of each row and column is what an ellipse is fitted to, by least squares, several times: each time
    to what lies near the one before. A rectangle lies near an ellipse in few directions only.
    """
    height, width = mask.shape
    if min(height, width) < 8 or not mask.any():
        return None
    x, y = _outermost(mask)
    oval = Oval(width / 2, height / 2, width / 2, height / 2, 0.0)
    for tolerance in TOLERANCES:
        near = np.abs(oval.radii(x, y) - 1) < tolerance
        found = _fitted(x[near], y[near]) if near.sum() >= 12 else None
        if found is None or not _fills(found, width, height):
            return None
        oval = found
    return oval if _seen(oval, x, y) >= LEAST_SEEN else None


def _outermost(mask: Mask) -> tuple[Numbers, Numbers]:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    first, last = mask[rows].argmax(axis=1), mask.shape[1] - 1 - mask[rows, ::-1].argmax(axis=1)
    top, bottom = mask[:, columns].argmax(axis=0), mask.shape[0] - 1 - mask[::-1, columns].argmax(axis=0)
    x = np.concatenate((first, last, columns, columns)) + 0.5
    return x, np.concatenate((rows, rows, top, bottom)) + 0.5


def _fitted(x: Numbers, y: Numbers) -> Oval | None:
    """Return the ellipse of least squares: A x² + B xy + C y² + D x + E y = 1, about the middle of the points."""
    middle_x, middle_y = float(x.mean()), float(y.mean())
    size = max(float(np.ptp(x)), float(np.ptp(y)), 1.0)
    u, v = (x - middle_x) / size, (y - middle_y) / size
    table = np.column_stack((u * u, u * v, v * v, u, v))
    a, b, c, d, e = np.linalg.lstsq(table, np.ones(len(u)), rcond=None)[0].tolist()
    if 4 * a * c - b * b <= 1e-9:
        return None
    quadratic = np.array([[a, b / 2], [b / 2, c]])
    centre = np.linalg.solve(quadratic, [-d / 2, -e / 2])
    scale = 1 + float(centre @ quadratic @ centre)
    values, vectors = np.linalg.eigh(quadratic)
    if scale <= 0 or values.min() <= 0:
        return None
    lengths = np.sqrt(scale / values)
    first = int(np.argmax(np.abs(vectors[0])))
    right, down = (vectors[:, first] * np.sign(vectors[0, first] or 1.0)).tolist()
    return Oval(
        middle_x + float(centre[0]) * size,
        middle_y + float(centre[1]) * size,
        float(lengths[first]) * size,
        float(lengths[1 - first]) * size,
        math.atan2(down, right),
    )


def _fills(oval: Oval, width: int, height: int) -> bool:
    x, y = oval.points(np.linspace(0, 2 * math.pi, DIRECTIONS))
    shares = (np.ptp(x) / width, np.ptp(y) / height)
    shorter, longer = sorted((oval.along, oval.across))
    return all(FIT[0] <= share <= FIT[1] for share in shares) and shorter >= FLATTEST * longer


def _seen(oval: Oval, x: Numbers, y: Numbers) -> float:
    """Return in which share of the directions the outermost ink lies on the border."""
    near = np.abs(oval.radii(x, y) - 1) < TOLERANCES[-1]
    directions = np.arctan2(y[near] - oval.y, x[near] - oval.x)
    return len(np.unique(np.floor(directions / (2 * math.pi) * DIRECTIONS))) / DIRECTIONS


def unrolled(
    picture: GreyPicture, oval: Oval, stretch: tuple[float, float], depth: tuple[float, float], *, outwards: bool
) -> GreyPicture:
    """Return what stands along the border of an oval, laid out straight, at the size it has on ``picture``.

    ``stretch`` is where to begin and end, in directions as ``Oval.points`` takes them; ``depth`` how far inside the
    border, in pixels. Text runs clockwise with its feet towards the centre; ``outwards``, it runs the other way with
    its feet towards the border.
    """
    start, end = stretch
    middle = sum(depth) / 2
    fine = np.linspace(start, end, 400)
    x, y = oval.points(fine, middle)
    way = np.concatenate(([0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))))
    directions = np.interp(np.arange(0.5, way[-1]), way, fine)
    inwards = np.arange(depth[0], depth[1])
    if outwards:
        directions, inwards = directions[::-1], inwards[::-1]
    rows = [oval.points(directions, float(distance)) for distance in inwards]
    xs, ys = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    return from_array(_sampled(picture, xs, ys), picture.dpi)


def _sampled(picture: GreyPicture, x: Numbers, y: Numbers) -> Pixels:
    """Return the brightness at points of the picture, between its four nearest pixels; white outside."""
    right, down = x - 0.5, y - 0.5
    is_inside = (right >= 0) & (down >= 0) & (right < picture.width - 1) & (down < picture.height - 1)
    return np.where(is_inside, np.rint(between_pixels(as_array(picture), right, down)), 255).astype(np.uint8)
