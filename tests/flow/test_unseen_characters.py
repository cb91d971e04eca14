"""Two texts that differ by nothing but a character that cannot be seen: a person is told, whichever it is."""

from __future__ import annotations

import pytest

from benchmarks.scale import LINES, lines_of
from pipeline.corrections.knowledge import EMPTY
from pipeline.flow.document import compare_document
from pipeline.flow.loading import LoadedTranscript
from pipeline.flow.reading import PageReading
from pipeline.model.flag import Flag
from pipeline.model.page import EngineInfo, Page, Region
from pipeline.model.scan import DocumentSource, PairingRule, Scan, ScanSource, TranscriptSource
from pipeline.transcripts.reading import read_transcript
from tests.text.test_showing import EACH

REFUSED = "\0\udc80"
"""Characters that no transcript may hold, or none in UTF-8 can."""
EVERY = [character for character, _ in EACH if character not in REFUSED]
SOURCE = ScanSource("a.png", "a.png")
DOCUMENT = DocumentSource("a", (SOURCE,), (TranscriptSource("a.md", "a.md"),), PairingRule.SINGLE)


def flags_between(typed: str, read: str) -> tuple[Flag, ...]:
    """Return the flags of a page of two lines, on the transcript and on the page."""
    page = Page(2_000, 400, (Region(lines_of(read.split("\n")), None),), EngineInfo("none", "1", "eng"), 300)
    reading = PageReading(SOURCE, Scan(SOURCE, "0" * 64, page.width, page.height), page)
    transcript = read_transcript("a.md", typed.encode(), "markdown")
    return compare_document(DOCUMENT, [reading], [LoadedTranscript(transcript)], EMPTY).flags


@pytest.mark.parametrize("character", EVERY, ids=[f"U+{ord(character):04X}" for character in EVERY])
def test_a_character_that_cannot_be_seen_is_flagged_within_a_word(character: str) -> None:
    text = "\n".join(LINES)
    flags = flags_between(text.replace("schooner", f"schoo{character}ner"), text)
    assert flags
    if character.isspace():
        assert {flag.reason.value for flag in flags} == {"spacing"}
    else:
        assert all(flag.reference and character in flag.reference.text for flag in flags)


@pytest.mark.parametrize("text", ["می\u200cخواهم که بروم", "क्\u200dष और क", "👩\u200d👧 and ❤\ufe0f", "שלום עולם טוב"])
def test_honest_joiners_of_other_scripts_are_not_flagged(text: str) -> None:
    lines = "\n".join((*LINES, text))
    assert flags_between(lines, lines) == ()
