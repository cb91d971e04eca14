"""What stands on the two sides of a place where the witnesses disagree."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.alignment import Pair


@dataclass(frozen=True, slots=True)
class Sides:
    """The two readings of one or several neighbouring pairs, and what stands around them."""

    pairs: tuple[Pair, ...]
    reference: str
    ocr: str
    before: str
    after: str
    names: frozenset[str] = frozenset()
    """Words that are names elsewhere in the collection."""
