"""Poured text is the text: nothing lost, nothing doubled, every line within its column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forge.layout import Column, pour
from tests.forge.spec import Flow, Means, Strike, Typed

WORDS = st.lists(st.text("abcxyz,.", min_size=1, max_size=9), min_size=1, max_size=60)
NARROW = (Column(characters=20, lines=4), Column(characters=24, lines=4))


def joined(lines: tuple[Typed, ...]) -> str:
    """Return the text of lines with divided words joined again."""
    return "".join(line.text[:-1] if line.is_hyphenated else line.text + " " for line in lines).strip()


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_poured_lines_join_to_the_text(paragraphs: list[list[str]]) -> None:
    pages = pour([" ".join(words) for words in paragraphs], NARROW)
    lines = tuple(line for page in pages for line in page)
    assert joined(lines) == " ".join(word for words in paragraphs for word in words)
    assert sum(line.flow is Flow.STARTS for line in lines) == len(paragraphs)
    assert all(len(line.text) <= 24 for line in lines)


@given(WORDS)
def test_no_column_but_the_last_takes_more_lines_than_it_has(words: list[str]) -> None:
    pages = pour([" ".join(words)], NARROW)
    assert all(len(page) <= column.lines for page, column in zip(pages[:-1], NARROW, strict=False))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("he would not re|con|sider it", ["he would not recon-", "sider it"]),
        ("he would not now re|consider", ["he would not now", "reconsider"]),
        ("a re|mark was made", ["a remark was made"]),
    ],
    ids=["divided at the last place that fits", "no part fits", "not needed"],
)
def test_a_word_is_divided_where_it_may_be(text: str, lines: list[str]) -> None:
    ((*typed,),) = pour([text], [Column(characters=19, indent=0)])
    assert [line.text for line in typed] == lines
    assert [line.is_hyphenated for line in typed] == [line.endswith("-") for line in lines]


def test_signs_before_words_become_strikes() -> None:
    ((line,),) = pour(["one ~two ~three ×four ¬five six"], [Column(characters=60)])
    assert line.text == "one two three four five six"
    assert line.strikes == (Strike(1, 3), Strike(3, 4, Means.CROSSES), Strike(4, 5, Means.DASHES))
