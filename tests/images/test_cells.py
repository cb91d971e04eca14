"""The cells of typed letters, sampled at one size."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.images.cells import ABOVE, BELOW, COLUMNS, MARGIN, Strip, sample_cells
from pipeline.model.picture import GreyPicture


def page(scale: int = 1) -> GreyPicture:
    """Return two letters in cells of 24 pixels: an upright stroke in the middle of each, 16 pixels high, foot at 40."""
    pixels = np.full((60, 80), 200, dtype=np.uint8)
    for left in (20, 44):
        pixels[24:40, left - 3 : left + 3] = 50
    large = pixels.repeat(scale, axis=0).repeat(scale, axis=1)
    return GreyPicture(80 * scale, 60 * scale, large.tobytes(), 200)


@pytest.mark.parametrize("scale", [1, 3])
def test_letters_lie_at_the_same_samples_whatever_the_size_of_the_page(scale: int) -> None:
    cells = sample_cells(page(scale), [Strip(8 * scale, 40 * scale, 2, 0)], 24.0 * scale, 0.0)
    assert cells.shape == (2, ABOVE + BELOW + 2 * MARGIN, COLUMNS + 2 * MARGIN)
    inked = cells.mean(axis=0) > 0.5
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    assert (rows[-1] + 1, len(rows)) == (ABOVE + MARGIN, 8)
    assert columns.mean() == MARGIN + COLUMNS / 2 - 0.5


def test_paper_is_nought_and_the_ink_of_a_line_one_be_it_ever_so_pale() -> None:
    pale = np.frombuffer(page().pixels, np.uint8) // 4 + 150
    cells = sample_cells(GreyPicture(80, 60, pale.astype(np.uint8).tobytes(), 200), [Strip(8, 40, 2, 0)], 24.0, 0.0)
    assert cells.min() == 0
    assert cells.max() == pytest.approx(1, abs=0.05)


def test_cells_beyond_the_edge_of_the_page_can_be_sampled() -> None:
    assert np.isfinite(sample_cells(page(), [Strip(-30, 2, 5, 0), Strip(70, 70, 3, 1)], 24.0, 0.02)).all()
