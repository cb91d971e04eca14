"""Suggestions for pages without a transcript: the OCR's own evidence, and said to be so."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from pipeline.corrections.alone import REPLACED, suggest_alone
from pipeline.corrections.knowledge import EMPTY, Knowledge, learn
from pipeline.flow.page import doubt_page
from pipeline.model.flag import Reason
from pipeline.model.page import Reading, Word
from pipeline.transcripts.reading import read_transcript
from tests.flags.judging import make_page

RUN = Knowledge(read=Counter({"harbour": 12, "reports": 4, "reported": 3, "house": 2, "horse": 2, "once": 1}))


def read_as(text: str, confidence: float = 0.6, readings: tuple[Reading, ...] = ()) -> Word:
    return Word(text, None, confidence, readings=readings)


@pytest.mark.parametrize(
    ("read", "suggested"),
    [
        ("harbcur", "harbour"),
        ("Harbcur,", "Harbour,"),
        ("HARBCUR", "HARBOUR"),
        ("harbour", "harbour"),  # known as it is
        ("hauling", "hauling"),  # nothing like it
        ("hoose", "hoose"),  # two words are as near
        ("onci", "onci"),  # read but once elsewhere
        ("harb0ur", "harb0ur"),  # figures are left to people
        ("bur", "bur"),  # too short
    ],
)
def test_a_doubtful_unknown_word_gives_way_to_the_one_like_it_in_the_run(read: str, suggested: str) -> None:
    (suggestion,) = suggest_alone([read_as(read)], RUN)
    assert suggestion.text == suggested
    assert suggestion.why.startswith("from the OCR alone")


@given(st.text("abé", min_size=4, max_size=6), st.sets(st.text("abé", min_size=3, max_size=7), max_size=40))
def test_every_word_one_edit_away_is_looked_at_and_no_other(read: str, typed: set[str]) -> None:
    alone = learn([read_transcript("a.md", " ".join(typed).encode(), "plain").tokens])
    (suggestion,) = suggest_alone([read_as(read)], alone)
    near = [form for form in alone.typed if Levenshtein.distance(form, read) == 1]
    if read in alone.typed or len(near) != 1:
        assert suggestion.text == read
    else:
        assert suggestion.text == near[0]


def test_another_pass_is_heard_if_the_run_knows_its_word() -> None:
    passes = (Reading("zzzz", "half-size"), Reading("reports", "cleaned"))
    (suggestion,) = suggest_alone([read_as("rcpovts", readings=passes)], RUN)
    assert (suggestion.text, suggestion.origin, suggestion.probability) == ("reports", "cleaned", REPLACED)


def test_what_the_run_confuses_elsewhere_decides_between_neighbours() -> None:
    confused = Knowledge(read=RUN.read, confusions=Counter({("u", "o"): 3}))
    assert [each.text for each in suggest_alone([read_as("hoose")], confused)] == ["house"]


def test_words_read_with_confidence_stay() -> None:
    (suggestion,) = suggest_alone([read_as("harbcur", confidence=0.97)], RUN)
    assert (suggestion.text, suggestion.origin) == ("harbcur", "ocr")


def test_a_word_that_occurs_only_here_is_not_known_by_its_own_reading() -> None:
    alone = Knowledge(read=Counter({"harbcur": 1, "harbour": 5}))
    assert [each.text for each in suggest_alone([read_as("harbcur", confidence=0.91)], alone)] == ["harbour"]


def test_without_anything_known_words_stay_as_they_were_read() -> None:
    assert [each.text for each in suggest_alone([read_as("harbcur"), read_as("42")], EMPTY)] == ["harbcur", "42"]


def test_flags_of_a_page_without_transcript_carry_the_suggestion_for_the_whole_place() -> None:
    page = make_page("The harbcur reqorts arrived", unsure=["harbcur", "reqorts"])
    (flag,) = doubt_page(page, RUN, number=1, scan="scan")
    assert (flag.reason, flag.reference) == (Reason.LOW_CONFIDENCE, None)
    assert flag.suggestion is not None
    assert (flag.suggestion.text, flag.suggestion.origin) == ("harbour reports", "words of this run")
    assert flag.suggestion.probability == pytest.approx(REPLACED**2, abs=1e-4)
