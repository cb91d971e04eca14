"""The list of errata as a table for people."""

from __future__ import annotations

import csv
import io

from pipeline.corrections.errata import COLUMNS, Erratum, errata_csv, place_of
from pipeline.text.csvcells import read_cell


def test_the_table_reads_back_and_no_cell_is_a_formula() -> None:
    row = ("memo", "1", "2:5", "+A 9-23", '=cmd|" /C calc"', "ana", "2026-01-05", "Said “so”,\nand more.")
    erratum = Erratum(row[0], 1, *row[2:], flag="k")
    header, cells = csv.reader(io.StringIO(errata_csv([erratum])))
    assert tuple(header) == COLUMNS
    assert tuple(map(read_cell, cells)) == row
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_a_text_that_lies_on_no_page_has_no_page() -> None:
    erratum = Erratum("memo", None, "1:1", "a", "b", "ana", "", "", flag="k")
    assert errata_csv([erratum]).splitlines()[1].startswith("memo,,")


def test_a_place_is_line_and_character() -> None:
    text = "one\ntwo\n"
    assert [place_of(text, offset) for offset in (0, 3, 4, 7, 8)] == ["1:1", "1:4", "2:1", "2:4", "3:1"]
