"""Fitting boosted trees with LightGBM, for ``pipeline/ocr/detectors/trees.py``.

LightGBM is needed here only, not by the program: ``pip install lightgbm==4.7.0``. One thread and a fixed seed give the
same trees each time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy as np
from logistic import Table
from numpy.typing import NDArray

from pipeline.ocr.detectors.trees import FORMAT, UNIT

Groups = NDArray[np.str_]
"""To which document each row belongs."""

DIGITS = 5
"""To which limits are rounded in the file."""
LEAST_BETWEEN = 40
"""Cases, at least, between two points of the curve."""
POINTS = 12
"""Of the curve, at most."""
DOUBT = 1.0
"""Cases that are added to each stretch of the curve as right, and as many as wrong: nothing is certain."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How many trees there are, and how large they may be."""

    trees: int = 120
    leaves: int = 8
    depth: int = 4
    rate: float = 0.08
    least: float = 30.0
    """Cases in a leaf."""
    pull: float = 5.0
    """Draws leaves to 0."""
    columns: float = 0.6
    """Share of the features that each tree may use."""


@dataclass(frozen=True, slots=True)
class Cases:
    """Rows of features, with what is true of each, how much it counts, and to which document it belongs."""

    table: Table
    truth: Table
    weight: Table
    document: Groups

    def chosen(self, rows: NDArray[np.bool_]) -> Cases:
        return Cases(self.table[rows], self.truth[rows], self.weight[rows], self.document[rows])


def fit_trees(
    cases: Cases, features: Sequence[str], shape: Shape, rising: Sequence[str] = (), falling: Sequence[str] = ()
) -> lightgbm.Booster:
    """Return trees fitted to ``cases``, never falling with the features ``rising``, never rising with ``falling``."""
    settings: dict[str, Any] = {
        "objective": "binary",
        "num_leaves": shape.leaves,
        "max_depth": shape.depth,
        "learning_rate": shape.rate,
        "min_sum_hessian_in_leaf": 1.0,
        "min_data_in_leaf": int(shape.least),
        "lambda_l2": shape.pull,
        "feature_fraction": shape.columns,
        "monotone_constraints": [(name in rising) - (name in falling) for name in features],
        "seed": 1,
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 1,
        "verbosity": -1,
    }
    rows = lightgbm.Dataset(cases.table, cases.truth, weight=cases.weight, feature_name=list(features))
    return lightgbm.train(settings, rows, num_boost_round=shape.trees)


def folds(cases: Cases, count: int) -> Iterator[NDArray[np.bool_]]:
    """Yield the rows to be held out, ``count`` times: whole documents, spread by their number of rows."""
    names, sizes = np.unique(cases.document, return_counts=True)
    loads, parts = np.zeros(count), [[] for _ in range(count)]
    for index in np.lexsort((names, -sizes)):
        least = int(loads.argmin())
        loads[least] += sizes[index]
        parts[least].append(names[index])
    for part in parts:
        yield np.isin(cases.document, part)


def out_of_fold(
    cases: Cases, features: Sequence[str], shape: Shape, rising: Sequence[str] = (), count: int = 5
) -> Table:
    """Return the log-odds of each row by trees that have not seen its document."""
    odds = np.zeros(len(cases.truth))
    for held in folds(cases, count):
        booster = fit_trees(cases.chosen(~held), features, shape, rising)
        odds[held] = np.asarray(booster.predict(cases.table[held], raw_score=True))
    return odds


def fit_curve(odds: Table, truth: Table, weight: Table) -> list[list[float]]:
    """Return the points of a rising curve from the log-odds said to those found (isotonic, over groups of cases)."""
    order = np.argsort(odds, kind="stable")
    parts = np.array_split(order, max(1, min(POINTS, len(order) // LEAST_BETWEEN)))
    blocks: list[tuple[float, float, float]] = []  # log-odds said, right, all
    for part in parts:
        total = float(weight[part].sum())
        block = (float((odds[part] * weight[part]).sum() / total), float((truth[part] * weight[part]).sum()), total)
        while blocks and blocks[-1][1] / blocks[-1][2] >= block[1] / block[2]:  # pool adjacent violators
            said, right, count = blocks.pop()
            count_both = count + block[2]
            block = ((said * count + block[0] * block[2]) / count_both, right + block[1], count_both)
        blocks.append(block)
    found = [(right + DOUBT) / (count + 2 * DOUBT) for _, right, count in blocks]
    points = zip((block[0] for block in blocks), found, strict=True)
    return [[round(said, 3), round(float(np.log(share / (1 - share))), 3)] for said, share in points]


def as_file(booster: lightgbm.Booster, features: Sequence[str], curve: Sequence[Sequence[float]], about: str) -> str:
    """Return the file that ``load_trees`` reads, a line for each tree."""
    trees = [_nodes(tree["tree_structure"], features) for tree in booster.dump_model()["tree_info"]]
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in trees)
    head = {"format": FORMAT, "about": about, "features": list(features), "bias": 0, "curve": list(curve)}
    start = json.dumps(head, indent=1)
    return start.removesuffix("\n}") + f',\n "trees": [\n{lines}\n]}}\n'


def _nodes(root: Mapping[str, Any], features: Sequence[str]) -> list[object]:
    """Return the nodes of a tree, each before those it leads to."""
    nodes: list[object] = []
    waiting = [(root, -1, 0)]
    while waiting:
        node, parent, side = waiting.pop(0)
        if parent >= 0:
            nodes[parent][side] = len(nodes)  # type: ignore[index]
        if "split_feature" not in node:
            nodes.append(round(node["leaf_value"] * UNIT))
            continue
        waiting += [(node["left_child"], len(nodes), 2), (node["right_child"], len(nodes), 3)]
        nodes.append([features[node["split_feature"]], round(node["threshold"], DIGITS), 0, 0])
    return nodes
