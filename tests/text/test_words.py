from __future__ import annotations

import unicodedata

import pytest
import uniseg.wordbreak
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.words import split_segments, split_words

AWKWARD = "ab1_'.:;,\"’· \t\n\r\x0b\x1c\x85\xa0\u202f\u3000\u0301\u200d\u00ad\u200bאב״カタ１٣٫❤👩Ⓜℹ🇩🇪🇫ſ\ue000क्षि漢字"

CASES = {
    "figures and abbreviations": ("Sec. 1.3(a) at 7:30, 12,000 class'n M.H.", "Sec 1.3 a at 7 30 12,000 class'n M.H"),
    "curly quotes": ("class’n “good”", "class’n good"),
    "form blank": ("excise ____ part", "excise part"),
    "escaped form blank": ("excise \\_\\_ part", "excise part"),
    "underscore in a word": ("file_name _x_", "file_name _x_"),
    "narrow blank in a figure": ("12\u202f000 men", "12\u202f000 men"),
    "elision": ("l'or parmi'among", "l'or parmi'among"),
    "nothing": (" -- \n", ""),
}


@pytest.mark.parametrize(("text", "words"), CASES.values(), ids=CASES.keys())
def test_words_leave_punctuation_and_blanks_out(text, words):
    assert " ".join(split_words(text)) == words


def test_private_letters_join_their_neighbours_when_asked_to():
    assert split_words("Wa\ueba6er") == ["Wa\ueba6er"]
    assert split_words("Wa\ueba6er", private_letters=False) == ["Wa", "\ueba6", "er"]


def is_no_word(segment: str) -> bool:
    categories = [unicodedata.category(character) for character in segment]
    return all(category[0] in "MPZS" or category in ("Cc", "Cf") for category in categories)


def slow_words(text: str) -> list[str]:
    return [segment for segment in uniseg.wordbreak.words(text) if not is_no_word(segment)]


@given(st.text(st.sampled_from(AWKWARD), max_size=14))
def test_segments_are_those_of_uniseg(text):
    assert split_segments(text, private_letters=False) == list(uniseg.wordbreak.words(text))


@given(st.text(st.characters(max_codepoint=127)))
def test_the_words_of_ascii_text_are_those_of_the_boundary_rules(text):
    assert split_words(text) == slow_words(text)


@given(st.text(st.sampled_from(AWKWARD), max_size=20))
def test_short_cuts_leave_the_words_as_they_are(text):
    assert split_words(text, private_letters=False) == slow_words(text)
