from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from pipeline.alignment.aligning import align_page
from pipeline.model.counts import Cause, Counts
from pipeline.scores.counting import count_errors
from tests.scores.pages import make_page, make_tokens


def count(transcript: str, ocr: str) -> Counts:
    tokens = make_tokens(transcript)
    return count_errors(align_page(tokens, make_page(ocr)), tokens)


def causes(transcript: str, ocr: str) -> dict[str, int]:
    return {str(cause): number for cause, number in count(transcript, ocr).causes}


CASES = {
    "nothing differs": ("the Embassy", "the Embassy", {}),
    "recognition": ("the Embassy", "the Ernbassy", {"recognition": 2}),
    "case": ("It is TOP SECRET for us", "It is Top Secret for us", {"case": 7}),
    "case and recognition": ("It is SECRET for us", "It is Secrct for us", {"case": 4, "recognition": 1}),
    "curly apostrophe": ("class’n", "class'n", {"typography": 1}),
    "ligature": ("the oﬃce", "the office", {"typography": 3}),
    "long s": ("Waſſer", "Wasser", {"typography": 2}),
    "canonical equivalence": ("cafe\u0301", "café", {}),
    "dash typed as two hyphens": ("good -- it", "good — it", {"typography": 2}),
    "comma for a point": ("Sofia, April", "Sofia. April", {"punctuation": 1}),
    "comma within a figure": ("12,000 men", "12.000 men", {"recognition": 1}),
    "split word": ("memorandum", "memo randum", {"spacing": 1}),
    "merged words": ("in the near", "inthe near", {"spacing": 1}),
    "line wrapped": ("a slight addition", "a slight\naddition", {"line-layout": 1}),
    "paragraph": ("said.\n\nThe next", "said.\nThe next", {"line-layout": 1}),
    "hard line break": ("Stalin  \nHarriman", "Stalin\nHarriman", {"line-layout": 2}),
    "end-of-line hyphen": ("it is because he", "it is be-\ncause he", {"hyphen": 2}),
    "end-of-line hyphen in the transcript": ("it is be-\ncause he", "it is because he", {"hyphen": 2}),
    "markup": ("~~TOP SECRET~~", "TOP SECRET", {"mark": 4}),
    "escaped form blank": (r"excise \_\_\_ part", "excise ___ part", {"mark": 3}),
    "gap": ("M.H. [unclear]\nend", "M.H. Jr.\nend", {"mark": 8}),
    "gap that the OCR leaves out": ("M.H. [unclear] end", "M.H. end", {"mark": 10}),
    "note that is not on the page": ("the joint message RECEIVED of", "the joint message of", {"extra": 9}),
    "stamp that is not in the transcript": ("the joint message of", "the joint message RECEIVED of", {"missing": 9}),
    "empty transcript": ("", "abc", {"missing": 3}),
    "empty page": ("abc", "", {"extra": 3}),
    "both empty": ("", "", {}),
}


@pytest.mark.parametrize(("transcript", "ocr", "expected"), CASES.values(), ids=CASES.keys())
def test_each_edit_has_the_cause_a_reader_would_name(transcript, ocr, expected):
    assert causes(transcript, ocr) == expected


def slow_distance(reference: str, ocr: str) -> int:
    return Levenshtein.distance(regex.findall(r"\X", reference.strip()), regex.findall(r"\X", ocr.strip()))


WRITING = st.text(st.sampled_from("abcdeABC .,-\n’'é12_"), max_size=60)


@given(WRITING, WRITING)
def test_the_causes_add_up_to_the_true_raw_distance(transcript, ocr):
    counts = count(transcript, ocr)
    assert counts.characters.errors == slow_distance(transcript, make_page(ocr).text)
    assert sum(number for _, number in counts.causes) == counts.characters.errors
    assert counts.characters.length == len(regex.findall(r"\X", transcript.strip()))


@given(WRITING)
def test_a_page_read_as_it_was_typed_has_no_recognition_errors(transcript):
    counts = count(transcript, "\n".join(transcript.split()))
    assert counts.recognition.errors == 0
    assert counts.cause(Cause.RECOGNITION) == 0
