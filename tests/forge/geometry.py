"""Affine maps of the plane; x to the right, y downwards, in pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.model.geometry import Box

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""The corners of a rectangle however turned, clockwise from the top left of its text."""


@dataclass(frozen=True, slots=True)
class Affine:
    """Maps (x, y) to (a·x + b·y + c, d·x + e·y + f)."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 0
    e: float = 1
    f: float = 0

    def __call__(self, point: Point) -> Point:
        x, y = point
        return (self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f)

    def map_all(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return many points mapped; one a row."""
        turned = points @ np.array([[self.a, self.d], [self.b, self.e]])
        return np.asarray(turned + np.array([self.c, self.f]), np.float64)

    def then(self, later: Affine) -> Affine:
        """Return the map that applies this one first and ``later`` after it."""
        return Affine(
            later.a * self.a + later.b * self.d,
            later.a * self.b + later.b * self.e,
            later.a * self.c + later.b * self.f + later.c,
            later.d * self.a + later.e * self.d,
            later.d * self.b + later.e * self.e,
            later.d * self.c + later.e * self.f + later.f,
        )

    def inverse(self) -> Affine:
        det = self.a * self.e - self.b * self.d
        a, b, d, e = self.e / det, -self.b / det, -self.d / det, self.a / det
        return Affine(a, b, -(a * self.c + b * self.f), d, e, -(d * self.c + e * self.f))

    def coefficients(self) -> tuple[float, float, float, float, float, float]:
        """Return the six numbers in the order Pillow takes them."""
        return (self.a, self.b, self.c, self.d, self.e, self.f)


def shift(x: float, y: float) -> Affine:
    return Affine(c=x, f=y)


def turn(degrees: float, about: Point) -> Affine:
    """Return the turn by ``degrees`` clockwise, as seen on the page, around a point."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = about
    return shift(-x, -y).then(Affine(cos, -sin, 0, sin, cos, 0)).then(shift(x, y))


def quad_of(left: float, top: float, right: float, bottom: float) -> Quad:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def map_quad(affine: Affine, quad: Quad) -> Quad:
    first, second, third, fourth = quad
    return (affine(first), affine(second), affine(third), affine(fourth))


def box_of(points: Iterable[Point]) -> Box:
    """Return the smallest box of whole pixels that holds all points; the part left of or above the page is cut off."""
    xs, ys = zip(*points, strict=True)
    # A thousandth of a pixel is rounding of the turn, no ink.
    left, top = math.floor(min(xs) + 1e-3), math.floor(min(ys) + 1e-3)
    return Box(max(0, left), max(0, top), max(0, math.ceil(max(xs) - 1e-3)), max(0, math.ceil(max(ys) - 1e-3)))
