"""Pairs of tokens and words: split and merged words come out, nothing is lost or doubled."""

from __future__ import annotations

import pytest

from pipeline.alignment.aligning import align_page
from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.model.transcript import Token, TokenKind


def tokens_of(text: str) -> tuple[Token, ...]:
    """Cut a plain text into words, spaces and line breaks."""
    tokens: list[Token] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        for part in line.replace("\n", " \n ").split(" "):
            kind = TokenKind.LINE_BREAK if part == "\n" else TokenKind.WORD
            if part:
                tokens.append(Token(kind, part, offset, part))
                offset += len(part)
            tokens.append(Token(TokenKind.SPACE, " ", offset, " "))
            offset += 1
    return tuple(tokens)


def page_of(text: str) -> Page:
    """A page without boxes that reads as ``text`` does."""
    lines = (tuple(Word(word, None, 0.9) for word in line.split()) for line in text.splitlines())
    regions = (Region(tuple(Line(words, None) for words in lines if words), None),)
    return Page(100, 100, regions if text.strip() else (), EngineInfo("replay", "1", "eng"))


@pytest.mark.parametrize(
    ("reference", "ocr", "expected"),
    [
        ("the old mill", "the old mill", ["the|the", "old|old", "mill|mill"]),
        ("a good day", "agood day", ["a good|agood", "day|day"]),
        ("the mill", "th e mill", ["the|th e", "mill|mill"]),
        (
            "the demonstration ended",
            "the demon-\nstration ended",
            ["the|the", "demonstration|demon-\nstration", "ended|ended"],
        ),
        ("the mill burnt", "the burnt", ["the|the", "mill|", "burnt|burnt"]),
        ("the mill", "the * mill", ["the|the", "|*", "mill|mill"]),
        ("", "stray", ["|stray"]),
        ("lost", "", ["lost|"]),
        ("", "", []),
    ],
)
def test_pairs_show_which_tokens_stand_beside_which_words(reference: str, ocr: str, expected: list[str]) -> None:
    pairs = align_page(tokens_of(reference), page_of(ocr)).pairs
    assert [f"{pair.reference_text}|{pair.ocr_text}" for pair in pairs] == expected
