"""Two runs on the same pages: which of them is better, and whether that is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.counts import Tally
from pipeline.scores.aggregation import Observation
from pipeline.scores.intervals import DEFAULT_SEED, Interval, Row, bootstrap, jackknife


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two runs counted on the pages that both measured."""

    first: Tally
    second: Tally
    difference: float | None
    """Rate of the second less rate of the first: below zero the second is better."""
    jackknife: Interval | None
    """Of the difference; None with fewer than two pages."""
    bootstrap: Interval | None
    better: int
    """Pages with a lower rate in the second run."""
    worse: int
    equal: int
    changed: tuple[str, ...]
    """Pages whose reference is not equally long in both runs: another transcript, or another stretch of it."""
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    unmeasured: tuple[str, ...]
    """In both runs, but not measured in one of them."""

    @property
    def is_different(self) -> bool | None:
        """Whether the bootstrap interval leaves zero out; None when there is no interval."""
        if self.bootstrap is None:
            return None
        return not self.bootstrap.low <= 0 <= self.bootstrap.high


def compare_runs(
    first: Sequence[Observation], second: Sequence[Observation], *, seed: int = DEFAULT_SEED
) -> Comparison:
    """Compare two runs page by page; pages are told apart by their names, which must be unique within a run.

    The intervals are paired: a page is drawn, or left out, in both runs at once. What makes a page hard is hard for
    both runs, and falls out of the difference.
    """
    one, two = ({page.name: page.tally for page in run} for run in (first, second))
    shared = [name for name in one if name in two]
    pairs = [(name, mine, theirs) for name in shared if (mine := one[name]) and (theirs := two[name])]
    rows = [(mine.errors, mine.length, theirs.errors, theirs.length) for _, mine, theirs in pairs]
    rates = [(mine.rate, theirs.rate) for _, mine, theirs in pairs]
    defined = [(rate, other) for rate, other in rates if rate is not None and other is not None]
    measured = {name for name, _, _ in pairs}
    return Comparison(
        first=sum((mine for _, mine, _ in pairs), Tally()),
        second=sum((theirs for _, _, theirs in pairs), Tally()),
        difference=_difference(tuple(map(sum, zip(*rows, strict=True)))) if rows else None,
        jackknife=jackknife(rows, _difference),
        bootstrap=bootstrap(rows, _difference, seed),
        better=sum(other < rate for rate, other in defined),
        worse=sum(other > rate for rate, other in defined),
        equal=sum(other == rate for rate, other in defined),
        changed=tuple(name for name, mine, theirs in pairs if mine.length != theirs.length),
        only_first=tuple(name for name in one if name not in two),
        only_second=tuple(name for name in two if name not in one),
        unmeasured=tuple(name for name in shared if name not in measured),
    )


def _difference(sums: Row) -> float | None:
    errors, length, other_errors, other_length = sums
    rate, other = Tally(errors, length).rate, Tally(other_errors, other_length).rate
    return None if rate is None or other is None else other - rate
