"""Which of its possible places each page gets, when all pages are looked at together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.alignment.chains import heaviest_chain
from pipeline.alignment.locating import Candidate
from pipeline.model.placement import PlacementStatus

LEAST_OF_BEST = 0.5
"""A place with fewer votes than this share of the page's best is not taken for the sake of order."""


@dataclass(frozen=True, slots=True, eq=False)
class Seat:
    """The place of a page."""

    page: int
    """Counted from 0."""
    candidate: Candidate
    status: PlacementStatus
    twin: int | None = None
    """For a duplicate: the page that has its place."""


def seat_pages(candidates: Sequence[Sequence[Candidate]]) -> list[Seat]:
    """Return the seats of the pages that have one, in the order of the pages.

    The heaviest set of places that rise with the pages is in order. A page off it keeps its best place: as a
    duplicate, where a page in order has half of it already, or out of order.
    """
    listed = [
        (page, candidate)
        for page, found in enumerate(candidates)
        for candidate in sorted(found, key=lambda candidate: -candidate.start)
        if candidate.score >= LEAST_OF_BEST * found[0].score
    ]
    chain = heaviest_chain([_stretch(page, candidate) for page, candidate in listed])
    seats = {listed[index][0]: Seat(*listed[index], PlacementStatus.LOCATED) for index in chain}
    others = sorted(
        (page for page, found in enumerate(candidates) if found and page not in seats),
        key=lambda page: (-_votes(candidates[page][0]), page),
    )
    for page in others:
        candidate = candidates[page][0]
        twin = next((seat.page for seat in seats.values() if _is_same(seat.candidate, candidate)), None)
        status = PlacementStatus.OUT_OF_ORDER if twin is None else PlacementStatus.DUPLICATE
        seats[page] = Seat(page, candidate, status, twin)
    return [seats[page] for page in sorted(seats)]


def _votes(candidate: Candidate) -> float:
    return float(len(candidate.here))


def _stretch(page: int, candidate: Candidate) -> tuple[int, int, int, float]:
    """A page blocks the first half of its place for the pages after it, so that a duplicate does not fit beside it."""
    return page, candidate.start, (candidate.start + candidate.end) // 2, _votes(candidate)


def _is_same(one: Candidate, other: Candidate) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared > min(one.end - one.start, other.end - other.start)
