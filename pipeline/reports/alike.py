"""Which differences are alike, so that one decision can serve many.

By character class first (all curly quotes against straight ones, whatever the word), then by the two readings (the
same word misread the same way), then by confusion (the same few characters taken for others).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from pipeline.model.difference import Segment
from pipeline.model.flag import Flag, Reason

LONGEST_CONFUSION = 3
"""Characters on each side; longer differences are words of their own rather than confusions."""

QUOTES = frozenset("\"'`´‘’‚‛“”„‟‹›«»′″")
DASHES = frozenset("-‐‑‒–—―−\u00ad_")
STOPS = frozenset(".,;:!?·…")


def group_names(flag: Flag) -> tuple[str, ...]:
    """Return the names of the groups of a flag: ``class:quotes``, ``words:a→b``, ``confusion:a→b``; the widest first.

    Flags at which only one side says something have none, except marks of the transcriber, which are alike when
    their text is.
    """
    changed = tuple(segment for segment in flag.segments if not segment.is_equal)
    if not changed:
        return _mark_group(flag)
    names = [f"class:{name}" for name, fits in CLASSES if all(fits(segment) for segment in changed)][:1]
    if flag.reference and flag.ocr and flag.reference.text and flag.ocr.text:
        names.append(f"words:{flag.reference.text}→{flag.ocr.text}")
        if not names[0].startswith("class:") and len(changed) == 1 and _is_short(changed[0]):
            names.append(f"confusion:{changed[0].reference or '∅'}→{changed[0].ocr or '∅'}")
    return tuple(names)


def _mark_group(flag: Flag) -> tuple[str, ...]:
    marked = (Reason.UNCLEAR, Reason.ILLEGIBLE, Reason.BLANK, Reason.STRUCK, Reason.AMBIGUOUS_MARK, Reason.PLACEHOLDER)
    if flag.reason in marked and flag.reference and flag.reference.text:
        return (f"mark:{flag.reference.text}",)
    return ()


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
