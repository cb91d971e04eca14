"""The picture that the engine gets has a resolution that can be true."""

from __future__ import annotations

import pytest

from pipeline.images.picture import likely_dpi


@pytest.mark.parametrize(
    ("width", "dpi"), [(2550, 300.0), (1275, 150.0), (300, 70.0), (20_000, 600.0)], ids=["300", "150", "least", "most"]
)
def test_a_page_without_resolution_is_taken_for_a_letter_sheet(width: int, dpi: float) -> None:
    assert likely_dpi(width) == dpi
