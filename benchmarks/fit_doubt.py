"""Fit the trees that tell how probable it is that a word was read rightly, and write ``doubt.json``.

    pip install lightgbm==4.7.0
    python benchmarks/fit_doubt.py --data FOLDER --forged FOLDER [--write]

Fitted on the forged sets under ``--forged`` whose names begin with ``train`` and on every second document of each real
set (``cases.SETS``); every page counts once more as if nothing were known of its language. The number and the size of
the trees, and the line that corrects what they say, come from predictions for documents held out of these, in turn.
``benchmarks/doubt.py`` shows what the file is worth on the other documents. Last, this script tells what such trees are
worth on all real documents, each predicted by trees that have not seen it: the figures to trust most, though they are
of the way of fitting and not of the file.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from boosting import Shape, as_file, fit_curve, fit_trees, folds
from cases import Cases, forged_cases, is_fitted_on, joined, real_cases
from doubt import tell
from labelled import Library, fitting_arguments
from logistic import Table

from pipeline.ocr.detectors.doubt import DOUBT, FALLING, FITTED, RISING

SHAPES = [
    Shape(trees=trees, leaves=leaves, depth=depth)
    for trees, (leaves, depth) in product((60, 90, 120, 150), ((4, 2), (6, 3), (8, 4)))
]
ABOUT = (
    "How probable it is that a word was read rightly. Fitted by benchmarks/fit_doubt.py on forged pages and on every "
    "second document of us_despatches, ehri_testimony, loc_typed, loc_books, loc_forms, loc_news and stanford_1905, as "
    "{engine} read them. Do not edit by hand."
)


def main() -> None:
    given = fitting_arguments(__doc__)
    library = Library(given.cache)
    forged = forged_cases(library, given.forged, "train")
    real, foreign = real_cases(library, given.data), real_cases(library, given.data, foreign=True)
    chosen = is_fitted_on(real, given.data)
    fitted_on, also = real.chosen(chosen), foreign.chosen(chosen)

    losses = [(_loss(_out_of_fold(fitted_on, also, forged, shape), fitted_on), shape) for shape in SHAPES]
    for loss, shape in losses:
        print(f"{shape.trees} trees of {shape.leaves} leaves: log-loss {loss:.4f} on documents held out")
    shape = min(losses, key=lambda each: each[0])[1]
    curve = fit_curve(_out_of_fold(fitted_on, also, forged, shape), fitted_on.truth)
    booster = fit_trees(joined([fitted_on, also, forged]), DOUBT, shape, RISING, FALLING)
    for gain, name in sorted(zip(booster.feature_importance("gain"), DOUBT, strict=True), reverse=True):
        print(f"  {name:20} gain {gain:8.0f}")
    if given.write:
        FITTED.write_text(as_file(booster, DOUBT, curve, ABOUT.format(engine=library.reads_with)), encoding="utf-8")

    odds = _out_of_fold(real, foreign, forged, shape, count=10)
    tell("all real documents, each by trees that have not seen it", _probability(odds), real)


def _out_of_fold(real: Cases, foreign: Cases, forged: Cases, shape: Shape, count: int = 6) -> Table:
    """Return the log-odds of each real word by trees that have not seen its document."""
    odds = np.zeros(len(real.truth))
    for held in folds(real.document, count):
        booster = fit_trees(joined([real.chosen(~held), foreign.chosen(~held), forged]), DOUBT, shape, RISING, FALLING)
        odds[held] = np.asarray(booster.predict(real.table[held], raw_score=True))
    return odds


def _loss(odds: Table, cases: Cases) -> float:
    said = _probability(odds)
    losses = -np.log(np.where(cases.truth == 1, said, 1 - said))
    return float(np.average(losses, weights=cases.weight))


def _probability(odds: Table) -> Table:
    return np.asarray(1 / (1 + np.exp(-odds)))


if __name__ == "__main__":
    main()
