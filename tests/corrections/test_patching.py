"""Patching: the text becomes what it shall be, and marks, layout and the rest of the file stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corrections.patching import Patch, apply_patches, moved_span, patches_for
from pipeline.model.geometry import Span
from pipeline.transcripts.reading import read_transcript


def patched(file: str, start: int, end: int, text: str) -> str:
    transcript = read_transcript("memo.md", file.encode(), "markdown")
    return apply_patches(transcript.text, patches_for(transcript, Span(start, end), text))


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("wo~~r~~d", "ward", "wa~~r~~d"),
        ("**Subject:** raods", "Subject: roads", "**Subject:** roads"),
        ("**a** b", "x y", "**x** y"),
        ("\\_\\_\\_\\_ dollars", "____ dollar", "\\_\\_\\_\\_ dollar"),
        ("two long  \nlines", "two long lanes", "two long  \nlanes"),
        ("in time", "intime", "intime"),
        ("intime", "in time", "in time"),
        ("M.H. [unclear] signed", "M.H. Jr. signed", "M.H. Jr. signed"),
        ("same", "same", "same"),
    ],
)
def test_only_what_differs_is_changed(file: str, text: str, expected: str) -> None:
    assert patched(file, 0, len(file), text) == expected


OLD = ("the", "teh", "**ferry**", "~~old~~", "\\_x", "\n", "at", "[unclear]", "7:30")
PARTS = st.lists(st.sampled_from(OLD), min_size=1, max_size=8).filter(lambda parts: bool("".join(parts).strip()))
NEW = st.lists(st.sampled_from(("the", "ferry", "old", "_x", "at", "noon", "7:30", "a")), min_size=1, max_size=8)


@settings(deadline=None)
@given(PARTS, NEW)
def test_the_text_becomes_what_it_shall_be_and_the_markup_stays(parts: list[str], new: list[str]) -> None:
    file = " ".join(["Before", *parts, "after"])
    result = patched(file, len("Before "), len(file) - len(" after"), " ".join(new))
    assert (result.startswith("Before "), result.endswith(" after")) == (True, True)
    bare = result.replace("**", "").replace("~~", "").replace("\\_", "_")
    assert bare.split() == ["Before", *new, "after"]
    for mark in ("**", "~~"):
        assert result.count(mark) % 2 == 0
        assert result.count(mark) <= file.count(mark)


@settings(deadline=None)
@given(PARTS)
def test_taking_a_stretch_out_leaves_the_words_around_it(parts: list[str]) -> None:
    file = " ".join(["Before", *parts, "after"])
    result = patched(file, len("Before "), len(file) - len(" after"), "")
    assert result.split() == ["Before", "after"]


def test_what_is_put_in_where_two_stretches_meet_belongs_to_one_of_them() -> None:
    text, first, second = "one two\n\nthree four", Span(0, 9), Span(9, 19)
    patches = (Patch(Span(9, 9), "and "),)
    corrected = apply_patches(text, patches)
    moved = (moved_span(patches, first, is_end_shared=True), moved_span(patches, second))
    assert [corrected[span.start : span.end] for span in moved] == ["one two\n\n", "and three four"]
