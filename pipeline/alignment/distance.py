"""The Levenshtein distance of two texts, exact, or labelled as an upper bound.

An edit script that exists is an upper bound of the distance. Given as ``score_cutoff``, it makes rapidfuzz look only
within that band around the diagonal: one pass, and the result is the true distance by construction.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from pipeline.model.alignment import Distance

WORK_LIMIT = 10**11
"""Characters times band: about half a minute. Beyond it the bound is given instead, and labelled."""


def exact_distance(reference: str, ocr: str, upper_bound: int) -> Distance:
    """Return the distance in code points; ``upper_bound`` is the cost of any edit script between the two texts."""
    if len(reference) * upper_bound > WORK_LIMIT:
        reason = f"{len(reference):,} characters with up to {upper_bound:,} edits are too many to count exactly"
        return Distance(upper_bound, is_exact=False, reason=reason)
    value = Levenshtein.distance(reference, ocr, score_cutoff=upper_bound)
    if value > upper_bound:
        raise ValueError(f"{upper_bound} is not the cost of an edit script between these texts")
    return Distance(value, is_exact=True)
