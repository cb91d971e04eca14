"""Ovals in masks of ink, and what lies along them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.images.ink import Mask
from pipeline.images.ovals import Oval, fit_oval, unrolled
from pipeline.model.picture import GreyPicture


def drawn(shape: str, width: int = 160, height: int = 100, turn: float = 0.0, gaps: int = 0) -> Mask:
    """Return a mask with the line of a shape that fills it, turned by degrees; ``gaps`` white bars lie across it."""
    picture = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(picture)
    draw = pen.ellipse if shape == "oval" else pen.rectangle
    margin = 0.12 if turn else 0.01
    draw((margin * width, margin * height, (1 - margin) * width, (1 - margin) * height), outline=255, width=3)
    for number in range(gaps):
        pen.rectangle((20 + 40 * number, 0, 28 + 40 * number, height), fill=0)
    return np.asarray(picture.rotate(-turn, resample=Image.Resampling.BILINEAR)) > 100


def trimmed(mask: Mask) -> Mask:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


@pytest.mark.parametrize("turn", [0, 5, -12])
def test_an_oval_is_found_with_its_size_and_its_turn(turn: int) -> None:
    oval = fit_oval(trimmed(drawn("oval", turn=turn)))
    assert oval is not None
    shrunk = 0.76 if turn else 0.98
    assert (oval.along, oval.across) == pytest.approx((80 * shrunk, 50 * shrunk), abs=2)
    assert math.degrees(oval.turn) == pytest.approx(turn, abs=1.5)


def test_an_oval_with_gaps_in_its_line_is_found() -> None:
    assert fit_oval(drawn("oval", gaps=3)) is not None


@pytest.mark.parametrize(
    "mask",
    [
        drawn("rectangle"),
        drawn("rectangle", turn=5),
        np.zeros((100, 160), dtype=bool),
        np.ones((100, 160), dtype=bool),
        np.ones((3, 4), dtype=bool),
        np.random.default_rng(1).random((100, 160)) < 0.02,
        np.eye(100, dtype=bool),
    ],
    ids=["rectangle", "turned rectangle", "no ink", "all ink", "tiny", "specks", "a line"],
)
def test_what_is_no_oval_is_not_taken_for_one(mask: Mask) -> None:
    assert fit_oval(mask) is None


OVAL = Oval(100, 80, 60, 40, 0.0)


def picture_with(points: list[tuple[int, int]]) -> GreyPicture:
    pixels = np.full((160, 200), 255, dtype=np.uint8)
    for x, y in points:
        pixels[y - 2 : y + 2, x - 2 : x + 2] = 0
    return GreyPicture(200, 160, pixels.tobytes(), 200)


def spots(view: GreyPicture) -> tuple[float, float]:
    """Return where the ink of a view lies: how far to the right and down, as shares."""
    dark = np.frombuffer(view.pixels, np.uint8).reshape(view.height, view.width) < 100
    rows, columns = np.nonzero(dark)
    return float(columns.mean() / view.width), float(rows.mean() / view.height)


def test_the_upper_rim_runs_from_left_to_right_with_its_head_outside() -> None:
    view = unrolled(picture_with([(100, 44)]), OVAL, (math.pi, 2 * math.pi), (0, 20), outwards=False)
    right, down = spots(view)
    assert right == pytest.approx(0.5, abs=0.03)
    assert down == pytest.approx(0.2, abs=0.1)


def test_the_lower_rim_runs_from_left_to_right_with_its_feet_outside() -> None:
    view = unrolled(picture_with([(62, 102)]), OVAL, (0, math.pi), (0, 20), outwards=True)
    right, down = spots(view)
    assert right < 0.35
    assert down > 0.5


def test_a_rim_that_leaves_the_picture_is_white_there() -> None:
    view = unrolled(picture_with([]), Oval(10, 10, 60, 40, 0.0), (math.pi, 2 * math.pi), (0, 20), outwards=False)
    assert set(view.pixels) == {255}
