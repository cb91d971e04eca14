"""How exported files are called: like the scans, and no two alike."""

from __future__ import annotations

import pytest

from pipeline.exports.files import name_pages
from pipeline.model.scan import ScanSource

NAMES = [
    ([ScanSource("letter_1.jpg", ""), ScanSource("letter_2.jpg", "")], ("letter_1", "letter_2")),
    ([ScanSource("box 1/a.jpg", ""), ScanSource("box 2/a.jpg", "")], ("a-page-1", "a-page-2")),
    ([ScanSource("a.jpg", ""), ScanSource("b.jpg", ""), ScanSource("a.png", "")], ("a-page-1", "b", "a-page-3")),
    (
        [ScanSource("a.jpg", ""), ScanSource("a.png", ""), ScanSource("a-page-1.jpg", "")],
        ("a-page-1-page-1", "a-page-2", "a-page-1-page-3"),
    ),
    ([ScanSource("all.tif", "", 0, 2), ScanSource("all.tif", "", 1, 2)], ("all_0001", "all_0002")),
]


@pytest.mark.parametrize(("sources", "names"), NAMES)
def test_no_two_pages_of_a_document_have_the_same_name(sources: list[ScanSource], names: tuple[str, ...]) -> None:
    assert name_pages(sources) == names
    assert len(set(names)) == len(names)
