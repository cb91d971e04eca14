"""The cause of each edit in a run of raw edits, from what the alignment says of the characters it touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model.counts import Cause
from pipeline.scores.raw_script import Step
from pipeline.scores.raw_text import RawText

STRONGEST_FIRST = (
    Cause.MARK,
    Cause.EXTRA,
    Cause.MISSING,
    Cause.MOVED,
    Cause.HYPHEN,
    Cause.RECOGNITION,
    Cause.PUNCTUATION,
    Cause.CASE,
    Cause.TYPOGRAPHY,
    Cause.SPACING,
    Cause.LINE_LAYOUT,
)
"""Which cause an edit has whose two characters differ for different causes."""

DISPLACING = (Cause.MARK, Cause.EXTRA, Cause.MISSING, Cause.MOVED, Cause.HYPHEN)
"""Causes that take away or bring whole words: the white space beside them goes along, and a minimal script may find
it cheaper to edit characters nearby that agree."""

NEARBY = 200
"""Clusters within which the cause of a detour is looked for."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What is known of both texts."""

    reference: RawText
    ocr: RawText
    is_detour_moved: bool = False
    """Whether characters that agree, and are edited nevertheless, are so because other text was moved."""

    def touched(self, step: Step) -> list[tuple[RawText, int]]:
        """Return the one or two places that an edit touches."""
        pairs = ((self.reference, step.reference), (self.ocr, step.ocr))
        return [(side, index) for side, index in pairs if index is not None]


def explain_run(run: Sequence[Step], sides: Sides) -> list[Cause]:
    """Return one cause for each edit of the run."""
    causes = [_own_cause(step, sides) for step in run]
    displacing = _nearest_displacing(causes)
    return [
        cause or displaced or _cause_without_neighbours(step, sides)
        for step, cause, displaced in zip(run, causes, displacing, strict=True)
    ]


def _own_cause(step: Step, sides: Sides) -> Cause | None:
    """Return the cause that the characters themselves have; None for lone white space and what agrees elsewhere."""
    touched = sides.touched(step)
    found = [cause for side, index in touched if (cause := side.causes[index]) is not None]
    if found:
        return min(found, key=STRONGEST_FIRST.index)
    characters = [side.clusters[index] for side, index in touched]
    if len(characters) == 2 and all(character.isspace() for character in characters):
        return _space_cause(characters)
    return None


def _nearest_displacing(causes: Sequence[Cause | None]) -> list[Cause | None]:
    """Return for each edit of a run the displacing cause nearest to it; the one before it wins a tie."""
    before, after = _last_displacing(causes), _last_displacing(causes[::-1])[::-1]
    nearest: list[Cause | None] = []
    for (distance, cause), (other_distance, other) in zip(before, after, strict=True):
        nearest.append(cause if distance <= other_distance else other)
    return nearest


def _last_displacing(causes: Sequence[Cause | None]) -> list[tuple[int, Cause | None]]:
    """Return for each edit how far back the last displacing cause is, and which it is."""
    last: Cause | None = None
    distance = len(causes)
    found: list[tuple[int, Cause | None]] = []
    for cause in causes:
        distance += 1
        if cause in DISPLACING:
            last, distance = cause, 0
        found.append((distance, last))
    return found


def _cause_without_neighbours(step: Step, sides: Sides) -> Cause:
    """Return the cause of an edit that neither its characters nor its neighbours have one for."""
    touched = sides.touched(step)
    if all(side.clusters[place].isspace() for side, place in touched):
        return _space_cause([blank for side, place in touched for blank in _blanks_around(side, place)])
    return Cause.MOVED if sides.is_detour_moved else _cause_nearby(*touched[0])


def _blanks_around(side: RawText, index: int) -> list[str]:
    """Return the white space, without a gap, in which a blank stands, the blank with it."""
    blanks = [side.clusters[index]]
    for direction in (-1, 1):
        beside = index + direction
        while 0 <= beside < len(side.clusters) and side.clusters[beside].isspace():
            blanks.append(side.clusters[beside])
            beside += direction
    return blanks


def _space_cause(characters: Sequence[str]) -> Cause:
    """Return line layout for line breaks and the blanks at them, spacing for other white space."""
    return Cause.LINE_LAYOUT if any("\n" in character for character in characters) else Cause.SPACING


def _cause_nearby(side: RawText, index: int) -> Cause:
    """Return the displacing cause nearest to a character that agrees and is edited nevertheless.

    The minimal script leads round a difference there; where nothing was displaced, any nearest cause will do.
    """
    other: Cause | None = None
    for distance in range(1, NEARBY + 1):
        for place in (index - distance, index + distance):
            cause = side.causes[place] if 0 <= place < len(side.causes) else None
            if cause in DISPLACING:
                return cause
            other = other or cause
    return other or Cause.MOVED
