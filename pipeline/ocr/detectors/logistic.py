"""A logistic model: the weighted sum of what is seen, as a probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]


def probabilities(names: Sequence[str], table: Table, weights: Mapping[str, float]) -> Table:
    """Return the probability for each row of ``table``, whose columns are ``names``; ``bias`` is the weight of 1.

    A weight without a column, or a column without a weight, is an error: model and features belong together.
    """
    if set(weights) != {*names, "bias"}:
        raise ValueError(f"weights and features differ: {sorted(set(weights) ^ {*names, 'bias'})}")
    odds = table @ np.array([weights[name] for name in names]) + weights["bias"]
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))
