"""The Levenshtein distance of two texts, exact, or labelled as an upper bound.

An edit script that exists is an upper bound of the distance. Given as ``score_cutoff``, it makes rapidfuzz look only
within that band around the diagonal: one pass, and the result is the true distance by construction.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from pipeline.model.alignment import Distance
from pipeline.model.transcript import GAP_TEXT

WORK_LIMIT = 10**11
"""Characters times band: about half a minute. Beyond it the bound is given instead, and labelled."""
GAP_REACH = 40
"""Characters that one unreadable place of the transcript may stand for."""


def exact_distance(reference: str, ocr: str, script_cost: int) -> Distance:
    """Return the distance in code points; ``script_cost`` is the cost of any edit script between the two texts."""
    bound = min(script_cost, max(len(reference), len(ocr)))
    if len(reference) * bound > WORK_LIMIT:
        reason = f"{len(reference):,} characters with up to {bound:,} edits are too many to count exactly"
        return Distance(bound, is_exact=False, reason=reason)
    value = Levenshtein.distance(reference, ocr, score_cutoff=bound)
    if value > bound:
        raise ValueError(f"{bound} is not the cost of an edit script between these texts")
    return Distance(value, is_exact=True)


def edits_between(reference: str, ocr: str) -> int:
    """Return the character edits between two short texts; a gap stands for up to ``GAP_REACH`` characters for nothing.

    >>> edits_between("demontration", "demonstration"), edits_between("AP\\ufffc", "APR.")
    (1, 0)
    """
    if reference == ocr:
        return 0
    if GAP_TEXT not in reference:
        return Levenshtein.distance(reference, ocr)
    costs = list(range(len(ocr) + 1))
    for char in reference:
        if char == GAP_TEXT:
            costs = [min(costs[max(0, end - GAP_REACH) : end + 1]) for end in range(len(costs))]
            continue
        row = [costs[0] + 1]
        for place, other in enumerate(ocr):
            row.append(min(costs[place] + (char != other), costs[place + 1] + 1, row[place] + 1))
        costs = row
    return costs[-1]
