"""All files of the hostile corpus, each with what must become of it.

``python -m tests.corpus.make_corpus FOLDER`` writes them into a folder and prints the table. A new kind of input is
a module with its own ``CASES``, added to ``TABLES``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.corpus import jpegs, names, page_files, pdfs, pngs, rasters, texts, tiffs
from tests.corpus.cases import Case, Stage

TABLES: tuple[tuple[Case, ...], ...] = (
    pngs.CASES,
    jpegs.CASES,
    tiffs.CASES,
    rasters.CASES,
    pdfs.CASES,
    names.CASES,
    texts.CASES,
    page_files.CASES,
)

CASES: tuple[Case, ...] = tuple(case for table in TABLES for case in table)


def cases_of(stage: Stage) -> dict[str, Case]:
    """Return the cases that ``stage`` has to cope with, by a printable name."""
    return {
        case.name.encode("unicode-escape", "surrogatepass").decode()[:60]: case for case in CASES if case.stage is stage
    }


def main(folder: Path) -> None:
    """Write the corpus into ``folder``, which is made, and print one line for each file."""
    folder.mkdir(parents=True)
    for case in CASES:
        case.write(folder)
        words = ", ".join(case.outcome.words)
        sys.stdout.write(f"{case.stage:12}{case.outcome.verdict:10}{case.name!a:50}{words}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
