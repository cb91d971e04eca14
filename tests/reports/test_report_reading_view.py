"""The reading view: both sides line by line as on the scan, nothing left out, differences leading to their places."""

from __future__ import annotations

from dataclasses import replace

from pipeline.alignment.aligning import align_page
from pipeline.reports.masking import Mask
from pipeline.reports.pageviews import PlaceView
from pipeline.reports.places import Place
from pipeline.reports.readings import ReadingLine, reading_lines
from pipeline.transcripts.reading import read_transcript
from tests.reports.results import TEXT, make_document, make_flag, make_page

TRANSCRIPT = " ".join(TEXT).replace("ferry", "fery").replace("pier", "peer").replace("Nobody was hurt. ", "")


def lines_of(places: tuple[PlaceView, ...] = ()) -> tuple[ReadingLine, ...]:
    page = make_page()
    transcript = read_transcript("letter.md", TRANSCRIPT.encode(), "plain")
    alignment = align_page(transcript.tokens, page)
    result = replace(make_document([]).pages[0], alignment=alignment)
    return reading_lines(result, places, Mask())


def side(line: ReadingLine, name: str) -> str:
    runs = line.reference if name == "reference" else line.ocr
    return " ".join(run.text for run in runs)


def test_both_sides_keep_the_lines_of_the_scan_and_lose_no_word() -> None:
    lines = lines_of()
    assert [side(line, "ocr") for line in lines] == TEXT
    assert " ".join(side(line, "reference") for line in lines).split() == TRANSCRIPT.split()


def test_only_what_differs_stands_out() -> None:
    marked = [run.text for line in lines_of() for run in line.reference if run.differs]
    assert marked == ["fery", "peer"]
    added = [run.text for line in lines_of() for run in line.ocr if run.differs]
    assert " ".join(added) == "ferry pier Nobody was hurt."


def test_a_difference_leads_to_its_place() -> None:
    page = make_page()
    word = next(word for word in page.words if word.text == "ferry")
    start = TRANSCRIPT.index("fery")
    flag = make_flag(1, word, "fery")
    assert flag.reference
    flag = replace(flag, reference=replace(flag.reference, start=start, end=start + 4))
    lines = lines_of((PlaceView(7, Place((flag,)), None, None),))
    assert [(run.text, run.place) for line in lines for run in line.reference if run.place] == [("fery", 7)]
    assert [(run.text, run.place) for line in lines for run in line.ocr if run.place] == [("ferry", 7)]


def test_a_page_without_a_transcript_shows_what_the_ocr_reads() -> None:
    result = make_document([]).pages[0]
    lines = reading_lines(result, (), Mask())
    assert [side(line, "ocr") for line in lines] == TEXT
    assert all(line.reference == () for line in lines)
    assert reading_lines(replace(result, page=None), (), Mask()) == ()
