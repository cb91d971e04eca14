"""No byte is lost: the tokens of every file, of every convention, join to the file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.transcript import Token, TokenKind, Transcript
from pipeline.transcripts.assembling import Assembler, make_token
from pipeline.transcripts.conventions import CONVENTIONS, get_convention
from pipeline.transcripts.grammar import compile_grammar
from pipeline.transcripts.hyphens import mark_hyphens
from pipeline.transcripts.reading import read_transcript
from pipeline.transcripts.scanning import scan
from pipeline.transcripts.suggesting import suggest_marks

OF_LINES = [name for name in CONVENTIONS if not get_convention(name).tags.is_xml]
FRAGMENTS = (
    *"[](){}<>*_~|#-/\\`´⟦⟧?!:;&\"' \t\n\r\f.,aB3",
    "[[", "]]", "[*", "*]", "[**", "**", "~~", "***", "___", "\\_", "\r\n", "  \n", "\n\n", "\u00a0", "\u2028",
    "\ufeff", "[unclear]", "[word?]", "s[????]", "[3 words illegible]", "[stamp: X]", "[[strikethrough]]",
    "[[/strikethrough]]",
    "<u>", "</u>", "<gap/>", "<unclear>", "</unclear>", "<!--", "-->", "<br>", "<foo a=\"b\">", "--- Page 2 ---\n",
    "| a | b |\n", "|---|\n", "---\n", "word-\nword", "-----File: 1.png-----\n", "â€™", "\x00", "\ud800", "ạ", "\u0301",
)  # fmt: skip
MARKED_UP = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
ANYTHING = st.text(st.characters(), max_size=60)


def parse(text: str, name: str) -> Transcript:
    """Parse characters that no file can hold, too."""
    convention = get_convention(name)
    pieces, marks = scan(text, compile_grammar(convention))
    assembler = Assembler(text, convention)
    tokens, hyphens = mark_hyphens(assembler.assemble(pieces, marks))
    return Transcript("x", "", "utf-8", name, tokens, (*marks, *assembler.faults, *hyphens))


@settings(max_examples=300, deadline=None)
@given(text=MARKED_UP | ANYTHING, name=st.sampled_from(CONVENTIONS))
def test_the_tokens_join_to_the_text_and_show_every_mark_whole(text: str, name: str) -> None:
    transcript = suggest_marks(parse(text, name))
    assert transcript.text == text
    edges = {0, len(text), *(token.start for token in transcript.tokens)}
    known = set(transcript.marks)
    for mark in transcript.marks:
        assert {mark.span.start, mark.span.end} <= edges
    for token in transcript.tokens:
        assert set(token.marks) <= known
        assert all(mark.span.contains(token.span) for mark in token.marks)
        starts = [(mark.span.start, -mark.span.end) for mark in token.marks]
        assert starts == sorted(starts)


@settings(max_examples=100, deadline=None)
@given(text=MARKED_UP.filter(lambda text: "\ud800" not in text and "\x00" not in text), name=st.sampled_from(OF_LINES))
def test_the_tokens_join_to_the_file_in_every_encoding_with_a_mark(text: str, name: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        content = text.encode(encoding)
        transcript = read_transcript("x", content, name)
        assert transcript.text.encode(transcript.encoding) == content


@pytest.mark.skipif("CORRIGENDA_DATA" not in os.environ, reason="needs CORRIGENDA_DATA, the folder of real pages")
@pytest.mark.parametrize("name", OF_LINES)
def test_real_transcripts_join_to_their_files(name: str) -> None:
    folder = Path(os.environ["CORRIGENDA_DATA"])
    files = [*folder.glob("*/ref/*.txt"), *folder.glob("*/seed_style/*.md"), *folder.glob("seed_memo/*.md")]
    assert files
    for file in files:
        content = file.read_bytes()
        transcript = read_transcript(file.name, content, name)
        assert transcript.text.encode(transcript.encoding) == content


def test_a_token_made_the_quick_way_is_the_same() -> None:
    made = make_token(TokenKind.WORD, "a\\_b", 7, "a_b", ())
    assert made == Token(TokenKind.WORD, "a\\_b", 7, "a_b", ())
    assert [name for name in Token.__slots__ if not hasattr(made, name)] == []
