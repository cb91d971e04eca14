"""Where text stands that the transcript has and the OCR does not: between what was read around it."""

from __future__ import annotations

import pytest

from pipeline.model.flag import Reason
from pipeline.model.geometry import Box
from tests.flags.judging import judge

READ = "Dear Sir\nwe met at noon"
"""Two lines, 30 pixels apart, on a page of 2000 by 3000 pixels."""


@pytest.mark.parametrize(
    ("transcript", "box"),
    [
        ("[illegible]\n\nDear Sir\nwe met at noon", Box(0, 0, 2000, 20)),
        ("Dear Sir\nwe met [illegible] at noon", Box(60, 30, 70, 50)),
        ("Dear Sir\nwe met at noon\n\n[illegible]", Box(0, 30, 2000, 3000)),
    ],
    ids=["above all that was read", "within a line", "below all that was read"],
)
def test_text_that_was_not_read_is_shown_where_it_should_stand(transcript: str, box: Box) -> None:
    (flag,) = [flag for flag in judge(transcript, READ) if flag.reason is Reason.ILLEGIBLE]
    assert flag.ocr
    assert (flag.ocr.text, flag.ocr.box) == ("", box)
