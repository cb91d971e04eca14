"""What a whole run came to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pipeline.flow.shown import ErrorsByPage
from pipeline.model.counts import Counts
from pipeline.model.scan import Rejected


@dataclass(slots=True)
class Outcome:
    """What a run came to, added up as it goes."""

    pages: int = 0
    """Pages that were found."""
    read: int = 0
    """Pages that were read, this time or before."""
    kept: int = 0
    """Of those: pages that had been read before."""
    standings: Counter[str] = field(default_factory=Counter)
    """How many pages came how far, in the words of ``STANDINGS``."""
    flags: int = 0
    counts: Counts = field(default_factory=Counts)
    by_page: ErrorsByPage = field(default_factory=ErrorsByPage)
    left_out: list[Rejected] = field(default_factory=list)
    """Inputs that could not be used, each with its reason."""
    is_forgetful: bool = False
    """Whether some page could not be kept for the next run."""
    faults: list[Exception] = field(default_factory=list)
    """Faults of this program; the documents they happened in are left out."""
