"""Which places a person must look at. ``RULES`` is the policy: each rule is one short module beside this one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.flags.absent import flag_absent
from pipeline.flags.blanks import flag_blanks
from pipeline.flags.brackets import flag_brackets
from pipeline.flags.concern import Concern, Rule
from pipeline.flags.doubt import flag_doubt
from pipeline.flags.evidence import Evidence
from pipeline.flags.figures import flag_figures
from pipeline.flags.initials import flag_initials
from pipeline.flags.keys import key_of, tell_apart
from pipeline.flags.locating import ocr_reading, reference_reading, surroundings
from pipeline.flags.mojibake import flag_mojibake
from pipeline.flags.moved import flag_moved
from pipeline.flags.names import flag_names
from pipeline.flags.places import number_places
from pipeline.flags.priority import priority
from pipeline.flags.readings import flag_readings
from pipeline.flags.stamps import flag_stamps
from pipeline.flags.struck import flag_struck
from pipeline.flags.unclear import flag_unclear
from pipeline.model.flag import Flag, Reason, by_urgency

RULES: tuple[Rule, ...] = (
    flag_unclear,
    flag_initials,
    flag_stamps,
    flag_struck,
    flag_blanks,
    flag_brackets,
    flag_mojibake,
    flag_figures,
    flag_names,
    flag_readings,
    flag_absent,
    flag_moved,
    flag_doubt,
)


def raise_flags(evidence: Evidence, rules: Sequence[Rule] = RULES) -> tuple[Flag, ...]:
    """Return the flags of one page, or of transcript text that lies on no page, most urgent first.

    Places are numbered within the evidence, from 1; ``gather_flags`` numbers them over a document.
    """
    raised = [(concern, _flag(concern, evidence)) for rule in rules for concern in rule(evidence)]
    raised.sort(key=lambda each: _in_reading_order(each[1]))
    places = number_places([concern for concern, _ in raised])
    keys = tell_apart(key_of(evidence.scan, flag) for _, flag in raised)
    flags = [replace(flag, key=key, place=place) for (_, flag), key, place in zip(raised, keys, places, strict=True)]
    return tuple(sorted(flags, key=by_urgency))


def gather_flags(groups: Iterable[tuple[Flag, ...]]) -> tuple[Flag, ...]:
    """Return the flags of a document's pages (in their order) as one queue, most urgent first.

    Places are numbered throughout; of ambiguous marks with the same text only the first is kept.
    """
    gathered: list[Flag] = []
    for flags in groups:
        offset = max((flag.place for flag in gathered), default=0)
        gathered += [replace(flag, place=flag.place + offset) for flag in flags]
    gathered = _each_mark_once(gathered)
    keys = tell_apart(flag.key for flag in gathered)  # the same scan may stand in a document twice
    return tuple(sorted((replace(flag, key=key) for flag, key in zip(gathered, keys, strict=True)), key=by_urgency))


def _each_mark_once(flags: Sequence[Flag]) -> list[Flag]:
    seen: set[str] = set()
    kept = []
    for flag in flags:
        if flag.reason is Reason.AMBIGUOUS_MARK and flag.reference:
            if flag.reference.text in seen:
                continue
            seen.add(flag.reference.text)
        kept.append(flag)
    return kept


def _flag(concern: Concern, evidence: Evidence) -> Flag:
    """Return the flag of a concern, without its key and the number of its place."""
    before, after = surroundings(concern, evidence)
    return Flag(
        key="",
        place=0,
        page=evidence.number,
        reason=concern.reason,
        severity=concern.severity,
        priority=priority(concern.severity, concern.chance),
        message=concern.message,
        reference=reference_reading(concern, evidence),
        ocr=ocr_reading(concern, evidence),
        segments=concern.difference.segments if concern.difference else (),
        before=before,
        after=after,
        suggestion=concern.suggestion,
    )


def _in_reading_order(flag: Flag) -> tuple[int, int, int, str]:
    """Sort by the place in the transcript, then by the place on the scan; patches beside the text come first."""
    start = flag.reference.start if flag.reference else -1
    box = flag.ocr.box if flag.ocr else None
    return (start, box.top if box else -1, box.left if box else -1, flag.reason.value)
