"""What several reviewers decided, made into one verdict for each flag, or into a conflict.

Nothing is settled by order: what a person decided last of a flag is that person's word, and where the words of two
persons lead to different texts, neither is taken. A senior reviewer's word stands above the others'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.correction import Decision, Verb
from pipeline.model.flag import Flag

SENIOR = "senior"
PROGRAM_ROLE = "program"
"""The role of decisions that no person made: suggestions taken above a probability."""
NO_VERDICT = (Verb.SKIP, Verb.SECOND_LOOK, Verb.UNDO)
"""Verbs that leave a flag undecided."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Decisions about one flag (or about places that overlap) that lead to different texts."""

    flags: tuple[str, ...]
    """Keys."""
    places: tuple[str, ...]
    """Where they are, as people find them: page, and what the transcript has there."""
    decisions: tuple[Decision, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands for a flag: decisions that all lead to the same text."""

    flag: Flag
    decisions: tuple[Decision, ...]
    text: str | None
    """What the place shall hold; None where it stays as it is, or cannot be read."""
    verb: Verb


def settle(flags: Iterable[Flag], decisions: Iterable[Decision]) -> tuple[tuple[Verdict, ...], tuple[Conflict, ...]]:
    """Return one verdict for each flag that was decided without contradiction, and the conflicts, by key."""
    by_key = {flag.key: flag for flag in flags}
    verdicts: list[Verdict] = []
    conflicts: list[Conflict] = []
    for key, voices in sorted(_by_flag(standing(decisions)).items()):
        if key not in by_key:
            continue
        flag = by_key[key]
        senior = [decision for decision in voices if decision.role == SENIOR]
        heard = tuple(senior or voices)
        if len({_outcome(flag, decision) for decision in heard}) > 1:
            who = " and ".join(sorted({decision.actor for decision in heard}))
            conflicts.append(Conflict((key,), (show_place(flag),), heard, f"{who} decided this place differently"))
        else:
            text, illegible, _ = _outcome(flag, heard[0])
            verdicts.append(Verdict(flag, heard, text, Verb.ILLEGIBLE if illegible else heard[0].verb))
    return tuple(verdicts), tuple(conflicts)


def show_place(flag: Flag) -> str:
    """Return where a flag is, for people."""
    reading = flag.reference or flag.ocr
    words = " ".join(reading.text.split()) if reading else ""
    where = f"page {flag.page}" if flag.page else "on no page"
    return f"{where}, “{words}”" if words else where


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that nobody took back, each once, and of each person the last word on each flag.

    An undo that was itself undone takes nothing back.
    """
    known = {decision.id: decision for decision in decisions}
    undone: set[str] = set()
    for decision in sorted(known.values(), key=_age, reverse=True):
        if decision.verb is Verb.UNDO and decision.undoes and decision.id not in undone:
            undone.add(decision.undoes)
    last: dict[tuple[str, str], Decision] = {}
    for decision in sorted(known.values(), key=_age):
        if decision.id not in undone and decision.verb is not Verb.UNDO:
            last[decision.flag, decision.actor] = decision
    return tuple(last.values())


def _by_flag(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.verb not in NO_VERDICT:
            found[decision.flag].append(decision)
    return found


def _age(decision: Decision) -> tuple[str, str]:
    return decision.ts, decision.id


def _outcome(flag: Flag, decision: Decision) -> tuple[str | None, bool, str | None]:
    """Return the text that a decision leads to, whether the place is illegible, and what kind of thing it is.

    Two verbs with the same outcome agree: to accept the OCR's reading is to type it.
    """
    if decision.verb is Verb.ILLEGIBLE:
        return None, True, None
    if decision.verb is Verb.REKIND:
        return None, False, decision.kind
    if decision.verb is Verb.ACCEPT_OCR:
        text = flag.ocr.text if flag.ocr else ""
    elif decision.verb is Verb.EDIT:
        text = decision.value or ""
    else:
        return None, False, None
    text = " ".join(text.split())
    return (None if text == _reference_text(flag) else text), False, None


def _reference_text(flag: Flag) -> str:
    return " ".join(flag.reference.text.split()) if flag.reference else ""
