"""How far the stated probabilities that words are right can be believed, on real pages that were not fitted on.

    python benchmarks/doubt.py --data FOLDER [--forged FOLDER]

Right is a word that the reference has, too; words beside which the reference has nothing do not count. Shown beside
the engine's own confidence: the chance that a right word is given more than a wrong one (AUROC), the distance
between what was said and what was so (ECE), and what flagging every word below a limit would find.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from fit_detectors import real_right, right_cases
from labelled import Labelled, Library, right_on_forged
from logistic import Table, auroc, expected_calibration_error

from pipeline.ocr.detectors.logistic import probabilities
from pipeline.ocr.detectors.weights import RIGHT_WEIGHTS
from pipeline.ocr.detectors.words import RIGHT

Cases = list[tuple[Labelled, list[bool | None]]]
CUTS = (0.0, 0.2, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--forged", type=Path)
    parser.add_argument("--cache")
    given = parser.parse_args()
    library = Library(given.cache)
    shown: dict[str, Cases] = {
        "us_despatches": real_right(library, given.data / "us_despatches"),
        "ehri_testimony, the other pages": real_right(library, given.data / "ehri_testimony")[1::2],
        "loc_typed, the other pages": real_right(library, given.data / "loc_typed")[1::2],
        "loc_books": real_right(library, given.data / "loc_books"),
    }
    if given.forged:
        shown["forged, not fitted on"] = [
            (page, right_on_forged(page)) for page in library.forged(given.forged, "test")
        ]
    for name, cases in shown.items():
        _show(name, cases)
    _show("all real pages above", [case for name, cases in shown.items() if "forged" not in name for case in cases])


def _show(title: str, cases: Cases) -> None:
    table, truth = right_cases(cases)
    said = probabilities(RIGHT, table, RIGHT_WEIGHTS)
    bare = _confidences(cases)
    print(f"\n{title}: {len(cases)} pages, {len(truth)} words, {1 - truth.mean():.1%} of them wrong")
    for name, values in (("confidence", bare), ("probability", said)):
        error = expected_calibration_error(values, truth)
        print(f"  {name:12} AUROC {auroc(values, truth):.3f}, ECE {error:.3f}, {_flagged(values, truth)}")
    for low, high in pairwise(CUTS):
        inside = (said >= low) & ((said < high) | (high == 1.0))
        if inside.any():
            so = f"said {said[inside].mean():.3f}  right {truth[inside].mean():.3f}"
            print(f"    {low:4.2f}–{high:4.2f} {inside.sum():6}  {so}")


def _flagged(values: Table, truth: Table) -> str:
    """Return precision and recall of flagging the least probable words, as many as are wrong."""
    wrong = int((1 - truth).sum())
    worst = np.argsort(values, kind="stable")[:wrong]
    return f"of the {wrong} least probable {(1 - truth[worst]).mean():.2f} are wrong"


def _confidences(cases: Sequence[tuple[Labelled, list[bool | None]]]) -> Table:
    return np.array(
        [
            0.5 if word.confidence is None else word.confidence
            for page, known in cases
            for word, each in zip(page.page.words, known, strict=True)
            if each is not None
        ]
    )


if __name__ == "__main__":
    main()
