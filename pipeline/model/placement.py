"""Which stretch of a transcript lies on which page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.geometry import Span


class PlacementStatus(StrEnum):
    """How a page stands to the transcript."""

    LOCATED = "located"
    OUT_OF_ORDER = "out of order"
    DUPLICATE = "duplicate"
    """The same stretch was given to another page, which fits it better."""
    NOT_LOCATED = "not located"
    """Too little text to say, or none of it is in the transcript."""


@dataclass(frozen=True, slots=True)
class PagePlacement:
    """Where one page's text lies in the transcript."""

    page: int
    """Number of the page, from 1."""
    status: PlacementStatus
    spans: tuple[Span, ...]
    """In the transcript file: the main stretch first, then text typed elsewhere. Empty when not located."""
    score: float
    """Similarity 0–1 of the page with its stretches; 0 when not located."""
    why: str = ""
    """For a clerk, where the status is anything but located."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Which stretch of a transcript lies on which page, and what lies on none."""

    pages: tuple[PagePlacement, ...]
    unplaced: tuple[Span, ...]
    """Stretches with text, in the transcript file, that lie on no page."""
