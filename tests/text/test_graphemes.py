from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.graphemes import as_symbols, count_graphemes, split_graphemes

AWKWARD = (
    "ab \r\n\u0301\u0364\u200d\u0600\u1100\u1161\u11a8\uac00\uac01\u0915\u094d\u0937\u093f🇩🇪👩👧❤\ufe0f\u00ad\u0e33"
)

CASES = {
    "decomposed e": ("e\u0301a", ["e\u0301", "a"]),
    "family": ("a👩‍👩‍👧b", ["a", "👩‍👩‍👧", "b"]),
    "devanagari": ("क्षि", ["क्षि"]),
    "flags": ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
    "line ends": ("a\r\nb\rc\nd", ["a", "\r\n", "b", "\r", "c", "\n", "d"]),
    "empty": ("", []),
    "mark alone": ("\u0301", ["\u0301"]),
}


@pytest.mark.parametrize(("text", "clusters"), CASES.values(), ids=CASES.keys())
def test_clusters_are_what_a_reader_calls_characters(text, clusters):
    assert split_graphemes(text) == clusters
    assert count_graphemes(text) == len(clusters)


@given(st.text(st.one_of(st.sampled_from(AWKWARD), st.characters())))
def test_the_fast_cut_is_the_slow_cut(text):
    assert split_graphemes(text) == regex.findall(r"\X", text)


@given(st.text(st.sampled_from(AWKWARD), max_size=12))
def test_the_fast_cut_is_the_slow_cut_in_long_plain_text(awkward):
    text = "Marshal Stalin said “good” " + awkward + " and nothing else, on which the meeting closed for the day."
    assert split_graphemes(text) == regex.findall(r"\X", text)


@given(
    st.lists(st.sampled_from(["a", "e\u0301", "o\u0308", "\U000f0000", "x"])),
    st.lists(st.sampled_from(["a", "e\u0301"])),
)
def test_symbols_are_equal_where_clusters_are_equal(first, second):
    one, two = as_symbols(first, second)
    assert len(one) == len(first)
    assert len(two) == len(second)
    for symbol, cluster in zip(one, first, strict=True):
        for other_symbol, other in zip(two, second, strict=True):
            assert (symbol == other_symbol) == (cluster == other)
