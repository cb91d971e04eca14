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
    1: Wear(0.35, 0.20, 0.13, 0.030, 0.92, 0.35, 0.25, 0.28, 0.010, 0.5, 0.02, 0.04, 75),
    2: Wear(0.70, 0.30, 0.20, 0.070, 0.85, 0.75, 0.35, 0.42, 0.018, 2.0, 0.08, 0.10, 66),
    3: Wear(1.10, 0.50, 0.22, 0.060, 0.62, 0.80, 0.65, 0.60, 0.034, 4.0, 0.16, 0.20, 60),
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
