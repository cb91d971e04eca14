"""Pages that were scanned lying on their side or upside down."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from PIL import Image

from tests.forge.geometry import Affine, box_of, map_quad, quad_of
from tests.forge.truth import PageTruth, TrueMark, TrueWord

Placed = TypeVar("Placed", TrueWord, TrueMark)

TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
"""Pillow counts the other way round."""


def turn_page(picture: Image.Image, truth: PageTruth, quarters: int) -> tuple[Image.Image, PageTruth]:
    """Return a page turned clockwise by 1, 2 or 3 quarters, and its truth in the pixels of the turned picture."""
    width, height = truth.width, truth.height
    affine = {
        1: Affine(0, -1, height, 1, 0, 0),
        2: Affine(-1, 0, width, 0, -1, height),
        3: Affine(0, 1, 0, -1, 0, width),
    }[quarters]
    turned = picture.transpose(TURNS[quarters])
    turned_truth = replace(
        truth,
        width=turned.width,
        height=turned.height,
        words=tuple(_turn(word, affine) for word in truth.words),
        marks=tuple(_turn(mark, affine) for mark in truth.marks),
    )
    return turned, turned_truth


def _turn(placed: Placed, affine: Affine) -> Placed:
    box = placed.box
    corners = map_quad(affine, quad_of(box.left, box.top, box.right, box.bottom))
    return replace(placed, quad=map_quad(affine, placed.quad), box=box_of(corners))
