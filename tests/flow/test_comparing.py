"""Comparing the runs in two folders: page by page, each page once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import NoInputError
from pipeline.flow.comparing import RunComparison, compare_folders
from tests.corrections.workplace import READ, Workplace


def compare(folder: Path, first: list[str], second: list[str]) -> RunComparison:
    runs = []
    for name, pages in (("first", first), ("second", second)):
        (folder / name).mkdir()
        runs.append(Workplace(folder / name, pages).run)
    return compare_folders(*runs)


def test_better_read_pages_are_told_from_others(tmp_path: Path) -> None:
    blurred = [READ[0], READ[1].replace("harbour", "harhour").replace("buoys", "bouys")]
    result = dict(compare(tmp_path, blurred, READ).measures)["recognition"]
    assert (result.better, result.worse, result.equal) == (1, 0, 1)
    assert result.first.errors > result.second.errors


def test_a_page_that_was_scanned_twice_is_measured_once(tmp_path: Path) -> None:
    once, twice = READ, [*READ, READ[1]]
    result = dict(compare(tmp_path, once, twice).measures)["recognition"]
    assert result.first == result.second
    assert result.only_second == ("memo/memo_3.png",)


def test_a_figure_stands_in_json_as_in_all_other_documents(tmp_path: Path) -> None:
    told = compare(tmp_path, READ, READ).as_json()["recognition"]
    assert isinstance(told, dict)
    assert set(told["first"]) == {"errors", "length", "rate", "exact"}


def test_runs_without_a_common_page_cannot_be_compared(tmp_path: Path) -> None:
    with pytest.raises(NoInputError, match="no page in common"):
        compare(tmp_path, READ, [])
