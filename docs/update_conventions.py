"""Writes the generated tables of ``docs/conventions.md`` anew: ``python docs/update_conventions.py``."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.transcripts.conventions.tables import make_tables

DOCUMENT = Path(__file__).parent / "conventions.md"


def update(text: str) -> str:
    """Return the document with every table between its marks as the code has it now."""
    for name, table in make_tables().items():
        between = re.compile(rf"(<!-- table: {name} -->\n).*?(\n<!-- end -->)", re.DOTALL)
        text, count = between.subn(lambda marks, table=table: marks[1] + table + marks[2], text)
        if count != 1:
            raise SystemExit(f"{DOCUMENT} has {count} places for the table {name!r} instead of one")
    return text


if __name__ == "__main__":
    DOCUMENT.write_text(update(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
