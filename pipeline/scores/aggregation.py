"""Figures for many pages: sums, means, the worst pages, and how far the figure for all can be trusted.

Pages that were not measured are counted and listed, never averaged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from pipeline.model.counts import Tally
from pipeline.scores.intervals import DEFAULT_SEED, Interval, Row, bootstrap, jackknife


@dataclass(frozen=True, slots=True)
class Observation:
    """One page (or one document, where documents are the units), and what was counted on it."""

    name: str
    tally: Tally | None
    """None when it was not measured."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of many pages."""

    micro: Tally
    """All errors over all characters: long pages count for more."""
    macro: float | None
    """Mean of the pages' rates: every page counts the same."""
    median: float | None
    worst: tuple[tuple[str, float], ...]
    """Pages with the highest rates, worst first."""
    jackknife: Interval | None
    """Of the micro-averaged rate; None with fewer than two pages."""
    bootstrap: Interval | None
    measured: int
    perfect: int
    """Measured pages without any error."""
    undefined: tuple[str, ...]
    """Measured pages without reference text: they have no rate, their errors are in ``micro``."""
    unmeasured: tuple[str, ...]


def summarize(observations: Sequence[Observation], *, worst: int = 10, seed: int = DEFAULT_SEED) -> Summary:
    """Return the figures of all pages together, with at most ``worst`` of the worst pages."""
    measured = [(page.name, page.tally) for page in observations if page.tally is not None]
    rows = [(tally.errors, tally.length) for _, tally in measured]
    rates = [(name, rate) for name, tally in measured if (rate := tally.rate) is not None]
    return Summary(
        micro=sum((tally for _, tally in measured), Tally()),
        macro=fmean(rate for _, rate in rates) if rates else None,
        median=median(rate for _, rate in rates) if rates else None,
        worst=tuple(sorted(rates, key=lambda page: (-page[1], page[0]))[:worst]),
        jackknife=jackknife(rows, _rate),
        bootstrap=bootstrap(rows, _rate, seed),
        measured=len(measured),
        perfect=sum(rate == 0 for _, rate in rates),
        undefined=tuple(name for name, tally in measured if tally.rate is None),
        unmeasured=tuple(page.name for page in observations if page.tally is None),
    )


def _rate(sums: Row) -> float | None:
    errors, length = sums
    return Tally(errors, length).rate
