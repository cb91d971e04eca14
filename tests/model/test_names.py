"""Names from outside, on one line of a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.names import show_name

NAMES = {
    "plain": ("letter 1.jpg", "letter 1.jpg"),
    "umlauts, Hebrew, Chinese": ("M\u00fcnchen \u05d0\u05d1 \u66f8.jpg", "M\u00fcnchen \u05d0\u05d1 \u66f8.jpg"),
    "line break": ("a\nb", r"a\nb"),
    "escape sequence": ("\x1b[31mred", r"\x1b[31mred"),
    "right to left": ("a\u202egpj.exe", r"a\u202egpj.exe"),
    "zero width": ("a\u200bb", r"a\u200bb"),
    "line separator": ("a\u2028b", r"a\u2028b"),
    "no UTF-8": ("a\udcffb", r"a\udcffb"),
}


@pytest.mark.parametrize(("name", "shown"), NAMES.values(), ids=NAMES)
def test_what_would_not_be_seen_is_written_out(name, shown):
    assert show_name(name) == shown


@settings(deadline=None)
@given(st.text())
def test_a_shown_name_is_one_line_and_can_be_written_as_utf8(name):
    shown = show_name(name)
    assert len(shown.splitlines()) <= 1
    assert shown.encode("utf-8") or not name


@settings(deadline=None)
@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_letters_figures_and_signs_stay_as_they_are(name):
    assert show_name(name) == name
