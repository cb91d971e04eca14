"""Where in a long text a page could stand: k-mers that agree on the distance between text and page.

Each k-mer of the page votes for the places where the text has it too. Votes for one distance between the two (a
diagonal) add up; a page that was read with 40 % errors still gets ten times the votes of a wrong place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from rapidfuzz.distance import Levenshtein

from pipeline.alignment.kmers import Positions
from pipeline.alignment.squeezed import KmerIndex, Squeezed

PEAKS = 3
"""Places that are kept for a page."""
BROADEST = 12
"""A diagonal is as wide as the page divided by so much, but at least ``NARROWEST``."""
NARROWEST = 24
WEAK, AMBIGUOUS = 0.02, 0.6
"""With fewer votes, or a second place nearly as good, shorter k-mers are asked."""
LEAST_SCORE, SURE_SCORE = 0.012, 0.05
"""Wrong places reach the first in a formulaic text read without errors, and never the second."""
SMALLEST_GROUP = 0.15
"""Of a place's hits: a group of them that stands apart and is smaller is a phrase that occurs twice."""
LEAST_CORE = 60
"""Letters between the first and the last hit of a place that is believed."""
LEAST_SIMILARITY = 0.35
"""Of these letters on both sides: true places reach 0.5 even with 40 % errors, wrong ones 0.2."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A place in the text where a page could stand, in letters of both."""

    score: float
    """Votes, divided by the k-mers of the page."""
    here: Positions
    """Places of its hits in the text, rising."""
    there: Positions
    """And on the page."""

    @property
    def start(self) -> int:
        return int(self.here[0])

    @property
    def end(self) -> int:
        return int(self.here[-1])


class Locator:
    """A text in which pages are looked for."""

    def __init__(self, text: Squeezed) -> None:
        self.text = text
        self._long = KmerIndex(text, 8, 8)
        self._short: KmerIndex | None = None

    def candidates(self, page: Squeezed) -> list[Candidate]:
        """Return the places where the page could stand, the best first; none, when nothing speaks for any."""
        found = _peaks(self._long, page)
        second = found[1].score if len(found) > 1 else 0.0
        if not found or found[0].score < WEAK or (found[0].score < 0.1 and second > AMBIGUOUS * found[0].score):
            self._short = self._short or KmerIndex(self.text, 6, 40)
            found = _peaks(self._short, page)
        return [candidate for candidate in found if self._is_believed(candidate, page)]

    def share(self, page: Squeezed) -> float:
        """Return the share of a page's k-mers that stand anywhere in the text, in whatever order."""
        _, there, _ = self._long.hits(page)
        return len(np.unique(there)) / max(1, len(page))

    def _is_believed(self, candidate: Candidate, page: Squeezed) -> bool:
        first, last = int(candidate.there.min()), int(candidate.there.max())
        if candidate.score < LEAST_SCORE or min(candidate.end - candidate.start, last - first) < LEAST_CORE:
            return False
        if candidate.score >= SURE_SCORE:
            return True
        here, there = self.text.part(candidate.start, candidate.end), page.part(first, last)
        return Levenshtein.normalized_similarity(here, there) >= LEAST_SIMILARITY


def _peaks(index: KmerIndex, page: Squeezed) -> list[Candidate]:
    here, there, weights = index.hits(page)
    if not len(here):
        return []
    width = max(NARROWEST, len(page) // BROADEST)
    diagonals = here - there
    bins = (diagonals - diagonals.min()) // width
    votes = np.bincount(bins, weights, minlength=int(bins.max()) + 1)
    broad = np.convolve(votes, np.ones(3), "same")
    found: list[Candidate] = []
    for _ in range(PEAKS):
        peak = int(broad.argmax())
        if broad[peak] <= 0:
            break
        chosen = np.abs(bins - peak) <= 1
        found.append(_candidate(float(broad[peak]) / len(page), here[chosen], there[chosen]))
        broad[max(0, peak - 2) : peak + 3] = 0
    return found


def _candidate(score: float, here: Positions, there: Positions) -> Candidate:
    """Leave out hits that agree by chance: single ones beside their neighbours' diagonal, and small groups off it."""
    order = np.lexsort((there, here))
    here, there = here[order], there[order]
    diagonals = here - there
    local = np.median(sliding_window_view(np.pad(diagonals, 4, "edge"), 9), axis=1)
    near = np.abs(diagonals - local) <= NARROWEST
    if near.any():
        here, there, diagonals = here[near], there[near], diagonals[near]
    groups = np.cumsum(np.abs(np.diff(diagonals, prepend=diagonals[:1])) > NARROWEST)
    sizes = np.bincount(groups)
    large = sizes >= min(SMALLEST_GROUP * len(here), sizes.max())
    kept = large[groups]
    return Candidate(score, here[kept], there[kept])
