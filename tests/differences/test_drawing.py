"""Drawing two readings beside each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.differences.drawing import LONGEST, draw


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_segments_joined_give_both_sides(reference: str, ocr: str) -> None:
    segments = draw(reference, ocr)
    assert "".join(segment.reference for segment in segments) == reference
    assert "".join(segment.ocr for segment in segments) == ocr


@given(st.text(max_size=60))
def test_equal_sides_are_drawn_as_one_equal_segment(text: str) -> None:
    assert all(segment.is_equal for segment in draw(text, text))
    assert len(draw(text, text)) == bool(text)


def test_a_letter_left_out_is_drawn_alone() -> None:
    drawn = [(segment.reference, segment.ocr) for segment in draw("decison", "decision")]
    assert drawn == [("decis", "decis"), ("", "i"), ("on", "on")]


def test_a_long_difference_is_drawn_as_one_replacement() -> None:
    assert len(draw("a" * (LONGEST + 1), "b")) == 1
