"""How far a figure for many pages can be trusted: intervals from leaving out pages, or drawing them again.

Pages are the units: characters on one page are not independent of each other, and an interval computed as if they
were holds the true rate in fewer than one case of five. So pages are drawn or left out, never characters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

Row = tuple[int, ...]
"""What was counted on one page."""

Statistic = Callable[[Row], float | None]
"""Takes the sums of all columns; None where there is nothing to divide by."""

DEFAULT_SEED = 19440923
DRAWS = 2000
"""How often the pages are drawn again."""
LEVEL = 0.95
_NORMAL_QUANTILE = 1.96
"""Rounded as the ISRI tools round it."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the figure for all such pages lies, with a probability of 95 %."""

    low: float
    high: float
    method: str
    """``jackknife`` or ``bootstrap``."""
    pages: int
    level: float = LEVEL
    seed: int | None = None
    """With which the bootstrap can be repeated."""


def jackknife(rows: Sequence[Row], statistic: Statistic) -> Interval | None:
    """Return the jackknife interval; None where leaving out a page leaves nothing to divide by.

    The formula of the ISRI tools (``accci``): the mean of the pseudo-values, and 1.96 times its standard error.
    ISRI then clips accuracies to 0–100 %; here nothing is clipped, since rates can exceed 1 and differences 0.
    """
    number = len(rows)
    if number < 2:
        return None
    sums = _add(rows)
    whole = statistic(sums)
    if whole is None:
        return None
    pseudo: list[float] = []
    for row in rows:
        others = statistic(tuple(total - count for total, count in zip(sums, row, strict=True)))
        if others is None:
            return None
        pseudo.append(number * whole - (number - 1) * others)
    centre = fmean(pseudo)
    half = _NORMAL_QUANTILE * (sum((value - centre) ** 2 for value in pseudo) / (number - 1) / number) ** 0.5
    return Interval(centre - half, centre + half, "jackknife", number)


def bootstrap(rows: Sequence[Row], statistic: Statistic, seed: int = DEFAULT_SEED) -> Interval | None:
    """Return the interval between the percentiles of the figure over redrawn pages; None with fewer than two pages.

    Draws without anything to divide by are left out.
    """
    if len(rows) < 2 or statistic(_add(rows)) is None:
        return None
    random = Random(seed)  # noqa: S311 - repeatable on purpose, nothing secret
    drawn = (statistic(_add(random.choices(rows, k=len(rows)))) for _ in range(DRAWS))
    figures = sorted(figure for figure in drawn if figure is not None)
    outside = round(len(figures) * (1 - LEVEL) / 2)
    return Interval(figures[outside], figures[-outside - 1], "bootstrap", len(rows), seed=seed)


def _add(rows: Sequence[Row]) -> Row:
    return tuple(map(sum, zip(*rows, strict=True)))
