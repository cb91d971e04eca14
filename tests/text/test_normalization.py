from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.normalization import STEPS, as_typed, squeeze_space, to_nfc, unicode_versions


@given(st.text(st.one_of(st.sampled_from("aeio\u0301\u0308\u0327\u1100\u1161"), st.characters()), max_size=60))
def test_form_c_is_that_of_the_standard_where_marks_are_few(text):
    assert to_nfc(text) == unicodedata.normalize("NFC", text)


def test_a_storm_of_combining_marks_is_normalized_in_pieces():
    storm = "a" + "\u0301\u0327" * 60_000
    begin = time.process_time()
    normal = to_nfc(storm)
    assert time.process_time() - begin < 5
    assert unicodedata.normalize("NFD", normal[:20])[0] == "a"
    assert len(normal) >= 100_000


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("“good – it is high time”", '"good - it is high time"'),
        ("good -- it", "good - it"),
        ("class’n ʼtwas", "class'n 'twas"),
        ("oﬃce ﬂoor", "office floor"),
        ("Waſſer", "Wasser"),
        ("scho\u0364n", "schön"),
        ("soft\u00adhyphen", "softhyphen"),
        ("no\u00a0break", "no break"),
        ("and so on…", "and so on..."),
        ("cafe\u0301", "café"),
        ("", ""),
    ],
)
def test_typography_is_brought_to_what_a_typewriter_has(text, typed):
    assert as_typed(text) == typed


@given(st.text())
def test_every_step_done_twice_is_done_once(text):
    for step in (to_nfc, squeeze_space):
        assert step(step(text)) == step(text)


def test_the_tables_that_decide_are_named_with_their_versions():
    assert dict(unicode_versions())["unicodedata"] == unicodedata.unidata_version
    assert set(STEPS) == {"nfc", "as-typed", "casefold", "squeeze-space"}
