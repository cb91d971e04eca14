"""A report with two thousand places opens and filters fast enough to work in."""

from __future__ import annotations

import pytest

from tests.reports.conftest import OpenReport
from tests.reports.results import files_of, make_document, some_flags

pytestmark = pytest.mark.browser

FIRST_PAINT = 3_000
"""Milliseconds, on the machine that runs the tests, with others at work on it."""
FILTERING = 100
"""Milliseconds; the best of five counts, since others are at work on the machine."""


def test_2000_places_open_within_3_seconds_and_filter_within_a_tenth(open_report: OpenReport) -> None:
    files = files_of(make_document(some_flags(2_000)))
    names = [name for name in files if name.startswith("documents/")]
    assert names == ["documents/letter-1.html"]
    page = open_report(files, names[0])
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert painted < FIRST_PAINT
    assert page.locator("a.row").count() == 50
    times = page.evaluate(
        """() => {
          const search = document.querySelector("#search");
          return ["a", "ab", "", "the", ""].map((text) => {
            const start = performance.now();
            search.value = text;
            search.dispatchEvent(new Event("input"));
            document.querySelector(".rows").getBoundingClientRect();
            return performance.now() - start;
          });
        }"""
    )
    assert min(times) < FILTERING, times


def test_a_decision_among_2000_places_is_taken_within_a_tenth_of_a_second(open_report: OpenReport) -> None:
    page = open_report(files_of(make_document(some_flags(2_000))), "documents/letter-1.html")
    times = page.evaluate(
        """() => Array.from({ length: 5 }, () => {
          const start = performance.now();
          document.dispatchEvent(new KeyboardEvent("keydown", { key: "1", bubbles: true }));
          return performance.now() - start;
        })"""
    )
    assert min(times) < FILTERING, times
    assert page.locator("#progress").inner_text() == "5 of 2,000 decided"
