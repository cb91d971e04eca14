"""How far the stated probabilities that words are right can be believed, on documents that were not fitted on.

    python benchmarks/doubt.py --data FOLDER [--forged FOLDER]

Right is a word that the reference has, too; ``labelled.right_by_reference`` says which words do not count. Shown beside
the engine's own confidence, by set and by document: the chance that a right word is given more than a wrong one
(AUROC), the mean precision of a list of words with the least probable first (AP), the distance between what was said
and what was so (ECE), the reliability table, and what flagging every word below a limit finds.
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path

import numpy as np
from cases import SETS, Cases, forged_cases, is_fitted_on, real_cases, recorded_cases
from labelled import Library
from logistic import Table, auroc, average_precision, expected_calibration_error

from pipeline.ocr.detectors.doubt import DOUBT, FITTED
from pipeline.ocr.detectors.trees import load_trees

CUTS = (0.0, 0.2, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
LIMITS = (0.3, 0.5, 0.7, 0.8, 0.9, 0.93, 0.95, 0.98)
TYPED_AND_PRINTED = ("us_despatches", "ehri_testimony", "loc_typed", "loc_books")
"""The sets of the figures that stood in the documentation before there were trees."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--forged", type=Path)
    parser.add_argument("--cache")
    given = parser.parse_args()
    library, trees = Library(given.cache), load_trees(FITTED)
    for title, foreign in (("", False), (", as if no words of the language were known", True)):
        cases = real_cases(library, given.data, foreign=foreign)
        shown = cases.chosen(~is_fitted_on(cases, given.data))
        tell(f"documents not fitted on{title}", trees.probabilities(DOUBT, shown.table), shown, by_document=not foreign)
    recorded = recorded_cases(given.data)
    other = recorded.chosen(~is_fitted_on(recorded, given.data))
    tell("documents not fitted on, as Tesseract 5.3.0 read them", trees.probabilities(DOUBT, other.table), other)
    if given.forged:
        forged = forged_cases(library, given.forged, "test")
        tell_table("forged pages not fitted on", trees.probabilities(DOUBT, forged.table), forged)


def tell(title: str, said: Table, cases: Cases, *, by_document: bool = False) -> None:
    """Print what probabilities are worth: in all, for the typed and printed sets, by set, and by document."""
    print(f"\n=== {title}")
    tell_table("all sets", said, cases)
    usual = np.isin(cases.source, TYPED_AND_PRINTED)
    tell_table(", ".join(TYPED_AND_PRINTED), said[usual], cases.chosen(usual))
    print(f"\n{'':32}  words  wrong   AUROC  (bare)      AP  (bare)     ECE  (bare)")
    for source in SETS:
        _tell_row(source, cases.source == source, said, cases)
        for document in sorted(set(cases.document[cases.source == source].tolist())) if by_document else ():
            _tell_row(f"  {document}", (cases.document == document) & (cases.source == source), said, cases)


def tell_table(title: str, said: Table, cases: Cases) -> None:
    """Print the figures of some words, the reliability table, and what limits find, beside bare confidence."""
    truth = cases.truth
    print(f"\n{title}: {len(truth)} words, {1 - truth.mean():.1%} of them wrong")
    for name, values in (("confidence", cases.confidence), ("probability", said)):
        score, listed = auroc(values, truth), average_precision(values, truth)
        error = expected_calibration_error(values, truth)
        print(f"  {name:12} AUROC {score:.3f}, AP {listed:.3f}, ECE {error:.3f}")
    print("  said         words    said   right")
    for low, high in pairwise(CUTS):
        inside = (said >= low) & ((said < high) | (high == 1.0))
        if inside.any():
            print(f"  {low:4.2f}–{high:4.2f} {inside.sum():8} {said[inside].mean():7.3f} {truth[inside].mean():7.3f}")
    print("  below    flagged  precision  recall   (bare confidence)")
    for limit in LIMITS:
        print(f"  {limit:4.2f}  {_flagged(said < limit, truth)}   ({_flagged(cases.confidence < limit, truth)})")


def _tell_row(name: str, rows: Table, said: Table, cases: Cases) -> None:
    truth, bare, own = cases.truth[rows], cases.confidence[rows], said[rows]
    figures = ""
    for measure in (auroc, average_precision, expected_calibration_error):
        known = measure is expected_calibration_error or 0 < truth.sum() < len(truth)
        figures += f"   {measure(own, truth):.3f}  ({measure(bare, truth):.3f})" if known else "       –       –"
    print(f"{name:32} {len(truth):6} {int((1 - truth).sum()):6}{figures}")


def _flagged(flagged: Table, truth: Table) -> str:
    wrong = 1 - truth
    precision = wrong[flagged].mean() if flagged.any() else float("nan")
    return f"{flagged.mean():7.1%} {precision:9.2f} {wrong[flagged].sum() / max(1.0, wrong.sum()):8.2f}"


if __name__ == "__main__":
    main()
