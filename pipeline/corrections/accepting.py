"""Suggestions taken without a person, above a probability; each is recorded as a decision of the program.

Marks, numbers, dates and names are left to people unless the caller names their reasons, and so is all else whose
harm is critical: negations, marks of secrecy, whole lines. So is one word of two letters for another: a misread letter
is half of it. Where a person has decided anything, nothing is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pipeline.corrections.settling import PROGRAM_ROLE
from pipeline.model.correction import Decision, Verb
from pipeline.model.flag import Flag, Reason, Severity, content_digest

PROGRAM = "corrigenda"
READINGS = frozenset(
    {Reason.SUBSTITUTION, Reason.WORD_SPLIT, Reason.PUNCTUATION, Reason.CASE, Reason.SPACING}
    | {Reason.MISSING_TEXT, Reason.EXTRA_TEXT}
)
"""What is taken unless told otherwise: readings of plain words. Every other reason stands for a mark or a figure."""
SCANT = 2
"""Letters of a word up to which another such word is not put for it."""


def accept_suggestions(
    flags: Sequence[Flag],
    above: float,
    *,
    also: Collection[Reason] = (),
    decided: Iterable[Decision] = (),
) -> tuple[Decision, ...]:
    """Return a decision for every suggestion of at least probability ``above`` that changes the transcript.

    ``also`` names further reasons that may be touched, and critical places of those reasons. A place is passed over
    when one of its flags has a reason that may not be touched, when its readings hold figures (unless numbers may be
    touched), or when a person has decided one of its flags.
    """
    allowed = READINGS | frozenset(also)
    keys = {decision.flag for decision in decided}
    closed = {flag.place for flag in flags if flag.reason not in allowed or flag.key in keys}
    return tuple(
        _decision(flag)
        for flag in flags
        if flag.suggestion
        and flag.suggestion.origin != "reference"
        and flag.suggestion.probability >= above
        and flag.place not in closed
        and (flag.severity is not Severity.CRITICAL or flag.reason in also)
        and (Reason.NUMBER in allowed or not _has_figure(flag))
        and not _are_scant(flag)
    )


def _decision(flag: Flag) -> Decision:
    assert flag.suggestion is not None
    return Decision(
        id=content_digest(PROGRAM, flag.key, flag.suggestion.text),
        flag=flag.key,
        base=flag.base,
        actor=PROGRAM,
        ts="",  # not decided at any time: the same run gives the same decision
        verb=Verb.EDIT,
        value=flag.suggestion.text,
        note=f"Accepted at probability {flag.suggestion.probability:.3f}.",
        role=PROGRAM_ROLE,
    )


def _has_figure(flag: Flag) -> bool:
    readings = (flag.reference.text if flag.reference else "", flag.suggestion.text if flag.suggestion else "")
    return any(char.isdigit() for text in readings for char in text)


def _are_scant(flag: Flag) -> bool:
    """Say whether both readings have letters, but no more than two."""
    readings = (flag.reference.text if flag.reference else "", flag.suggestion.text if flag.suggestion else "")
    return all(1 <= sum(char.isalpha() for char in text) <= SCANT for text in readings)
