from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from pipeline.scores.raw_script import EditScript, find_script

TEXT = st.text(st.sampled_from("abc "), max_size=60)


def apply(script: EditScript, reference: str, ocr: str) -> str:
    """Make the OCR from the reference by the steps, which name each character by its index."""
    deleted = {step.reference for run in script.runs for step in run.steps if step.reference is not None}
    inserted = {step.ocr for run in script.runs for step in run.steps if step.ocr is not None}
    kept = iter(character for index, character in enumerate(reference) if index not in deleted)
    return "".join(ocr[index] if index in inserted else next(kept, "?") for index in range(len(ocr))) + "".join(kept)


@given(TEXT, TEXT, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1, 9)), max_size=6))
def test_the_script_is_minimal_and_makes_the_one_text_of_the_other_whatever_is_said_to_agree(reference, ocr, agreed):
    script = find_script(reference, ocr, agreed)
    assert script.is_exact
    assert script.distance == Levenshtein.distance(reference, ocr)
    assert apply(script, reference, ocr) == ocr


def test_what_is_known_to_agree_is_kept_when_it_costs_nothing():
    (run,) = find_script("ab ab", "ab", [(3, 0, 2)]).runs
    assert [step.reference for step in run.steps] == [0, 1, 2]
    (run,) = find_script("ab ab", "ab", [(0, 0, 2)]).runs
    assert [step.reference for step in run.steps] == [2, 3, 4]


def test_what_is_known_to_agree_is_given_up_when_it_costs_edits():
    script = find_script("abcdefgh", "abcdefgh", [(7, 0, 1)])
    assert script.distance == 0


def test_equal_and_empty_texts_have_no_runs():
    assert find_script("abc", "abc", [(0, 0, 3)]).runs == ()
    assert find_script("", "", []).runs == ()
