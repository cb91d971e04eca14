"""Decisions find their places again after another run.

The key of a flag holds the scan, the reason, both readings and their surroundings; where it is still there, so is the
place. Otherwise the place is known again by its readings and 20 characters around them, if exactly one place has
those; ink without either has its key alone. What is found neither way is parked and shown to people; nothing is
dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.model.correction import Decision, Verb
from pipeline.model.flag import Flag, by_urgency


@dataclass(frozen=True, slots=True)
class Parked:
    """A decision that cannot be carried out, and why."""

    decision: Decision
    why: str


@dataclass(frozen=True, slots=True)
class Anchored:
    """Decisions with the keys of this run's flags, and those whose place is gone."""

    decisions: tuple[Decision, ...]
    parked: tuple[Parked, ...]
    moved: int
    """How many were found again by what they rest on, under another key."""


def reanchor(decisions: Iterable[Decision], flags: Iterable[Flag]) -> Anchored:
    """Return the decisions under the keys of one document's ``flags``; an undo needs no place."""
    return reanchor_in_run(decisions, (flags,))


def reanchor_in_run(decisions: Iterable[Decision], documents: Iterable[Iterable[Flag]]) -> Anchored:
    """Return the decisions under the keys of a run's flags, which come document by document.

    All documents are looked at before a place counts as found again: a letterhead stands in many, and what was decided
    of one says nothing of the others.
    """
    keys: set[str] = set()
    by_base: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for document, flags in enumerate(documents):
        for flag in sorted(flags, key=by_urgency):
            keys.add(flag.key)
            if flag.has_base:
                by_base[flag.base].setdefault((document, flag.place), flag.key)
    found: list[Decision] = []
    parked: list[Parked] = []
    moved = 0
    for decision in decisions:
        candidates = tuple(by_base.get(decision.base, {}).values())
        if decision.flag in keys or decision.verb is Verb.UNDO:
            found.append(decision)
        elif len(candidates) == 1:
            found.append(replace(decision, flag=candidates[0]))
            moved += 1
        elif candidates:
            parked.append(Parked(decision, f"{len(candidates)} places look like the one that was decided"))
        else:
            parked.append(Parked(decision, "the place was not found again"))
    return Anchored(tuple(found), tuple(parked), moved)
