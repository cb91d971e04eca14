"""Probabilities fitted again to what reviewers decided."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corrections.calibrating import (
    Outcome,
    brier_score,
    calibrate,
    outcomes_of,
    reliability,
)
from pipeline.corrections.calibration import Calibration
from pipeline.model.correction import Decision, Verb
from pipeline.model.flag import Suggestion
from tests.flags.judging import judge


def drawn(slope: float, offset: float, count: int = 4000) -> list[Outcome]:
    """Return outcomes of a program that is too sure, or too shy, by a known amount."""
    rng = random.Random(5)
    outcomes = []
    for _ in range(count):
        odds = rng.uniform(-4, 4)
        truth = 1 / (1 + math.exp(-(slope * odds + offset)))
        outcomes.append(Outcome(1 / (1 + math.exp(-odds)), rng.random() < truth))
    return outcomes


@pytest.mark.parametrize(("slope", "offset"), [(1.0, 0.0), (0.5, 0.0), (1.0, -1.5), (2.0, 1.0)])
def test_a_known_stretch_and_shift_are_found_again(slope: float, offset: float) -> None:
    found = calibrate(drawn(slope, offset))
    assert found.slope == pytest.approx(slope, abs=0.12)
    assert found.offset == pytest.approx(offset, abs=0.12)


def test_without_decisions_nothing_changes() -> None:
    assert calibrate([]) == Calibration(1.0, 0.0, 0)
    assert brier_score([]) is None


def test_a_few_decisions_do_not_turn_everything_over() -> None:
    found = calibrate([Outcome(0.9, False)] * 3)
    assert 0.5 < found.correct(0.9) < 0.9


def test_the_fit_is_better_than_what_was_said() -> None:
    outcomes = drawn(0.4, -1.0)
    said, corrected = brier_score(outcomes), brier_score(outcomes, calibrate(outcomes))
    assert said is not None
    assert corrected is not None
    assert corrected < said


@given(st.lists(st.builds(Outcome, st.floats(0, 1), st.booleans()), max_size=30))
def test_any_outcomes_give_a_calibration_that_keeps_the_order(outcomes: list[Outcome]) -> None:
    found = calibrate(outcomes)
    corrected = [found.correct(step / 10) for step in range(11)]
    assert corrected == sorted(corrected)
    assert all(0 <= each <= 1 for each in corrected)


@given(st.lists(st.builds(Outcome, st.floats(0, 1), st.booleans()), max_size=30))
def test_every_outcome_stands_in_one_row_of_the_reliability_table(outcomes: list[Outcome]) -> None:
    rows = reliability(outcomes)
    assert sum(row.count for row in rows) == len(outcomes)
    assert all((row.said is None) == (row.count == 0) for row in rows)


@pytest.mark.parametrize(
    ("verb", "value", "is_right"),
    [
        (Verb.ACCEPT_OCR, None, True),
        (Verb.ACCEPT_REFERENCE, None, False),
        (Verb.EDIT, "the", True),
        (Verb.EDIT, "x", False),
    ],
)
def test_a_verdict_says_whether_the_ocr_was_right(verb: Verb, value: str | None, is_right: bool) -> None:
    flags = judge("teh ferry left", "the ferry left", suggestion=Suggestion("teh", "reference", 0.75))
    decision = Decision("1", flags[0].key, flags[0].base, "ana", "2026-01-05", verb, value)
    assert outcomes_of(flags, [decision]) == (Outcome(0.25, is_right),)


def test_the_programs_own_decisions_teach_it_nothing() -> None:
    flags = judge("teh ferry left", "the ferry left", suggestion=Suggestion("the", "ocr", 0.99))
    own = Decision("1", flags[0].key, flags[0].base, "corrigenda", "", Verb.EDIT, "the", role="program")
    assert outcomes_of(flags, [own]) == ()
