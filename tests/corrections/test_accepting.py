"""Suggestions taken without a person: only sure ones, and never marks, numbers, dates or names unless told to."""

from __future__ import annotations

import pytest

from pipeline.corrections.accepting import PROGRAM, accept_suggestions
from pipeline.model.correction import Decision, Verb
from pipeline.model.flag import Reason, Suggestion
from tests.flags.judging import judge

CASES = [
    ("the decison rests", "the decision rests", "decision", True),
    ("it cost 231 dollars", "it cost 281 dollars", "281", False),
    ("on June 4, it left", "on June 9, it left", "9,", False),
    ("told Aldous about it", "told Aldons about it", "Aldons", False),
    ("he signed ~~secrat~~ here", "he signed secret here", "secret", False),
    ("it is now open to all", "it is not open to all", "not", False),
    ("he saw it in row4 there", "he saw it in rov4 there", "rov4", False),
    ("he saw it at the pier", "he saw it st the pier", "st", False),
    ("he saw it thw other day", "he saw it the other day", "the", True),
]


@pytest.mark.parametrize(("typed", "read", "text", "is_taken"), CASES)
def test_only_plain_words_are_taken(typed: str, read: str, text: str, is_taken: bool) -> None:
    flags = judge(typed, read, suggestion=Suggestion(text, "ocr", 0.99))
    taken = accept_suggestions(flags, 0.95)
    assert [(decision.verb, decision.value, decision.actor) for decision in taken] == (
        [(Verb.EDIT, text, PROGRAM)] if is_taken else []
    )


def test_a_number_is_taken_when_told_to() -> None:
    flags = judge("it cost 231 dollars", "it cost 281 dollars", suggestion=Suggestion("281", "ocr", 0.99))
    assert len(accept_suggestions(flags, 0.95, also=[Reason.NUMBER])) == 1


@pytest.mark.parametrize("suggestion", [Suggestion("decision", "ocr", 0.94), Suggestion("decison", "reference", 0.99)])
def test_what_is_unsure_or_changes_nothing_is_not_taken(suggestion: Suggestion) -> None:
    assert accept_suggestions(judge("the decison rests", "the decision rests", suggestion=suggestion), 0.95) == ()


def test_a_place_that_a_person_decided_is_left_alone() -> None:
    flags = judge("the decison rests", "the decision rests", suggestion=Suggestion("decision", "ocr", 0.99))
    said = Decision("1", flags[0].key, flags[0].base, "ana", "2026-01-05", Verb.ACCEPT_REFERENCE)
    assert accept_suggestions(flags, 0.95, decided=[said]) == ()


def test_the_same_flags_give_the_same_decisions() -> None:
    flags = judge("the decison rests", "the decision rests", suggestion=Suggestion("decision", "ocr", 0.99))
    assert accept_suggestions(flags, 0.95) == accept_suggestions(flags, 0.95)
