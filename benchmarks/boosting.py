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
from cases import Cases, Rows
from logistic import Table, fit
from numpy.typing import NDArray

from pipeline.ocr.detectors.trees import FORMAT, UNIT

DIGITS = 5
"""To which limits are rounded in the file."""
FURTHEST = 8.0
"""Log-odds beyond which nothing is told apart."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How many trees there are, and how large they may be."""

    trees: int = 120
    leaves: int = 8
    depth: int = 4
    rate: float = 0.08
    least: int = 20
    """Cases in a leaf."""
    pull: float = 5.0
    """Draws leaves to 0."""
    columns: float = 0.4
    """Share of the features that each tree may use."""


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
        "min_data_in_leaf": shape.least,
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


def folds(document: NDArray[np.str_], count: int) -> Iterator[Rows]:
    """Yield the rows to be held out, ``count`` times: whole documents, spread so that each time has about as many."""
    names, sizes = np.unique(document, return_counts=True)
    loads = np.zeros(count)
    parts: list[list[str]] = [[] for _ in range(count)]
    for index in np.lexsort((names, -sizes)):
        least = int(loads.argmin())
        loads[least] += sizes[index]
        parts[least].append(names[index])
    for part in parts:
        yield np.isin(document, part)


def fit_curve(odds: Table, truth: Table) -> list[list[float]]:
    """Return two points of the line from log-odds said to those found (Platt scaling), ``FURTHEST`` to either side.

    Isotonic regression over groups of equal size was tried: it is too coarse where few words are, at the lower end.
    """
    line = fit(odds[:, None], truth, ["slope"], pull=0.0)
    return [[end, round(line["slope"] * end + line["bias"], 3)] for end in (-FURTHEST, FURTHEST)]


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
