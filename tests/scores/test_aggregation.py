from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.counts import Tally
from pipeline.scores.aggregation import Observation, summarize
from pipeline.scores.comparing import compare_runs

PAGES = (
    Observation("p1", Tally(2, 100)),
    Observation("p2", Tally(30, 300)),
    Observation("p3", None),
    Observation("p4", Tally(0, 50)),
    Observation("p5", Tally(7, 0)),
)


def test_errors_are_added_up_and_rates_are_averaged_only_by_name():
    summary = summarize(PAGES, worst=2)
    assert summary.micro == Tally(39, 450)
    assert summary.macro == pytest.approx((0.02 + 0.1 + 0) / 3)
    assert summary.median == pytest.approx(0.02)
    assert summary.worst == (("p2", 0.1), ("p1", 0.02))


def test_pages_without_a_figure_are_listed_and_not_averaged():
    summary = summarize(PAGES)
    assert summary.unmeasured == ("p3",)
    assert summary.undefined == ("p5",)
    assert (summary.measured, summary.perfect) == (4, 1)


def test_nothing_measured_gives_no_figure():
    for pages in ((), (Observation("p1", None),), (Observation("p1", Tally(3, 0)),)):
        summary = summarize(pages)
        assert summary.micro.rate is None
        assert (summary.macro, summary.median, summary.jackknife, summary.bootstrap) == (None, None, None, None)


def test_one_page_tells_nothing_about_others():
    summary = summarize(PAGES[:1])
    assert summary.micro.rate == 0.02
    assert summary.jackknife is None
    assert summary.bootstrap is None


def isri_interval(pages: list[tuple[int, int]]) -> tuple[float, float]:
    """The formula of ``accci`` as it is printed in the ISRI documentation, on accuracies in percent."""
    n = len(pages)
    count, missed = sum(page[1] for page in pages), sum(page[0] for page in pages)
    theta = 100 * (count - missed) / count
    thetas = [100 * ((count - c) - (missed - m)) / (count - c) for m, c in pages]
    j = [n * theta - (n - 1) * value for value in thetas]
    centre = n * theta - (n - 1) * sum(thetas) / n
    half = 1.96 * (sum((value - centre) ** 2 for value in j) / ((n - 1) * n)) ** 0.5
    return centre - half, centre + half


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(100, 3000)), min_size=2, max_size=30))
def test_the_jackknife_interval_is_that_of_the_isri_tools(pages):
    interval = summarize([Observation(str(i), Tally(*page)) for i, page in enumerate(pages)]).jackknife
    low, high = isri_interval(pages)
    assert 100 * (1 - interval.high) == pytest.approx(low, abs=1e-9)
    assert 100 * (1 - interval.low) == pytest.approx(high, abs=1e-9)


def many_pages(errors: int) -> list[Observation]:
    return [Observation(f"p{i}", Tally(errors + i * 7 % 40, 1000 + i * 13 % 500)) for i in range(40)]


def test_the_same_seed_draws_the_same_pages():
    assert summarize(many_pages(20), seed=5) == summarize(many_pages(20), seed=5)
    assert summarize(many_pages(20), seed=5).bootstrap != summarize(many_pages(20), seed=6).bootstrap
    assert summarize(many_pages(20), seed=5).bootstrap.seed == 5


def test_both_intervals_hold_the_rate_and_agree_roughly():
    summary = summarize(many_pages(20))
    for interval in (summary.jackknife, summary.bootstrap):
        assert interval.low < summary.micro.rate < interval.high
    assert summary.bootstrap.low == pytest.approx(summary.jackknife.low, rel=0.05)
    assert summary.bootstrap.high == pytest.approx(summary.jackknife.high, rel=0.05)


def test_a_small_gain_on_every_page_is_seen_although_the_pages_differ_much():
    before = many_pages(20)
    after = [Observation(page.name, Tally(page.tally.errors - 2, page.tally.length)) for page in before]
    comparison = compare_runs(before, after)
    assert comparison.difference == pytest.approx(comparison.second.rate - comparison.first.rate)
    assert comparison.is_different is True
    assert comparison.bootstrap.high < 0
    assert comparison.jackknife.high < 0
    assert (comparison.better, comparison.worse, comparison.equal) == (40, 0, 0)
    spread = summarize(before).bootstrap
    assert spread.high - spread.low > 5 * (comparison.bootstrap.high - comparison.bootstrap.low)


def test_gains_and_losses_that_cancel_are_no_difference():
    before = many_pages(20)
    after = [
        Observation(page.name, Tally(page.tally.errors + (-1) ** i, page.tally.length)) for i, page in enumerate(before)
    ]
    assert compare_runs(before, after).is_different is False


def test_pages_that_cannot_be_compared_are_listed():
    first = [
        Observation("a", Tally(1, 10)),
        Observation("b", None),
        Observation("c", Tally(1, 10)),
        Observation("e", Tally(0, 9)),
    ]
    second = [Observation("d", Tally(1, 10)), Observation("b", Tally(1, 10)), Observation("a", Tally(0, 12))]
    comparison = compare_runs(first, second)
    assert comparison.only_first == ("c", "e")
    assert comparison.only_second == ("d",)
    assert comparison.unmeasured == ("b",)
    assert comparison.changed == ("a",)
    assert (comparison.first, comparison.second) == (Tally(1, 10), Tally(0, 12))
    assert comparison.bootstrap is None
    assert comparison.is_different is None


def test_runs_without_common_pages_have_no_difference():
    comparison = compare_runs([Observation("a", Tally(1, 10))], [Observation("b", Tally(1, 10))])
    assert comparison.difference is None
    assert comparison.first.rate is None
