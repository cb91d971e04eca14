"""Decisions made in the report, carried out by the program: the same text as if they had been made anywhere else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.corrections.applying import apply_decisions
from pipeline.model.correction import Decision, Verb
from pipeline.model.flag import Flag, Reason, ReferenceReading, Severity
from pipeline.store.decisions import read_decisions
from pipeline.transcripts.reading import read_transcript
from tests.reports.conftest import OpenReport
from tests.reports.results import files_of, make_document, make_flag, make_page

pytestmark = pytest.mark.browser

TRANSCRIPT = "The harbor master reports that teh ferry of Jume 4 left the peer at 6.15 with 231 passengers."
TYPED = (("harbor", 1), ("teh", 5), ("Jume", 8), ("peer", 12), ("6.15", 14))
"""Words of the transcript, and which word of the page stands beside each."""


def flags_of(text: str) -> list[Flag]:
    page = make_page()
    flags = []
    for number, (typed, index) in enumerate(TYPED, start=1):
        flag = make_flag(number, page.words[index], typed, Reason.SUBSTITUTION, Severity.MAJOR)
        start = text.index(typed)
        flags.append(replace(flag, reference=ReferenceReading(typed, start, start + len(typed))))
    return flags


def test_a_downloaded_file_corrects_a_transcript_as_the_same_decisions_made_elsewhere(open_report: OpenReport) -> None:
    transcript = read_transcript("letter-1.md", TRANSCRIPT.encode(), "plain")
    flags = flags_of(TRANSCRIPT)
    page = open_report(files_of(make_document(flags)), "documents/letter-1.html")
    page.keyboard.press("2")
    page.keyboard.press("e")
    page.locator("#edit").fill("the")
    for key in ("Enter", "2", "2", "u", "i", "1", "d"):
        if key != "d":
            page.keyboard.press(key)
    with page.expect_download() as caught:
        page.keyboard.press("d")
    downloaded = read_decisions(Path(caught.value.path()))
    assert downloaded.warnings == ()
    elsewhere = [
        Decision("1", flags[0].key, flags[0].base, "ana", "1944-09-23T00:00:00Z", Verb.ACCEPT_OCR),
        Decision("2", flags[1].key, flags[1].base, "ana", "1944-09-23T00:00:01Z", Verb.EDIT, "the"),
        Decision("3", flags[2].key, flags[2].base, "ana", "1944-09-23T00:00:02Z", Verb.ACCEPT_OCR),
        Decision("4", flags[3].key, flags[3].base, "ana", "1944-09-23T00:00:03Z", Verb.ILLEGIBLE),
        Decision("5", flags[4].key, flags[4].base, "ana", "1944-09-23T00:00:04Z", Verb.ACCEPT_REFERENCE),
    ]
    results = [
        apply_decisions(transcript, flags, decisions, document="letter-1", flagged_sha256=transcript.sha256)
        for decisions in (downloaded.decisions, elsewhere)
    ]
    assert results[0].text == results[1].text
    assert "teh" not in results[0].text
    assert "[illegible]" in results[0].text
    assert results[0].conflicts == results[0].parked == ()
    assert len(results[0].errata) == len(results[1].errata) > 0


def test_a_group_decided_across_a_run_is_there_in_each_document(open_report: OpenReport) -> None:
    page_read = make_page()
    documents = [
        make_document([make_flag(number * 10 + index, page_read.words[index], "teh") for index in (0, 1)], name=name)
        for number, name in ((1, "letter-1"), (2, "letter-2"))
    ]
    same = [replace(flag, ocr=documents[0].flags[0].ocr) for document in documents for flag in document.flags]
    documents = [
        replace(document, flags=tuple(same[2 * index : 2 * index + 2])) for index, document in enumerate(documents)
    ]
    documents[1] = replace(documents[1], transcript_sha256=("ef" * 32,))
    files = files_of(*documents)
    page = open_report(files, "alike.html")
    page.locator(".groups a").first.click()
    page.locator(".occurrences input").first.uncheck()
    page.get_by_role("button", name="OCR is right: apply to 3").click()
    other = open_report(files, "documents/letter-2.html", beside=page)
    assert other.locator("#progress").inner_text() == "2 of 2 decided"
    other.goto(other.url.replace("letter-2", "letter-1"))
    assert other.locator("#progress").inner_text() == "1 of 2 decided"
    page.locator("body").press("u")
    other.reload()
    assert other.locator("#progress").inner_text() == "0 of 2 decided"
    index = open_report(files, "index.html", beside=page)
    assert "0 of 4 places decided" in index.locator("#actions").inner_text()
