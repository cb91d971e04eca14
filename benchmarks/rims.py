"""How many words along the rims of oval stamps are read, and how many of the lines within.

    python benchmarks/rims.py --forged FOLDER

Shown on the forged sets whose names begin with ``ovals_test``: stamps there are oval wherever they stand upright.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from pathlib import Path

from labelled import Labelled, Library, Truth

from pipeline.model.page import InkKind, Page
from pipeline.ocr.detectors.looking import look_closer

TEXTS = Path(__file__).parents[1] / "tests" / "forge" / "texts" / "office.toml"
HALF = "b"
"""The half of the invented texts of which test sets are made."""
ON_IT = 0.3
"""Of a stamp's box, that a patch must cover to be its patch."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--forged", type=Path, required=True)
    parser.add_argument("--cache")
    given = parser.parse_args()
    library = Library(given.cache)
    ovals = tomllib.loads(TEXTS.read_text(encoding="utf-8"))[HALF]["ovals"]
    rims = frozenset(word for oval in ovals for line in (oval[0], oval[-1]) for word in line.split())
    there, read = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for page in library.forged(given.forged, "ovals_test"):
        seen = look_closer(page.picture, page.page, library.engine.engine, page.chroma)
        for stamp in (group for group in page.groups if group.kind == "stamp"):
            _count(page, seen, stamp, rims, there, read)
    for name, part in sorted(there):
        print(f"{name}: {part} {read[name, part]} of {there[name, part]} words read")


def _count(
    page: Labelled,
    seen: Page,
    stamp: Truth,
    rims: frozenset[str],
    there: Counter[tuple[str, str]],
    read: Counter[tuple[str, str]],
) -> None:
    """Count the words of one oval stamp; a stamp without a rim counts nothing."""
    words = [word for word in page.truths if word.kind == "stamp" and word.box.overlap(stamp.box) == word.box.area]
    if not rims.intersection(word.text for word in words):
        return
    patches = [patch for patch in seen.patches if patch.kind is InkKind.STAMP]
    said = {
        text
        for patch in patches
        if patch.box.overlap(stamp.box) > ON_IT * stamp.box.area
        for text in patch.text.split()
    }
    for word in words:
        key = (page.name.split("/")[0], "rim" if word.text in rims else "within")
        there[key] += 1
        read[key] += word.text in said


if __name__ == "__main__":
    main()
