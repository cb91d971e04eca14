"""Texts squeezed to their letters and digits: what is left when layout, punctuation and case do not count."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.alignment.kmers import Codes, Positions, code_points, kmer_codes, lower


@dataclass(frozen=True, slots=True, eq=False)
class Squeezed:
    """Letters and digits in lower case, and where each of them stands in the text."""

    points: NDArray[np.uint32]
    places: Positions

    def __len__(self) -> int:
        return len(self.points)

    def part(self, start: int, end: int) -> str:
        """Return the letters from ``start`` to ``end``."""
        return self.points[start:end].tobytes().decode("utf-32-le", "surrogatepass")


def squeeze(text: str) -> Squeezed:
    """Return the letters and digits of a text."""
    points = code_points(lower(text))
    wanted = [ord(char) for char in sorted(set(lower(text))) if char.isalnum()]
    places = np.flatnonzero(np.isin(points, np.asarray(wanted, np.uint32)))
    return Squeezed(points[places], places)


class KmerIndex:
    """Where each k-mer stands in a text, unless it stands in too many places to say anything."""

    def __init__(self, squeezed: Squeezed, k: int, most: int) -> None:
        self.k, self.most = k, most
        codes = kmer_codes(squeezed.points, k)
        self._places: Positions = np.argsort(codes, kind="stable")
        self._codes: Codes = codes[self._places]

    def hits(self, page: Squeezed) -> tuple[Positions, Positions, NDArray[np.float64]]:
        """Return places in the text, places on the page, and the weight of each hit: one over its number of places."""
        codes = kmer_codes(page.points, self.k)
        first = np.searchsorted(self._codes, codes, "left")
        counts = np.searchsorted(self._codes, codes, "right") - first
        counts[counts > self.most] = 0
        there = np.repeat(np.arange(len(codes)), counts)
        offsets = np.arange(len(there)) - np.repeat(np.cumsum(counts) - counts, counts)
        return self._places[first[there] + offsets], there, 1.0 / counts[there]
