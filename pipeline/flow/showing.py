"""What the report of a run is told besides its documents."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from pipeline.errors import UsageError
from pipeline.flow.settings import Settings
from pipeline.reports.options import ReportOptions

ALIKE_IN_ALL = 10_000
"""Places that documents may hand to the page of what is alike, shared out among them; a larger run has no such page."""
MOST_ALIKE = 200


def report_options(settings: Settings, documents: int) -> ReportOptions:
    """Return the options of a report over so many documents.

    The report bears a date only where SOURCE_DATE_EPOCH gives one: the same input gives the same bytes.
    """
    return ReportOptions(
        images=settings.images,
        mask=settings.mask,
        not_counted=settings.not_counted,
        date=_date(os.environ.get("SOURCE_DATE_EPOCH", "")),
        most_alike=min(MOST_ALIKE, ALIKE_IN_ALL // max(1, documents)),
    )


def _date(epoch: str) -> str:
    if not epoch:
        return ""
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is no time: {epoch!r}") from error
