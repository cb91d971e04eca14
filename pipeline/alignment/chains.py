"""Heaviest chain: the largest part of what was matched that stands in the same order on both sides."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

Stretch = tuple[int, int, int, float]
"""Place in the reference; start and end in the OCR; weight."""


def heaviest_chain(stretches: Sequence[Stretch]) -> list[int]:
    """Return the indices of a chain that rises on both sides with the greatest sum of weights, in its order.

    ``stretches`` must not overlap on the reference side; on the OCR side each begins where the one before it has
    ended, or later. Of chains of equal weight the one that ends first is taken.
    """
    order = sorted(range(len(stretches)), key=lambda index: (stretches[index][0], index))
    ends: list[int] = []  # where the best chains end in the OCR: rising, and so are their weights
    chains: list[tuple[float, int]] = []  # their weights and last members
    before: dict[int, int] = {}
    for index in order:
        _, start, end, weight = stretches[index]
        reached = bisect_right(ends, start) - 1
        best, last = chains[reached] if reached >= 0 else (0.0, -1)
        before[index] = last
        place = bisect_right(ends, end)
        if place and chains[place - 1][0] >= best + weight:
            continue
        beaten = place
        while beaten < len(chains) and chains[beaten][0] <= best + weight:
            beaten += 1
        ends[place:beaten] = [end]
        chains[place:beaten] = [(best + weight, index)]
    members: list[int] = []
    index = chains[-1][1] if chains else -1
    while index >= 0:
        members.append(index)
        index = before[index]
    return members[::-1]
