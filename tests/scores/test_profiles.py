from __future__ import annotations

import json
from pathlib import Path

import jiwer
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from pipeline.errors import UsageError
from pipeline.scores.profiles import PROFILES, get_profile
from pipeline.scores.profiles.profile import Metric, Profile

EXAMPLES = json.loads((Path(__file__).parent / "cases" / "worked_examples.json").read_text(encoding="utf-8"))
"""Tricky pairs with what other programs answer: recorded from dinglehopper 0.11.0 with uniseg 0.10.1 and jiwer 4.0.0
(errors and length), ocreval 7.0 (rates, three digits), and for comparison CERberus and cor-asv-ann."""


def metric(profile: Profile, name: str) -> Metric:
    return dict(profile.metrics)[name]


RECORDED = [
    pytest.param(example, profile, name, expected, id=f"{example['name']}, {profile}, {name}")
    for example in EXAMPLES
    for profile in ("dinglehopper-0.11", "jiwer-4", "ocreval-7")
    for name, expected in example[profile].items()
]


@pytest.mark.parametrize(("example", "profile", "name", "expected"), RECORDED)
def test_worked_examples_come_out_as_the_other_programs_have_them(example, profile, name, expected):
    tally = metric(get_profile(profile), name)(example["reference"], example["ocr"])
    if isinstance(expected, list):
        assert [tally.errors, tally.length] == expected
    elif expected is None:
        assert tally.rate is None
    else:
        assert tally.rate == pytest.approx(expected, abs=0.0005)


GOLDENS = [
    # ISRI: a wildcard stands for at most one character; a gap costs its longer side.
    ("ocreval-7", "characters", "M.H. ~~~~~~~~~ end\n", "M.H. Jr. end\n", (0, 10)),
    ("ocreval-7", "characters", "M.H. ~ end\n", "M.H. Jr. end\n", (2, 10)),
    ("vidal-2023", "bag-of-words", "der Mann steht an der Ampel", "cer Mann fteht an der Ampel", (2, 6)),
    ("vidal-2023", "words", "a b c d e f g h", "e f g h a b c d", (8, 8)),
    ("vidal-2023", "bag-of-words", "a b c d e f g h", "e f g h a b c d", (0, 8)),
    ("vidal-2023", "reading-order", "a b c d e f g h", "e f g h a b c d", (8, 8)),
    ("vidal-2023", "bag-of-words", "memorandum", "memo randum", (2, 1)),
    ("vidal-2023", "bag-of-words", "a a b", "a b b b", (2, 3)),
    ("vidal-2023", "bag-of-words", "two words", "", (2, 2)),
    ("vidal-2023", "characters", "cafe\u0301\n\n noir ", "café  noir", (0, 9)),
    ("ocr-d", "bag-of-words", "der Mann steht an der Ampel", "cer Mann fteht an der Ampel", (4, 12)),
    ("ocr-d", "bag-of-words", "memorandum", "memo randum", (3, 3)),
    ("ocr-d", "bag-of-words", "a a b", "a b b b", (3, 7)),
    ("ocr-d", "characters", "abc", "abcXYZ123", (6, 9)),
    ("ocr-d", "characters", "\ufeffWa\ueba6er", "Waſſer", (0, 6)),
    ("ocr-d", "words", "the Embassy", "the Ernbassy here", (2, 3)),
    ("corrigenda", "characters", "cafe\u0301\nnoir", "café noir", (1, 9)),
    ("corrigenda", "words", "TOP SECRET -- class’n", "TOP Secret class’n", (1, 3)),
]


@pytest.mark.parametrize(("profile", "name", "reference", "ocr", "expected"), GOLDENS)
def test_definitions_hold_on_small_texts(profile, name, reference, ocr, expected):
    tally = metric(get_profile(profile), name)(reference, ocr)
    assert (tally.errors, tally.length) == expected


def test_marked_character_efficiency_is_that_of_the_isri_golden():
    reference = "Marshal Stalin said good it is high time\n"
    ocr = "Marshal Sta^1in said g^ood it ls high time\n"
    profile = get_profile("ocreval-7")
    assert profile.characters(reference, ocr).rate == pytest.approx(1 - 0.9512, abs=0.00005)
    assert metric(profile, "characters-marked")(reference, ocr).rate == pytest.approx(0.0488, abs=0.00005)
    assert metric(profile, "false-marks")(reference, ocr).errors == 1
    assert metric(profile, "after-correction")(reference, ocr).rate == pytest.approx(1 - 0.9756, abs=0.00005)


def test_every_profile_has_its_own_name_and_a_source():
    assert len({profile.name for profile in PROFILES}) == len(PROFILES)
    assert all(profile.version and profile.source for profile in PROFILES)


def test_an_unknown_profile_is_refused_with_the_names_there_are():
    with pytest.raises(UsageError, match="jiwer-4"):
        get_profile("jiwer")


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_nothing_to_compare_is_undefined_and_equal_texts_have_no_errors(profile):
    for count in (profile.characters, profile.words):
        assert count("", "").rate is None
        assert count("The Embassy, 1944.\n", "The Embassy, 1944.\n").errors == 0


WRITING = st.text(st.sampled_from("abc ABC.,-\n\t\u00a0’'é12_~^"), min_size=1, max_size=40)


@given(WRITING, WRITING)
def test_jiwer_figures_are_those_of_jiwer(reference, ocr):
    profile = get_profile("jiwer-4")
    if reference.strip():
        assert profile.characters(reference, ocr).rate == pytest.approx(jiwer.cer(reference, ocr))
        assert profile.words(reference, ocr).rate == pytest.approx(jiwer.wer(reference, ocr))
        assert metric(profile, "match-error")(reference, ocr).rate == pytest.approx(jiwer.mer(reference, ocr))


@given(st.text(st.sampled_from("abc"), max_size=12), st.text(st.sampled_from("abcd^"), max_size=12))
def test_marks_do_not_change_the_number_of_errors(reference, ocr):
    tally = get_profile("ocreval-7").characters(reference, ocr)
    assert tally.errors == Levenshtein.distance(reference, ocr.replace("^", ""))
