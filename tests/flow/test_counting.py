"""What does not count in accuracy counts on neither side."""

from __future__ import annotations

from pipeline.alignment.aligning import align_page
from pipeline.flow.counting import count_page
from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.model.transcript import MarkKind
from pipeline.transcripts.reading import read_transcript
from pipeline.transcripts.readings import EVERYTHING, Policy

TYPED = "~~TOP SECRET~~\n\nThe gate was closed for the winter and the keeper went home to his wife."
READ = ("T0P SECRIT", "The gate was closed for the winter", "and the keeper went home to his wifc.")


def _page() -> Page:
    lines = tuple(Line(tuple(Word(word, Box(0, 0, 1, 1), 0.9) for word in line.split()), None) for line in READ)
    return Page(100, 100, (Region(lines, None),), EngineInfo("none", "", ""))


def test_struck_text_can_be_left_out_with_what_the_engine_read_of_it() -> None:
    tokens, page = read_transcript("a.md", TYPED.encode(), "markdown").tokens, _page()
    alignment = align_page(tokens, page)
    everything = count_page(page, tokens, alignment, EVERYTHING)
    without = count_page(page, tokens, alignment, Policy((MarkKind.DELETION,)))
    assert (everything.recognition.errors, without.recognition.errors) == (3, 1)
    assert without.recognition.length == everything.recognition.length - len("TOPSECRET")


def test_without_a_decision_of_the_collection_everything_counts() -> None:
    tokens, page = read_transcript("a.md", TYPED.encode(), "markdown").tokens, _page()
    alignment = align_page(tokens, page)
    assert count_page(page, tokens, alignment) == count_page(page, tokens, alignment, Policy((MarkKind.STAMP,)))
