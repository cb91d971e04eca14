"""Which differences are alike, so that one decision can serve many.

By character class first (all curly quotes against straight ones, whatever the word), then by the two readings (the
same word misread the same way), then by confusion (the same few characters taken for others). What stands on the scan
beside the text, and not in the transcript, is alike by its kind: as a rule it is left out on purpose, all of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from pipeline.model.difference import Segment
from pipeline.model.flag import Flag, Reason, Severity

LONGEST_CONFUSION = 3
"""Characters on each side; longer differences are words of their own rather than confusions."""
NOTHING = "∅"
"""How the name of a confusion says that one side has nothing."""

QUOTES = frozenset("\"'`´‘’‚‛“”„‟‹›«»′″")
DASHES = frozenset("-‐‑‒–—―−\u00ad_")
STOPS = frozenset(".,;:!?·…")
MARKS = (
    Reason.UNCLEAR,
    Reason.ILLEGIBLE,
    Reason.BLANK,
    Reason.STRUCK,
    Reason.AMBIGUOUS_MARK,
    Reason.PLACEHOLDER,
)
"""Reasons at which the transcriber's own mark says what is alike."""
BESIDE_THE_TEXT = (Reason.STAMP, Reason.HANDWRITING, Reason.SIGNATURE, Reason.INITIALS)
"""Reasons at which a transcript that has nothing has most likely left it out on purpose, read or not."""
ABSENT = "absent:"
"""How the names of groups begin whose places the transcript has nothing of."""


def group_names(flag: Flag) -> tuple[str, ...]:
    """Return the names of the groups of a flag, the widest first.

    They are ``class:quotes`` or another of ``CLASSES``, ``words:a→b`` and ``confusion:a→b``. Where one side alone says
    something there are none, except ``mark:[unclear]`` for marks of the transcriber with the same text, and
    ``absent:stamp`` or another reason for what the transcript leaves out.
    """
    if _is_left_out(flag):
        return (ABSENT + flag.reason.value,)
    if flag.reason in MARKS:
        return (f"mark:{flag.reference.text}",) if flag.reference and flag.reference.text else ()
    if not (flag.reference and flag.ocr and flag.reference.text and flag.ocr.text):
        return ()
    changed = _changed(flag)
    if not changed:
        return ()
    classes = tuple(f"class:{name}" for name, fits in CLASSES if all(fits(segment) for segment in changed))[:1]
    confusions = dict.fromkeys(confusion_name(*pair) for pair in confusions_of(flag))
    return (*classes, f"words:{flag.reference.text}→{flag.ocr.text}", *confusions)


def confusions_of(flag: Flag) -> tuple[tuple[str, str], ...]:
    """Return what was taken for what at a flag: the few characters of each side, one of them possibly none."""
    if not (flag.reference and flag.ocr and flag.reference.text and flag.ocr.text):
        return ()
    return tuple((each.reference, each.ocr) for each in _changed(flag) if _is_short(each))


def confusion_name(reference: str, ocr: str) -> str:
    """Return the name of a confusion's group."""
    return f"confusion:{reference or NOTHING}→{ocr or NOTHING}"


def _is_left_out(flag: Flag) -> bool:
    """Say whether the transcript has nothing of a place, and probably shall not: of ink without text, of a stamp."""
    if flag.reference and flag.reference.text:
        return False
    is_scrap = flag.reason is Reason.MISSING_TEXT and flag.severity is Severity.INFO
    return is_scrap or flag.reason in BESIDE_THE_TEXT or not (flag.ocr and flag.ocr.text)


def _changed(flag: Flag) -> tuple[Segment, ...]:
    return tuple(segment for segment in flag.segments if not segment.is_equal)


def _is_short(segment: Segment) -> bool:
    return max(len(segment.reference), len(segment.ocr)) <= LONGEST_CONFUSION


def _only(signs: frozenset[str]) -> Callable[[Segment], bool]:
    return lambda segment: set(segment.reference + segment.ocr) <= signs


def _is_spacing(segment: Segment) -> bool:
    return not (segment.reference + segment.ocr).strip()


def _is_case(segment: Segment) -> bool:
    return segment.reference.casefold() == segment.ocr.casefold()


def _is_typography(segment: Segment) -> bool:
    reference, ocr = (unicodedata.normalize("NFKC", text) for text in (segment.reference, segment.ocr))
    return reference == ocr


CLASSES: tuple[tuple[str, Callable[[Segment], bool]], ...] = (
    ("quotes", _only(QUOTES)),
    ("dashes", _only(DASHES)),
    ("spacing", _is_spacing),
    ("stops", _only(STOPS)),
    ("typography", _is_typography),
    ("capitals", _is_case),
)
"""Name of each class, and whether a differing segment belongs to it; the first that fits all segments counts."""
