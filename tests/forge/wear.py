"""How worn a page is: one table of three degrees, and the machine that typed it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Wear:
    """All that ages a page; lengths in hundredths of an inch, strengths 0–1."""

    skew: float
    """Largest turn of the sheet, degrees."""
    jitter: float
    """How far a type hits beside its line."""
    uneven: float
    """Deviation of the force of a stroke."""
    faint: float
    """Share of strokes that hit with half a type."""
    strength: float
    """Darkness of the typed ink."""
    ragged: float
    """How much the ribbon's weave eats into the letters."""
    spread: float
    """How far the ink runs."""
    lens: float
    """Blur of the picture taken of it."""
    noise: float
    """Deviation of the picture's grain."""
    specks: float
    """Specks to the square inch."""
    behind: float
    """How strongly the back of the sheet shows through."""
    shade: float
    """How unevenly the paper is lit."""
    quality: int
    """Of the JPEG."""


WEAR: dict[int, Wear] = {
    1: Wear(0.35, 0.15, 0.07, 0.005, 0.92, 0.25, 0.25, 0.25, 0.012, 0.5, 0.02, 0.04, 80),
    2: Wear(0.7, 0.30, 0.17, 0.035, 0.84, 0.58, 0.35, 0.35, 0.017, 2.0, 0.07, 0.09, 66),
    3: Wear(1.1, 0.50, 0.25, 0.08, 0.56, 0.80, 0.75, 0.60, 0.050, 5.0, 0.20, 0.20, 60),
}


@dataclass(frozen=True, slots=True)
class Machine:
    """A typewriter: each of its types has its own fault, the same at every stroke."""

    seed: int
    wear: Wear

    def fault(self, character: str) -> tuple[float, float, float]:
        """Return how far right and down a type hits, in hundredths of an inch, and how hard (1 is normal)."""
        rng = np.random.default_rng((self.seed, ord(character)))
        right, down, force = rng.standard_normal(3)
        return (right * self.wear.jitter * 0.8, down * self.wear.jitter, float(1 + force * self.wear.uneven * 0.6))
