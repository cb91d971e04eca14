"""The memo that every other tool charges with errors: read perfectly, wrapped as typed, its initials at the foot."""

from __future__ import annotations

import os
import re
import textwrap
from pathlib import Path

import pytest

from pipeline.alignment.aligning import align_page
from pipeline.model.counts import Cause, Counts
from pipeline.scores.counting import count_errors
from pipeline.transcripts.reading import read_transcript
from tests.scores.pages import make_page

CASES = Path(__file__).parent / "cases"


def count(transcript: bytes, page: str) -> Counts:
    tokens = read_transcript("memo.md", transcript, "markdown").tokens
    return count_errors(align_page(tokens, make_page(page)), tokens)


def test_a_perfect_reading_has_no_recognition_errors_and_a_raw_rate_all_the_same():
    counts = count((CASES / "memo.md").read_bytes(), (CASES / "memo_page.txt").read_text(encoding="utf-8"))
    assert counts.recognition.errors == 0
    assert counts.recognition_words.errors == 0
    assert counts.recognition.length > 800
    assert set(dict(counts.causes)) <= {
        Cause.MARK,
        Cause.LINE_LAYOUT,
        Cause.SPACING,
        Cause.HYPHEN,
        Cause.MOVED,
    }
    assert counts.cause(Cause.HYPHEN) == 2
    assert counts.cause(Cause.MOVED) > 0
    assert counts.characters.rate == pytest.approx(0.07, abs=0.03)
    assert sum(number for _, number in counts.causes) == counts.characters.errors


def test_each_misread_character_of_the_memo_is_one_recognition_error():
    page = (CASES / "memo_page.txt").read_text(encoding="utf-8")
    page = page.replace("Kilometer 87", "Kilometer 81").replace("Tuesday", "Tucsday").replace("tunnels", "tunneIs")
    counts = count((CASES / "memo.md").read_bytes(), page)
    assert counts.recognition.errors == 3
    assert counts.recognition_words.errors == 3
    assert counts.cause(Cause.RECOGNITION) == 3


@pytest.mark.skipif(
    "CORRIGENDA_DATA" not in os.environ, reason="needs the sample memo; CORRIGENDA_DATA names its folder"
)
def test_the_sample_memo_read_perfectly_has_no_recognition_errors():
    transcript = Path(os.environ["CORRIGENDA_DATA"], "seed_memo", "seed_memo.md").read_bytes()
    text = re.sub(r"~~|\*\*", "", transcript.decode()).replace("\\_", "_").replace("[unclear]", "")
    wrapped = "\n".join(textwrap.fill(line, 65) for line in text.split("\n"))
    with_initials_below = re.sub(r"M\.H\. *\n+E\.H\.C\. *\n", "", wrapped) + "\nM.H.\nE.H.C."
    for page in (text, wrapped, with_initials_below):
        counts = count(transcript, page)
        assert counts.recognition.errors == 0
        assert counts.cause(Cause.RECOGNITION) == 0
        assert counts.characters.errors > 0
