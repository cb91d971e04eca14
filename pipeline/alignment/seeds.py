"""Moved stretches of texts too long to be searched exactly: found by the k-mers that both have once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.alignment.anchored import align_in_order
from pipeline.alignment.kmers import code_points, common_unique, kmer_codes
from pipeline.alignment.patchwork import Match, Patchwork
from pipeline.alignment.trust import ISLAND, trusted

WIDEST_STRIDE = 250
"""Characters between two k-mers of the same stretch."""
LEAST_HULL = 40
MARGIN = 120
"""Characters around the outermost k-mers in which the ends of a stretch are looked for."""

Hull = tuple[int, int, int, int]


def seeded_matches(reference: Patchwork, ocr: Patchwork, k: int) -> list[Match]:
    """Return stretches that two patchworks share in any order, none of them overlapping another."""
    here, there = common_unique(kmer_codes(code_points(reference.text), k), kmer_codes(code_points(ocr.text), k))
    found: list[Match] = []
    hulls = _hulls(zip(here.tolist(), there.tolist(), strict=True), k)
    for hull in sorted(hulls, key=lambda hull: (hull[0] - hull[1], hull)):
        for match in _ends_of(reference, ocr, hull):
            if not any(_overlap(match, other) for other in found):
                found.append(match)
    return found


def _hulls(seeds: Iterable[tuple[int, int]], k: int) -> Iterator[Hull]:
    """Join seeds that follow each other at about the same distance on both sides."""
    hull: Hull | None = None
    for here, there in seeds:
        if hull and _follows(hull, here + k, there + k):
            hull = (hull[0], here + k, hull[2], there + k)
            continue
        if hull and hull[1] - hull[0] >= LEAST_HULL:
            yield hull
        hull = (here, here + k, there, there + k)
    if hull and hull[1] - hull[0] >= LEAST_HULL:
        yield hull


def _follows(hull: Hull, end: int, ocr_end: int) -> bool:
    along, across = end - hull[1], ocr_end - hull[3]
    return across > 0 and max(along, across) <= WIDEST_STRIDE and abs(along - across) <= 8 + 0.2 * along


def _ends_of(reference: Patchwork, ocr: Patchwork, hull: Hull) -> list[Match]:
    """Return the trusted stretches around a hull."""
    start, end = _around(reference, hull[0], hull[1])
    ocr_start, ocr_end = _around(ocr, hull[2], hull[3])
    steps = [
        (tag, one + start, two + start, three + ocr_start, four + ocr_start)
        for tag, one, two, three, four in align_in_order(reference.text[start:end], ocr.text[ocr_start:ocr_end])
    ]
    return trusted(reference, ocr, steps, ISLAND)


def _around(patchwork: Patchwork, start: int, end: int) -> tuple[int, int]:
    return max(0, start - MARGIN), min(len(patchwork.text), end + MARGIN)


def _overlap(one: Match, other: Match) -> bool:
    return (one.start < other.end and other.start < one.end) or (
        one.ocr_start < other.ocr_end and other.ocr_start < one.ocr_end
    )
