"""Reading a transcript: the tokens join to the file, and say what stands on the page."""

from __future__ import annotations

import pytest

from pipeline.model.transcript import GAP_TEXT, MarkKind, TokenKind, Transcript
from pipeline.transcripts.reading import read_transcript


def read(text: str, convention: str = "markdown") -> Transcript:
    return read_transcript("memo.md", text.encode("utf-8"), convention)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "a\u00a0b",
        "a\r\nb\rc",
        "\ufeffa",
        "\\_\\_\\_ x",
        "**a** ~~b~~ [unclear]",
        "[a [b] c",
        "~~~",
        "a  \nb",
    ],
)
@pytest.mark.parametrize("convention", ["markdown", "plain"])
def test_the_tokens_join_to_the_file(text: str, convention: str) -> None:
    assert read(text, convention).text == text


def test_a_label_in_bold_touches_its_markup() -> None:
    tokens = read("**Subject:** Roads").tokens
    assert [(token.kind, token.text) for token in tokens] == [
        (TokenKind.MARKUP, ""),
        (TokenKind.WORD, "Subject:"),
        (TokenKind.MARKUP, ""),
        (TokenKind.SPACE, " "),
        (TokenKind.WORD, "Roads"),
    ]
    assert tokens[1].has_mark(MarkKind.HIGHLIGHT)
    assert not tokens[4].marks


def test_a_form_blank_keeps_the_underscores_that_are_drawn() -> None:
    (blank,) = read("\\_\\_\\_\\_\\_").tokens
    assert (blank.kind, blank.text) == (TokenKind.BLANK, "_____")


def test_an_unclear_place_is_a_gap_of_unknown_text() -> None:
    *_, gap = read("M.H. [unclear]").tokens
    assert (gap.kind, gap.text, gap.has_mark(MarkKind.GAP)) == (TokenKind.GAP, GAP_TEXT, True)
