"""The list of what was wrong in a transcript, for people and for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.text.csvcells import guard_cell

COLUMNS = ("document", "page", "place", "was", "is", "who", "when", "why")


@dataclass(frozen=True, slots=True)
class Erratum:
    """One mistake in a transcript, as decided."""

    document: str
    page: int | None
    place: str
    """Line and character in the transcript as supplied, both from 1: ``12:7``."""
    was: str
    now: str
    who: str
    when: str
    why: str
    flag: str
    """Key of the flag."""


def place_of(text: str, offset: int) -> str:
    """Return line and character of an offset, both from 1.

    >>> place_of("one\\ntwo", 5)
    '2:2'
    """
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


def errata_csv(errata: Iterable[Erratum]) -> str:
    """Return the errata as CSV (RFC 4180), with a header; cells that a spreadsheet would run are defused."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for erratum in errata:
        cells = (
            erratum.document,
            "" if erratum.page is None else str(erratum.page),
            erratum.place,
            erratum.was,
            erratum.now,
            erratum.who,
            erratum.when,
            erratum.why,
        )
        writer.writerow([guard_cell(cell) for cell in cells])
    return out.getvalue()
