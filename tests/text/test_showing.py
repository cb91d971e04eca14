from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.showing import Chip, ChipKind, cut_into_chips, find_chips

SUSPICIOUS = {
    ChipKind.DIRECTION: "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    ChipKind.ZERO_WIDTH: (
        "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180e\u200b\u200c\u200d\u2060\u2061\u2064\u206a\u206f\u3164"
        "\ufe00\ufe0f\ufeff\uffa0\ufff9\ufffb\ufffc\U000e0001\U000e0020\U000e007f\U000e0100\U000e01ef"
    ),
    ChipKind.SPACE: (
        "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
        "\u2028\u2029\u2800\u3000"
    ),
    ChipKind.CONTROL: "\0\x07\x08\n\r\x1b\x7f\x80\x85\x9b",
    ChipKind.UNKNOWN: "\ue000\uf8ff\U000f0000\ufdd0\uffff\U0010ffff\ufffd\u0378\udc80",
}
EACH = [(character, kind) for kind, characters in SUSPICIOUS.items() for character in characters]


@pytest.mark.parametrize(("character", "kind"), EACH, ids=[f"U+{ord(character):04X}" for character, _ in EACH])
def test_what_cannot_be_seen_becomes_a_chip(character, kind):
    before, chip, after = cut_into_chips(f"a{character}b")
    assert (before, after) == ("a", "b")
    assert isinstance(chip, Chip)
    assert (chip.character, chip.kind) == (character, kind)
    assert str(chip) == f"⟦U+{ord(character):04X}⟧"
    assert chip.label
    assert chip.name


@pytest.mark.parametrize("text", ["Sofia, April 4", "café", "cafe\u0301", "Ελλάς", "东京", "“good” — it", "క్ష"])
def test_ordinary_text_is_left_as_it_is(text):
    assert cut_into_chips(text) == (text,)


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "👩\u200d👧", "❤\ufe0f"])
def test_joiners_of_ordinary_spelling_are_chips_only_when_asked_for(text):
    assert find_chips(text) == ()
    assert any(isinstance(piece, Chip) for piece in cut_into_chips(text, hide_spelling=False))


@pytest.mark.parametrize("text", ["pass\u200dword", "a\ufe0fb", "x\u200c"])
def test_joiners_where_nobody_spells_with_them_are_chips(text):
    assert len(find_chips(text)) == 1


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Z", "C"])))
def test_nothing_is_lost_in_chips(text):
    pieces = cut_into_chips(text)
    assert "".join(piece.character if isinstance(piece, Chip) else piece for piece in pieces) == text
