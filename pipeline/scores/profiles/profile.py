"""What a metric profile is: one exact way of counting the errors of one text against another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.model.counts import Tally

Metric = Callable[[str, str], Tally]
"""Takes the reference and the OCR text, as they were read from their files."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A named, versioned way of counting; the same name and version give the same numbers for ever."""

    name: str
    version: str
    """Of the definition as written here."""
    source: str
    """Whose numbers these are."""
    characters: Metric
    words: Metric
    further: tuple[tuple[str, Metric], ...] = ()
    """Other figures, by name."""

    @property
    def metrics(self) -> tuple[tuple[str, Metric], ...]:
        """All figures, by name."""
        return (("characters", self.characters), ("words", self.words), *self.further)
