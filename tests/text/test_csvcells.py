from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.csvcells import guard_cell, read_cell

CASES = {
    "=1+1": "'=1+1",
    "+A 9-23": "'+A 9-23",
    "-- it is high time": "'-- it is high time",
    "@SUM(A1)": "'@SUM(A1)",
    "＝cmd": "'＝cmd",
    " \u200b=1": "' \u200b=1",
    "\tindented": "'\tindented",
    "'=1": "''=1",
    "'tis": "'tis",
    "1944": "1944",
    "": "",
    "a=b": "a=b",
}


@pytest.mark.parametrize(("text", "cell"), CASES.items())
def test_formulas_are_guarded_and_nothing_else(text, cell):
    assert guard_cell(text) == cell


@given(st.text(st.one_of(st.sampled_from("'=+-@＝ \t\r\n\ufeff\u200ba1"), st.characters(exclude_categories=["Cs"]))))
def test_what_goes_into_a_cell_comes_out_again(text):
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerow([guard_cell(text)])
    (row,) = csv.reader(io.StringIO(stream.getvalue(), newline=""))
    assert read_cell(row[0]) == text


@given(st.text(st.sampled_from("=+-@＝ \t\ufeff\u200ba"), max_size=5))
def test_no_cell_begins_like_a_formula(text):
    assert guard_cell(text).lstrip(" \ufeff\u200b")[:1] not in tuple("=+-@＝\t")
