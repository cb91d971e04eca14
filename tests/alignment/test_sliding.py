"""Gaps of an edit script stand around whole words, and the script costs what it cost before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from pipeline.alignment.aligning import align_page
from pipeline.alignment.optimal import optimal_steps
from pipeline.alignment.steps import cost_of
from tests.alignment.typed import page_of, tokens_of

CASES = [
    ("the authority authority to go", "the authority to go", ["the|the", "authority|authority", "authority|"]),
    ("he gave authority authority to go", "he gave autority to go", ["authority|autority", "to|to"]),
    ("and he he went home", "and he went home", ["and|and", "he|he", "he|", "went|went"]),
    ("the weight which to bear", "the weight which seemed to bear", ["which|which", "|seemed", "to|to"]),
    ("which praises Rumania's defense", "which praises Rumanians. Rumania'ts defense", ["Rumania's|Rumania'ts"]),
    ("wrote to the theatre", "wrote to theatre", ["to|to", "the|", "theatre|theatre"]),
    ("it is in Vienna", "it is in an inn in Vienna", ["|inn", "Vienna|Vienna"]),
    ("a decision of the board", "a decision of of the\nboard", ["decision|decision", "of|of", "|of", "the|the"]),
]


@pytest.mark.parametrize(("reference", "ocr", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_word_too_many_stands_alone(reference: str, ocr: str, expected: list[str]) -> None:
    pairs = [f"{pair.reference_text}|{pair.ocr_text}" for pair in align_page(tokens_of(reference), page_of(ocr)).pairs]
    assert [pair for pair in pairs if pair in expected] == expected


@given(st.lists(st.sampled_from(["a", "ab", "abc", "b", "ba", "bab"]), max_size=9), st.text("ab \n", max_size=30))
def test_the_script_still_turns_one_text_into_the_other_at_the_lowest_cost(words: list[str], ocr: str) -> None:
    reference = " ".join(words)
    steps = optimal_steps(reference, ocr)
    assert cost_of(steps) == Levenshtein.distance(reference, ocr)
    here = there = 0
    for tag, start, end, ocr_start, ocr_end in steps:
        assert (start, ocr_start) == (here, there)
        assert (tag == "equal") == (reference[start:end] == ocr[ocr_start:ocr_end])
        assert tag not in ("equal", "replace") or end - start == ocr_end - ocr_start
        here, there = end, ocr_end
    assert (here, there) == (len(reference), len(ocr))
