"""From one convention to another: what can be said comes back, what cannot is named and kept."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import TranscriptError, UsageError
from pipeline.model.transcript import MarkKind
from pipeline.transcripts.conventions import CONVENTIONS, get_convention
from pipeline.transcripts.meaning import find_meaning
from pipeline.transcripts.reading import read_transcript
from pipeline.transcripts.sidecar import restore
from pipeline.transcripts.writing import write

WRITABLE = [name for name in CONVENTIONS if get_convention(name).reader != "page"]
MEMO = (
    "~~TOP SECRET~~ [stamp: APR 4] and [unclear] then **bold** [N?tive] s[????] [barn?] Fill \\_\\_\\_\\_ [x] "
    "[initials unclear]\n\n[* margin *] [image: a barn] <!-- page 2 --> 3 < 4 & [sic: Y] [handwritten: hi] a_b "
    "[3 words illegible]\n| a | b |\n|---|---|\n| c | d |\n"
)
LOST = {
    "markdown": [],
    "tei": ["ambiguous-bracket", "correction", "gap", "initials", "table", "unclear"],
    "fromthepage": ["blank", "correction", "gap", "hand", "initials", "table", "unclear"],
}
"""Kinds of which something is lost from ``MEMO``."""


@pytest.mark.parametrize("name", LOST)
def test_the_losses_are_those_the_convention_has_no_words_for(name: str) -> None:
    written = write(read_transcript("memo.md", MEMO.encode(), "markdown"), name)
    assert sorted({loss.kind for loss in written.losses}) == LOST[name]


@pytest.mark.parametrize("name", WRITABLE)
def test_the_sidecar_gives_the_file_again(name: str) -> None:
    content = MEMO.encode("utf-16")
    written = write(read_transcript("memo.md", content, "markdown"), name)
    assert restore(written.text, written.sidecar) == content
    lost = {mark["kind"] for mark in json.loads(written.sidecar)["marks"]}
    assert lost == {loss.kind for loss in written.losses} - {"text"}


def test_the_sidecar_refuses_a_text_that_was_changed() -> None:
    written = write(read_transcript("memo.md", MEMO.encode(), "markdown"), "plain")
    with pytest.raises(TranscriptError, match="changed"):
        restore(written.text + " ", written.sidecar)


def test_printed_brackets_that_would_be_read_as_marks_are_reported() -> None:
    written = write(read_transcript("a.txt", b"the [Private] road", "plain"), "by-the-people")
    assert [(loss.kind, loss.reason) for loss in written.losses] == [
        ("text", "by-the-people would read '[Private]' as 'Private'")
    ]


def test_page_xml_is_not_written() -> None:
    with pytest.raises(UsageError, match="boxes"):
        write(read_transcript("a.txt", b"a", "plain"), "transkribus")


FRAGMENTS = (
    *"ab .,?*_<&|#\n",
    "word ", "~~x~~ ", "**b** ", "[unclear] ", "[stamp: A b] ", "[word?] ", "[* n *] ", "\\_\\_\\_ ", "[x] ",
    "<u>u</u> ", "[image: p] ", "[[?]] ", "[[underlined]]z[[/underlined]] ", "<gap/> ", "<unclear>q</unclear> ",
    "(p) ", "\n\n",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    text=st.lists(st.sampled_from(FRAGMENTS), max_size=20).map("".join),
    source=st.sampled_from(("markdown", "fromthepage", "smithsonian", "by-the-people")),
    target=st.sampled_from(WRITABLE),
)
def test_all_that_can_be_said_comes_back(text: str, source: str, target: str) -> None:
    transcript = read_transcript("a.txt", text.encode(), source)
    written = write(transcript, target)
    assert restore(written.text, written.sidecar) == text.encode()
    again = find_meaning(read_transcript("b.txt", written.text.encode(), target))
    meant = find_meaning(transcript)
    if any(loss.kind == "text" for loss in written.losses):
        assert again.words != meant.words
        return
    assert again.words == meant.words
    lost = {(loss.kind, loss.span) for loss in written.losses}
    came_back = {(mark.kind, place) for mark, place in again.places.items()}
    for mark, place in meant.places.items():
        assert (mark.kind, mark.span) in lost or (mark.kind, place) in came_back
        assert mark.kind is not MarkKind.ERROR
