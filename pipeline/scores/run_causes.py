"""The cause of each edit in a run of raw edits, from what the alignment says of the characters it touches."""

from __future__ import annotations

from collections.abc import Sequence

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


def explain_run(run: Sequence[Step], reference: RawText, ocr: RawText) -> list[Cause]:
    """Return one cause for each edit of the run."""
    causes = [_own_cause(step, reference, ocr) for step in run]
    return [cause or _borrowed_cause(index, run, causes, reference, ocr) for index, cause in enumerate(causes)]


def _own_cause(step: Step, reference: RawText, ocr: RawText) -> Cause | None:
    """Return the cause that the characters themselves have; None for lone white space and what agrees elsewhere."""
    found = [
        side.causes[index]
        for side, index in ((reference, step.reference), (ocr, step.ocr))
        if index is not None and side.causes[index] is not None
    ]
    if found:
        return min((cause for cause in found if cause), key=STRONGEST_FIRST.index)
    characters = _characters(step, reference, ocr)
    if len(characters) == 2 and all(character.isspace() for character in characters):
        return _space_cause(characters)
    return None


def _borrowed_cause(
    index: int, run: Sequence[Step], causes: Sequence[Cause | None], reference: RawText, ocr: RawText
) -> Cause:
    """Return the cause of an edit that has none of its own: that of its neighbours, or its own white space."""
    nearest = sorted(range(len(run)), key=lambda other: (abs(other - index), other))
    displacing = next((cause for other in nearest if (cause := causes[other]) in DISPLACING), None)
    if displacing is not None:
        return displacing
    characters = _characters(run[index], reference, ocr)
    if all(character.isspace() for character in characters):
        return _space_cause([*characters, *_blanks_around(run[index], reference, ocr)])
    return _cause_nearby(run[index], reference, ocr)


def _characters(step: Step, reference: RawText, ocr: RawText) -> list[str]:
    return [side.clusters[index] for side, index in ((reference, step.reference), (ocr, step.ocr)) if index is not None]


def _blanks_around(step: Step, reference: RawText, ocr: RawText) -> list[str]:
    """Return the white space, without a gap, in which the step takes away or brings some."""
    around: list[str] = []
    for side, index in ((reference, step.reference), (ocr, step.ocr)):
        for direction in (-1, 1):
            beside = -1 if index is None else index + direction
            while 0 <= beside < len(side.clusters) and side.clusters[beside].isspace():
                around.append(side.clusters[beside])
                beside += direction
    return around


def _space_cause(characters: Sequence[str]) -> Cause:
    """Return line layout for line breaks and the blanks at them, spacing for other white space."""
    return Cause.LINE_LAYOUT if any("\n" in character for character in characters) else Cause.SPACING


def _cause_nearby(step: Step, reference: RawText, ocr: RawText) -> Cause:
    """Return the displacing cause nearest to characters that agree and are edited nevertheless.

    The minimal script leads round a difference there; where nothing was displaced, any nearest cause will do.
    """
    side, index = (reference, step.reference) if step.reference is not None else (ocr, step.ocr)
    assert index is not None
    other: Cause | None = None
    for distance in range(1, NEARBY + 1):
        for place in (index - distance, index + distance):
            cause = side.causes[place] if 0 <= place < len(side.causes) else None
            if cause in DISPLACING:
                return cause
            other = other or cause
    return other or Cause.MOVED
