"""Which struck words are found, by what means they were struck, and how many are read beneath the stroke.

    python benchmarks/strikes.py --data FOLDER --forged FOLDER

Shown on the forged sets whose names begin with ``strk_test`` (many words struck), ``test`` (few), ``busy_test``, and
``new_test``, which nobody had looked at when the models were last changed. A true word counts
as found where a word that is said to be struck covers it, be it ever so badly read; where the engine read nothing, it
is missed. Of real pages not fitted on, next to none of whose words are struck, the words said to be struck are listed.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from fit_detectors import DESPATCH, HARDLY_STRUCK, MEANS
from labelled import Labelled, Library, Truth, struck_means

from pipeline.model.page import InkKind, Page, Word
from pipeline.ocr.detectors.beneath import SOURCE
from pipeline.ocr.detectors.looking import look_closer
from pipeline.ocr.engine import SheetEngine

SETS = (
    ("many words struck", "strk_test"),
    ("few words struck", "test"),
    ("busy", "busy_test"),
    ("not looked at", "new_test"),
)
WEARS = (("clear", "1"), ("like the despatches", "2"), ("film", "film"), ("colour", "col"), ("bad", "3"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--forged", type=Path, required=True)
    parser.add_argument("--cache")
    given = parser.parse_args()
    library = Library(given.cache)
    engine = library.engine.engine
    for much, prefix in SETS:
        forged = list(library.forged(given.forged, prefix))
        for title, ending in WEARS:
            of = [page for page in forged if page.name.split("/")[0].endswith(ending)]
            show(f"{much}, {title}", [(page, _look(page, engine)) for page in of])
    despatches = [page for page in library.despatches(given.data) if not page.name.startswith(DESPATCH)]
    show_false("us_despatches", despatches)
    for name in HARDLY_STRUCK:
        show_false(name, list(library.pages(given.data / name / "pages"))[1::2])
    show_false("stanford_1905", list(library.pages(given.data / "stanford_1905" / "pages")))


def _look(page: Labelled, engine: SheetEngine | None) -> Page:
    return look_closer(page.picture, page.page, engine, page.chroma)


def show(title: str, pages: Sequence[tuple[Labelled, Page]]) -> None:
    """Tell of the forged pages of one degree of wear what was found."""
    there, read, found, before, after = (Counter[str]() for _ in range(5))
    said = right = 0
    for page, seen in pages:
        struck = [word for word in seen.words if word.ink is InkKind.STRUCK]
        said += len(struck)
        right += sum(bool(struck_means(word, page)) for word in struck)
        for truth in page.truths:
            if truth.struck and truth.kind == "body":
                beside = [word for word in seen.words if _covers(word, truth)]
                there[truth.struck] += 1
                read[truth.struck] += bool(beside)
                found[truth.struck] += any(_covers(word, truth) for word in struck)
                before[truth.struck] += any(_says(word.text, truth) for word in beside)
                after[truth.struck] += any(_says(text, truth) for word in beside for text in _texts(word))
    if not there:
        return
    recall = sum(found.values()) / sum(there.values())
    of_read = sum(found.values()) / max(sum(read.values()), 1)
    print(f"\n{title}: {len(pages)} pages, {said} words said to be struck, precision {right / max(said, 1):.2f}")
    print(f"  recall {recall:.2f} of {sum(there.values())}; of those where anything was read, {of_read:.2f}")
    for means in MEANS:
        print(
            f"  {means:8} {found[means]:3} of {there[means]:3} found ({read[means]} read); "
            f"true word among the readings {before[means]} without, {after[means]} with a look beneath"
        )


def show_false(title: str, pages: Sequence[Labelled]) -> None:
    """List the words of real pages that are said to be struck."""
    seen = [_look(page, None) for page in pages]
    struck = [word for page in seen for word in page.words if word.ink is InkKind.STRUCK]
    words = sum(len(page.words) for page in seen)
    print(f"\n{title}: {len(struck)} of {words} words on {len(pages)} real pages said to be struck")
    print("  " + ", ".join(f"{word.text} {word.ink_weight:.2f}" for word in struck))


def _covers(word: Word, truth: Truth) -> bool:
    return word.box is not None and word.box.overlap(truth.box) > 0.4 * truth.box.area


def _texts(word: Word) -> list[str]:
    return [word.text, *(reading.text for reading in word.readings if reading.source == SOURCE)]


def _says(text: str, truth: Truth) -> bool:
    """Say whether a reading holds the true word; dashes part words, since strokes are read as such."""
    parts = [part.strip(".,;:'\"~") for part in re.split(r"\s+|[-—~]+", text)]
    return truth.text.strip(".,;:'\"") in parts


if __name__ == "__main__":
    main()
