"""What the report of a run is told besides its documents."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime

from pipeline.errors import UsageError
from pipeline.flow.settings import Settings
from pipeline.reports.options import ReportOptions
from pipeline.scores.intervals import Row, bootstrap, jackknife

MOST_DRAWN = 2_000
"""Pages over which the interval is drawn; above that it is computed, which costs less."""
ALIKE_IN_ALL = 10_000
"""Places that documents may hand to the page of what is alike, shared out among them; each takes 3 kB of memory until
the run is done, so a run of more documents has no such page."""
MOST_ALIKE = 200


def report_options(settings: Settings, documents: int) -> ReportOptions:
    """Return the options of a report over so many documents.

    The report bears a date only where SOURCE_DATE_EPOCH gives one: the same input gives the same bytes.
    """
    return ReportOptions(
        images=settings.images,
        mask=settings.mask,
        date=_date(os.environ.get("SOURCE_DATE_EPOCH", "")),
        most_alike=min(MOST_ALIKE, ALIKE_IN_ALL // max(1, documents)),
    )


def interval_by_pages(by_page: Sequence[tuple[int, int]]) -> tuple[float, float] | None:
    """Return where the error rate of all such pages lies (95 %), from errors and lengths; None below two pages."""
    find = bootstrap if len(by_page) <= MOST_DRAWN else jackknife
    interval = find(by_page, _rate)
    return (interval.low, interval.high) if interval else None


def _rate(sums: Row) -> float | None:
    errors, length = sums
    return errors / length if length else None


def _date(epoch: str) -> str:
    if not epoch:
        return ""
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is no time: {epoch!r}") from error
