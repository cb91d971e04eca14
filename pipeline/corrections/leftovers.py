"""What was decided but not carried out, as tables for people: conflicts, and decisions without a place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from pipeline.corrections.reanchoring import Parked
from pipeline.corrections.settling import Conflict
from pipeline.model.correction import Decision
from pipeline.text.csvcells import guard_cell

CONFLICT_COLUMNS = ("document", "conflict", "place", "flag", "who", "when", "verdict", "reading", "note", "why")
PARKED_COLUMNS = ("flag", "who", "when", "verdict", "reading", "note", "why", "decision")


def conflicts_csv(conflicts: Iterable[tuple[str, Conflict]]) -> str:
    """Return conflicts, each with its document, as CSV: one line for each decision, numbered by conflict."""
    return _table(
        CONFLICT_COLUMNS,
        [
            (document, str(number), "; ".join(conflict.places), *_told(decision), conflict.why)
            for number, (document, conflict) in enumerate(conflicts, start=1)
            for decision in conflict.decisions
        ],
    )


def parked_csv(parked: Iterable[Parked]) -> str:
    """Return decisions that were not carried out as CSV, each with the reason."""
    return _table(PARKED_COLUMNS, [(*_told(each.decision), each.why, each.decision.id) for each in parked])


def _told(decision: Decision) -> tuple[str, ...]:
    reading = decision.value or decision.kind or ""
    return decision.flag, decision.actor, decision.ts, decision.verb.value, reading, decision.note


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([guard_cell(cell) for cell in row] for row in rows)
    return out.getvalue()
