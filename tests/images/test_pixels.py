"""Pictures become arrays and images and come back the same; between pixels, brightness goes over evenly."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.images.pixels import as_array, as_image, between_pixels, from_array, from_image
from pipeline.model.picture import GreyPicture

PICTURE = GreyPicture(3, 2, bytes((0, 100, 200, 40, 140, 240)), 200)


def test_a_picture_comes_back_the_same_from_an_array_and_from_an_image() -> None:
    assert as_array(PICTURE).tolist() == [[0, 100, 200], [40, 140, 240]]
    assert from_array(as_array(PICTURE), 200) == PICTURE == from_image(as_image(PICTURE), 200)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
@pytest.mark.parametrize(
    ("x", "y", "brightness"),
    [(0, 0, 0), (1, 1, 140), (0.5, 0, 50), (0, 0.25, 10), (1.5, 0.5, 170), (-4, 0, 0), (9, 9, 240), (2, -1, 200)],
)
def test_brightness_between_pixels_is_theirs_by_nearness_and_the_edge_goes_on(
    x: float, y: float, brightness: float, kind: type[np.float64]
) -> None:
    found = between_pixels(as_array(PICTURE), np.array([x], dtype=kind), np.array([y], dtype=kind))
    assert found.tolist() == [pytest.approx(brightness, abs=1e-4)]
