"""Suggested marks: what lines without markup are taken for, and what is left alone."""

from __future__ import annotations

import pytest

from pipeline.model.transcript import Transcript
from pipeline.transcripts.reading import read_transcript
from pipeline.transcripts.suggesting import suggest_marks


def suggest(text: str) -> Transcript:
    return suggest_marks(read_transcript("memo.md", text.encode("utf-8"), "markdown"))


def found(text: str) -> list[tuple[str, str]]:
    transcript = suggest(text)
    return [
        (mark.kind.value, transcript.text[mark.span.start : mark.span.end])
        for mark in transcript.marks
        if mark.is_suggested
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("TOP SECRET", "stamp"),
        ("~~CONFIDENTIAL~~", "stamp"),
        ("Declassified by the review board", "stamp"),
        ("E.O. 11652, Sec. 3(E) and 5(D)", "stamp"),
        ("Reproduced from the holdings of the archive", "stamp"),
        ("LC", "stamp"),
        ("Box 12, Miller Papers", "file-number"),
        ("811.20/1234", "file-number"),
        ("JUN 3 1941", "stamp"),
        ("1941 JUN 3 AM 9 15", "stamp"),
        ("RECEIVED", "stamp"),
        ("DIVISION OF ACCOUNTS", "stamp"),
        ("6-12", "stamp"),
        ("R.T.L.", "initials"),
        ("R. T. L.", "initials"),
        ("R.T. [unclear]", "initials"),
        ("RTL", "initials"),
        ("PM/RTL", "initials"),
        ("- 4 -", "footer"),
    ],
)
def test_a_line_that_looks_like_no_text_gets_a_suggestion(line: str, kind: str) -> None:
    assert found(f"which could only be\n{line}\ndecided when") == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "W.A. Miller Papers",
        "Marshal I. V. Stalin",
        "Mr. R. T. Lowe arrived.",
        "Received your letter of June 3.",
        "Jun 3, 1941",
        "The Department of State replied on JUN 3 1941 that",
        "Sir:",
        "in 1941 and 1942",
    ],
)
def test_names_and_running_text_are_left_alone(line: str) -> None:
    assert found(f"which could only be\n{line}\ndecided when") == []


def test_what_stands_before_a_blank_is_its_label() -> None:
    assert found("Grade for \\_\\_\\_\\_  Rating \\_\\_\\_\\_") == [
        ("form-label", "Grade for"),
        ("form-label", "Rating"),
    ]


def test_a_suggestion_says_why_and_changes_no_character() -> None:
    transcript = suggest("RECEIVED")
    (mark,) = transcript.marks
    assert mark.why == "a word of receipt in capitals alone on its line"
    assert transcript.tokens[0].marks == (mark,)
    assert transcript.text == "RECEIVED"


def test_what_the_transcriber_marked_is_not_suggested_again() -> None:
    assert found("[stamp: RECEIVED]") == []
