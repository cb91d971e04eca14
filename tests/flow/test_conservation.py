"""No character of a transcript is lost between its file and the report, and none is there twice."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.corrections.knowledge import EMPTY
from pipeline.flow.document import compare_document
from pipeline.flow.loading import LoadedTranscript
from pipeline.flow.reading import PageReading
from pipeline.model.result import DocumentResult
from pipeline.model.scan import DocumentSource, PairingRule, Scan, ScanSource, TranscriptSource
from pipeline.model.transcript import Transcript
from pipeline.transcripts.reading import read_transcript
from tests.flags.judging import make_page

WORDS = ("keeper", "lamp", "schooner", "reef", "dawn", "boat", "~~fog~~", "[?]", "**No. 227**", "E.H.C.", "[illegible]")
LINES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join), min_size=1, max_size=8)
PAGES = st.lists(LINES.map("\n".join), min_size=1, max_size=4)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return a transcript, and what is read on its pages: some of it, in some order, some twice, some foreign."""
    typed = draw(PAGES)
    read = draw(st.lists(st.sampled_from([*typed, "", "quite another letter about the price of wool"]), min_size=1))
    return "\n\n".join(typed) + "\n", read[:5]


def compare(typed: str, read: list[str]) -> tuple[Transcript, DocumentResult]:
    scans = tuple(ScanSource(f"letter_{number}.png", "") for number in range(len(read)))
    source = DocumentSource("letter", scans, (TranscriptSource("letter.md", ""),), PairingRule.NUMBERED)
    readings = [
        PageReading(scan, Scan(scan, scan.path, 2000, 3000), make_page(text))
        for scan, text in zip(scans, read, strict=True)
    ]
    transcript = read_transcript("letter.md", typed.encode(), "markdown")
    return transcript, compare_document(source, readings, [LoadedTranscript(transcript)], EMPTY)


@settings(deadline=None, max_examples=150)
@given(documents())
def test_every_character_lies_on_one_page_or_is_listed_as_lying_on_none(document: tuple[str, list[str]]) -> None:
    typed, read = document
    transcript, result = compare(typed, read)
    spans = [span for page in result.pages if not page.is_duplicate for span in page.spans]
    spans += [each.span for each in result.unplaced]
    found = Counter(place for span in spans for place in range(span.start, span.end))
    assert all(number == 1 for number in found.values()), "a character is there twice"
    lost = [token.raw for token in transcript.tokens if token.start not in found and any(map(str.isalnum, token.raw))]
    assert lost == []
    assert all(each.text == typed[each.span.start : each.span.end] for each in result.unplaced)


@settings(deadline=None, max_examples=150)
@given(documents())
def test_every_character_of_a_page_is_in_its_alignment_once(document: tuple[str, list[str]]) -> None:
    typed, read = document
    _, result = compare(typed, read)
    for page in result.pages:
        if page.alignment is not None:
            tokens = [token for pair in page.alignment.pairs for token in pair.tokens]
            assert len(tokens) == len({token.start for token in tokens})
            inside = {place for span in page.spans for place in range(span.start, span.end)}
            words = {place for place in inside if typed[place].isalnum()}
            shown = {
                place
                for pair in page.alignment.pairs
                for token in pair.tokens
                for place in range(token.start, token.end)
            }
            assert words <= shown
