"""Every bad or odd transcript and page file ends as its case says: read whole, or refused in one line, and quickly."""

from __future__ import annotations

import time

import pytest

from pipeline.errors import PageFileError, TranscriptError
from pipeline.ocr.files.reading import read_page_file
from pipeline.transcripts.reading import read_transcript
from tests.corpus.cases import Case, Stage, Verdict
from tests.corpus.make_corpus import cases_of

SECONDS = 12.0
"""CPU time within which any single file must be done with."""
TRANSCRIPTS = cases_of(Stage.TRANSCRIPT)
PAGE_FILES = cases_of(Stage.PAGE_FILE)


def assert_told(case: Case, told: str) -> None:
    assert told.isprintable()
    for word in case.outcome.words:
        assert word in told, told


@pytest.mark.parametrize("case", TRANSCRIPTS.values(), ids=TRANSCRIPTS)
def test_every_transcript_of_the_corpus_ends_as_its_case_says(case: Case) -> None:
    assert isinstance(case.content, bytes)
    before = time.process_time()
    convention = "tei" if case.name.endswith(".xml") else "markdown"
    if case.outcome.verdict is Verdict.REFUSED:
        with pytest.raises(TranscriptError) as caught:
            read_transcript(case.name, case.content, convention)
        assert_told(case, str(caught.value))
    else:
        transcript = read_transcript(case.name, case.content, convention)
        assert transcript.text.encode(transcript.encoding) == case.content
        assert_told(case, "; ".join(transcript.warnings))
    assert time.process_time() - before < SECONDS


@pytest.mark.parametrize("case", PAGE_FILES.values(), ids=PAGE_FILES)
def test_every_page_file_of_the_corpus_ends_as_its_case_says(case: Case) -> None:
    assert isinstance(case.content, bytes)
    before = time.process_time()
    if case.outcome.verdict is Verdict.REFUSED:
        with pytest.raises(PageFileError) as caught:
            read_page_file(case.content, case.name)
        assert_told(case, str(caught.value))
    else:
        (page,) = read_page_file(case.content, case.name)
        assert page.text
        assert_told(case, "; ".join(page.notes))
    assert time.process_time() - before < SECONDS
