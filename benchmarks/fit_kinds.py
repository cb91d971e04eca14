"""Fit the trees that tell which kinds of ink a group of unread ink is of, and write ``kind-*.json``.

    pip install lightgbm==4.7.0
    python benchmarks/fit_kinds.py --data FOLDER --forged FOLDER [--write]

Fitted on the forged sets under ``--forged`` whose names begin with ``train``, ``busy_train`` and ``dry_train``, on
one of the three typed despatches (DR-19390519-US), and on every other page of the sets of ``seen_by_eye.tsv`` but
stanford_1905. The line that corrects what the trees say comes from pages held out of these, in turn.
``benchmarks/detectors.py`` shows what the trees are worth on the rest. To be run after ``fit_detectors.py``: which ink
no word explains hangs on the words' model.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from boosting import Shape, as_file, fit_curve, fit_trees, folds
from cases import Cases
from fit_detectors import DESPATCH, seen
from labelled import Labelled, Library, fitting_arguments
from logistic import Table, auroc
from numpy.typing import NDArray

from pipeline.model.page import InkKind
from pipeline.ocr.detectors.groups import Group, explaining, find_groups, unexplained
from pipeline.ocr.detectors.kinds import GROUP, KINDS, group_features, trees_of
from pipeline.ocr.detectors.logistic import probabilities
from pipeline.ocr.detectors.weights import FOREIGN_WEIGHTS
from pipeline.ocr.detectors.words import FOREIGN, foreign_features

TRUE_KINDS = {
    "stamp": InkKind.STAMP,
    "file_number": InkKind.STAMP,
    "form": InkKind.STAMP,
    "handwriting": InkKind.HAND,
    "signature": InkKind.HAND,
    "initials": InkKind.HAND,
    "print": InkKind.PRINT,
    "letterhead": InkKind.PRINT,
    "seal": InkKind.PRINT,
    "body": InkKind.BODY,
    "typed_header": InkKind.BODY,
    "file-number": InkKind.BODY,
}
SHAPE = Shape(trees=120, leaves=6, depth=4, rate=0.06, least=12, pull=3.0, columns=0.5)
REAL_WEIGHT = 6.0
"""What a group on a real page counts beside a forged one."""
ABOUT = (
    "How probably unread ink is of the kind {kind}. Fitted by benchmarks/fit_kinds.py on forged pages, one document of "
    "us_despatches and every other page of ehri_testimony, loc_typed and loc_forms, as {engine} read them. Do not edit "
    "by hand."
)


def main() -> None:
    given = fitting_arguments(__doc__)
    library = Library(given.cache)
    found = [(page, *groups) for page in _pages(library, given.data, given.forged) if len((groups := _groups(page))[1])]
    table = np.concatenate([rows for _, rows, _ in found])
    known = [kinds for _, _, each in found for kinds in each]
    names = np.array([page.name for page, _, each in found for _ in each])
    weight = np.array([1.0 if page.is_forged else REAL_WEIGHT for page, _, each in found for _ in each])
    for kind in KINDS:
        truth = np.array([float(kind in kinds) for kinds in known])
        nothing = np.zeros(len(truth))
        cases = Cases(table, truth, nothing, weight, names, names)
        odds = _out_of_fold(cases)
        if kind is InkKind.UNKNOWN:
            _tell_false_marks(odds, truth, weight > 1, names)
        print(
            f"{kind}: {len(truth)} groups, {int(truth.sum())} of them, AUROC {auroc(odds, truth):.4f} on pages held out"
        )
        curve, trees = fit_curve(odds, truth), fit_trees(cases, GROUP, SHAPE)
        if given.write:
            about = ABOUT.format(kind=kind, engine=library.reads_with)
            trees_of(kind).write_text(as_file(trees, GROUP, curve, about), encoding="utf-8")


def _pages(library: Library, data: Path, forged: Path) -> Iterator[Labelled]:
    for name in ("train", "busy_train", "dry_train"):
        yield from library.forged(forged, name)
    yield from (page for page in library.despatches(data) if page.name.startswith(DESPATCH) and page.groups)
    yield from library.seen_by_eye(data, fitted=True)


def _groups(page: Labelled) -> tuple[Table, list[set[InkKind]]]:
    """Return the features of the groups of a page, and of which kinds each is."""
    sight = seen(page)
    chances = probabilities(FOREIGN, foreign_features(sight), FOREIGN_WEIGHTS)
    explains = explaining(page.page.words, chances)
    groups = find_groups(sight, unexplained(sight, explains), explains)
    unsure = [truth.box for truth in page.groups if truth.kind not in TRUE_KINDS and truth.kind != "blank"]
    groups = tuple(group for group in groups if not any(box.overlap(group.box) for box in unsure))
    return group_features(sight, groups), [_kinds_in(group, page, sight.ink.factor) for group in groups]


def _kinds_in(group: Group, page: Labelled, factor: int) -> set[InkKind]:
    """Return the kinds of which something lies in a group with at least 30 % of its box, and with some ink.

    ``UNKNOWN`` is with any of them.
    """
    pieces, found = group.pieces, set()
    for truth in page.truths if page.is_forged else (*page.truths, *page.groups):
        box, kind = truth.box, TRUE_KINDS.get(truth.kind)
        least = box.area if page.is_forged else min(box.area, group.box.area)
        has_ink = (pieces.left * factor < box.right) & (pieces.right * factor > box.left)
        has_ink &= (pieces.top * factor < box.bottom) & (pieces.bottom * factor > box.top)
        if kind and group.box.overlap(box) >= 0.3 * least and has_ink.any():
            found |= {kind, InkKind.UNKNOWN}
    return found


def _tell_false_marks(odds: Table, truth: Table, is_real: NDArray[np.bool_], names: NDArray[np.str_]) -> None:
    """Print, for some limits of the probability, how much dirt would be marked on a page, and how much else found."""
    for title, rows in (("real", is_real), ("forged", ~is_real)):
        pages, dirt = len(set(names[rows])), rows & (truth == 0)
        for limit in (0.3, 0.5, 0.6, 0.7, 0.8, 0.9):
            said = odds > np.log(limit / (1 - limit))
            found = (said & rows & (truth == 1)).sum() / (rows & (truth == 1)).sum()
            print(f"  {title}, from {limit}: dirt {(said & dirt).sum() / pages:.2f} a page, of the rest {found:.3f}")


def _out_of_fold(cases: Cases, count: int = 8) -> Table:
    """Return the log-odds of each group by trees that have not seen its page."""
    odds = np.zeros(len(cases.truth))
    for held in folds(cases.document, count):
        booster = fit_trees(cases.chosen(~held), GROUP, SHAPE)
        odds[held] = np.asarray(booster.predict(cases.table[held], raw_score=True))
    return odds


if __name__ == "__main__":
    main()
