"""Fitting logistic models, and measuring how well they tell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]


def fit(table: Table, truth: Table, names: Sequence[str], pull: float = 3.0) -> dict[str, float]:
    """Return the weights of ``names`` and ``bias``: maximum a posteriori, by Newton's method.

    ``pull`` draws the weights of the columns, each over its deviation, to 0.
    """
    deviation = table.std(axis=0) + 1e-9
    columns = np.c_[table / deviation, np.ones(len(table))]
    penalty = np.diag([pull] * table.shape[1] + [1e-6])
    weights = np.zeros(columns.shape[1])
    for _ in range(50):
        said = 1 / (1 + np.exp(-np.clip(columns @ weights, -30, 30)))
        slope = columns.T @ (said - truth) + penalty @ weights
        step = np.linalg.solve((columns.T * (said * (1 - said))) @ columns + penalty, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    values = [*(weights[:-1] / deviation), weights[-1]]
    return {name: round(float(value), 4) for name, value in zip((*names, "bias"), values, strict=True)}


def auroc(scores: Table, truth: Table) -> float:
    """Return the chance that a true case has the higher score than a false one; ties count half."""
    _, index, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[index]
    true = truth.sum()
    return float((ranks[truth == 1].sum() - true * (true + 1) / 2) / (true * (len(truth) - true)))


def average_precision(scores: Table, truth: Table) -> float:
    """Return the mean precision of a list of the cases with the lowest scores first, over its false ones."""
    false = 1 - truth[np.argsort(scores, kind="stable")]
    precisions = np.cumsum(false) / np.arange(1, len(false) + 1)
    return float((precisions * false).sum() / false.sum())


def expected_calibration_error(said: Table, truth: Table, bins: int = 15) -> float:
    """Return the mean distance between what was said and what was so, over ``bins`` groups of equal size."""
    order = np.argsort(said, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    return float(sum(abs(said[part].mean() - truth[part].mean()) * len(part) for part in parts) / len(said))


def recall_at(scores: Table, truth: Table, precision: float) -> float:
    """Return the highest recall at which the precision is still ``precision``."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(truth[order])
    precisions = right / np.arange(1, len(order) + 1)
    return float((right / truth.sum())[precisions >= precision].max(initial=0.0))
