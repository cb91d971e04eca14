"""Boosted decision trees: what many small trees say of each row of a table, added up to a probability.

The fitted trees stand in a JSON file of the form ``corrigenda.trees/1``:

    {"format": "corrigenda.trees/1",
     "about": "what the trees tell, and what they were fitted on",
     "features": ["confidence", "known"],
     "bias": 2310,
     "curve": [[-6.0, -4.0], [6.0, 5.0]],
     "trees": [[["confidence", 0.93, 1, 2], -810, ["known", 0.5, 3, 4], 120, 450]]}

A tree is a list of nodes, the root first. A split is ``[feature, limit, low, high]``: a row whose value is at most
``limit`` goes on at node ``low``, any other (NaN, too) at node ``high``; both stand further down the list. A leaf is a
whole number, thousandths of log-odds; whole numbers add up to the same sum on every machine. The sum of ``bias`` and
of the leaf that a row ends at in each tree, as log-odds, is corrected by ``curve``: straight lines between points
``[log-odds said, log-odds found]``, level beyond the first and the last.

Any table serves whose columns are the features. J. Friedman, Greedy function approximation, 2001, tells how such trees
are fitted; ``benchmarks/boosting.py`` does it with LightGBM.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import DamagedStateError
from pipeline.ocr.detectors.logistic import Table

FORMAT = "corrigenda.trees/1"
UNIT = 1000
"""Steps of a leaf to one unit of log-odds."""

Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Trees:
    """Fitted trees; the nodes of all lie one behind the other, and a leaf leads to itself."""

    features: tuple[str, ...]
    roots: Indices
    """For each tree, where its nodes begin."""
    depth: int
    """Splits on the longest way down."""
    column: Indices
    limit: Table
    low: Indices
    high: Indices
    leaf: NDArray[np.int64]
    """Thousandths of log-odds; 0 at a split."""
    bias: int
    """Thousandths of log-odds."""
    curve: Table
    """Points of two log-odds each: what the sum says, and what it is worth."""

    def probabilities(self, features: Sequence[str], table: Table) -> Table:
        """Return the probability for each row of ``table``, whose columns are ``features``.

        Columns other than those that the trees were fitted on are an error: model and features belong together.
        """
        if tuple(features) != self.features:
            raise ValueError(f"trees and features differ: {sorted(set(features) ^ set(self.features))}")
        odds = np.interp(self.sums(table) / UNIT, self.curve[:, 0], self.curve[:, 1])
        return np.asarray(1 / (1 + np.exp(-odds)))

    def sums(self, table: Table) -> NDArray[np.int64]:
        """Return for each row of ``table`` the bias and its leaves added up, in thousandths of log-odds."""
        rows = np.arange(len(table))[:, None]
        at = np.tile(self.roots, (len(table), 1))
        for _ in range(self.depth):
            at = np.where(table[rows, self.column[at]] <= self.limit[at], self.low[at], self.high[at])
        return np.asarray(self.leaf[at].sum(axis=1) + self.bias)


def load_trees(path: Path) -> Trees:
    """Return the trees in the file at ``path``; raises ``DamagedStateError`` where it does not hold any."""
    try:
        return _trees(json.loads(path.read_bytes()))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        advice = "Install the program again."
        raise DamagedStateError(f"is no file of fitted trees: {error}", where=str(path), advice=advice) from error


def _trees(found: dict[str, object]) -> Trees:
    if found["format"] != FORMAT:
        raise ValueError(f"its form is {found['format']!r}, not {FORMAT!r}")
    features, bias, trees = found["features"], found["bias"], found["trees"]
    if not isinstance(features, list) or not isinstance(bias, int) or not isinstance(trees, list):
        raise TypeError("features, bias or trees are of the wrong type")
    columns = {name: column for column, name in enumerate(features)}
    nodes: list[tuple[int, float, int, int, int]] = []
    roots, depth = [], 0
    for tree in trees:
        roots.append(len(nodes))
        depth = max(depth, _depth(tree))
        nodes += [_node(node, roots[-1], index, columns) for index, node in enumerate(tree)]
    column, limit, low, high, leaf = zip(*nodes, strict=True) if nodes else ((),) * 5
    return Trees(
        features=tuple(features),
        roots=np.array(roots, dtype=np.intp),
        depth=depth,
        column=np.array(column, dtype=np.intp),
        limit=np.array(limit, dtype=np.float64),
        low=np.array(low, dtype=np.intp),
        high=np.array(high, dtype=np.intp),
        leaf=np.array(leaf, dtype=np.int64),
        bias=bias,
        curve=_curve(found["curve"]),
    )


def _node(
    node: int | tuple[str, float, int, int], root: int, index: int, columns: dict[str, int]
) -> tuple[int, float, int, int, int]:
    """Return a node's column, limit, ways down and leaf; a leaf leads to itself."""
    if isinstance(node, int):
        return 0, 0.0, root + index, root + index, node
    name, limit, low, high = node
    return columns[name], float(limit), root + low, root + high, 0


def _depth(tree: Sequence[int | tuple[str, float, int, int]]) -> int:
    """Return how many splits the longest way down a tree has; raises ``ValueError`` where it is no tree."""
    depths = {0: 0}
    for index, node in enumerate(tree):
        if index not in depths:
            raise ValueError(f"no way leads to node {index}")
        if isinstance(node, int):
            continue
        for child in node[2:]:
            if not index < child < len(tree) or child in depths:
                raise ValueError(f"node {index} leads to {child}")
            depths[child] = depths[index] + 1
    if not tree:
        raise ValueError("a tree without nodes")
    return max(depths.values())


def _curve(points: object) -> Table:
    curve = np.array(points, dtype=np.float64)
    if curve.ndim != 2 or curve.shape[1] != 2 or not np.isfinite(curve).all():
        raise ValueError("its curve is none")
    if (np.diff(curve[:, 0]) <= 0).any() or (np.diff(curve[:, 1]) < 0).any():
        raise ValueError("its curve does not rise")
    return curve
