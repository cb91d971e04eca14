"""Two readings of one place, and the cause of each edit between them.

The rule: an edit is as harmless as the mildest change that explains it. First it is asked of the whole reading (do
the sides agree once typography, or case, or punctuation is disregarded?), then of each run of edits, then of each
character. What nothing milder explains is recognition.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein, Opcode

from pipeline.model.counts import Cause
from pipeline.model.geometry import Span
from pipeline.text.normalization import as_typed

_MILDEST_FIRST = (Cause.TYPOGRAPHY, Cause.CASE, Cause.PUNCTUATION, Cause.RECOGNITION)
_HYPHENS = "-\u00ad‐¬⸗="
_IN_FIGURE = re.compile(r"(?<=\d)[^\w\s]+(?=\d)")
_SIGNS = re.compile(r"[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class ReadingEdit:
    """One edit between two readings."""

    cause: Cause
    reference: int | None
    """Index of the character in the reference reading; None for an insertion."""
    ocr: int | None
    place: int
    """Index in the reference reading at or before which it happens."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch in which nothing agrees: what the reference has, what the OCR has instead, and the edits."""

    reference: Span
    ocr: Span
    edits: tuple[ReadingEdit, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How two readings compare: where they agree, and the runs of edits between."""

    agreed: tuple[tuple[int, int, int], ...]
    """Equal stretches: start in the reference, start in the OCR, length."""
    runs: tuple[Run, ...]

    @property
    def edits(self) -> tuple[ReadingEdit, ...]:
        return tuple(edit for run in self.runs for edit in run.edits)


def compare_readings(reference: str, ocr: str) -> Reading:
    """Return an optimal edit script between two readings of one place, each edit with its cause.

    >>> [str(edit.cause) for edit in compare_readings("Ambassador’s note", "ambassador's n0te").edits]
    ['case', 'typography', 'recognition']
    """
    if reference == ocr:
        return Reading(((0, 0, len(reference)),), ())
    limit = _mildest_explanation(reference, ocr)
    agreed: list[tuple[int, int, int]] = []
    runs: list[Run] = []
    steps: list[Opcode] = []
    for step in Levenshtein.opcodes(reference, ocr):
        if step.tag != "equal":
            steps.append(step)
            continue
        agreed.append((step.src_start, step.dest_start, step.src_end - step.src_start))
        if steps:
            runs.append(_explain_run(reference, ocr, steps, limit))
            steps.clear()
    if steps:
        runs.append(_explain_run(reference, ocr, steps, limit))
    return Reading(tuple(agreed), tuple(runs))


def _mildest_explanation(reference: str, ocr: str) -> Cause:
    """Return the worst cause that any edit of the two readings can have, white space apart."""
    typed, typed_ocr = _without_space(reference), _without_space(ocr)
    if typed == typed_ocr:
        return Cause.TYPOGRAPHY
    folded, folded_ocr = typed.casefold(), typed_ocr.casefold()
    if folded == folded_ocr:
        return Cause.CASE
    if _IN_FIGURE.findall(typed) == _IN_FIGURE.findall(typed_ocr) and _letters(folded) == _letters(folded_ocr):
        return Cause.PUNCTUATION
    return Cause.RECOGNITION


def _explain_run(reference: str, ocr: str, steps: Sequence[Opcode], limit: Cause) -> Run:
    """Give each edit of a run without any agreement in it its cause."""
    span = Span(steps[0].src_start, steps[-1].src_end)
    ocr_span = Span(steps[0].dest_start, steps[-1].dest_end)
    old, new = reference[span.start : span.end], ocr[ocr_span.start : ocr_span.end]
    whole = _fold_explanation(old, new) if old.strip() and new.strip() else None
    edits: list[ReadingEdit] = []
    for i, j, place in _single_edits(steps):
        cause = _space_cause(reference, i, ocr, j) or whole or _character_cause(reference, i, ocr, j)
        edits.append(ReadingEdit(_milder(cause, limit), i, j, place))
    return Run(span, ocr_span, tuple(edits))


def _single_edits(steps: Sequence[Opcode]) -> Iterator[tuple[int | None, int | None, int]]:
    """Yield the index on each side, None where it has no character, and the place in the reference."""
    for step in steps:
        for offset in range(max(step.src_end - step.src_start, step.dest_end - step.dest_start)):
            place, ocr_place = step.src_start + offset, step.dest_start + offset
            i = place if place < step.src_end else None
            j = ocr_place if ocr_place < step.dest_end else None
            yield i, j, min(place, step.src_end)


def _fold_explanation(reference: str, ocr: str) -> Cause | None:
    """Return typography or case when that alone tells the two apart."""
    typed, typed_ocr = as_typed(reference), as_typed(ocr)
    if typed == typed_ocr:
        return Cause.TYPOGRAPHY
    return Cause.CASE if typed.casefold() == typed_ocr.casefold() else None


def _space_cause(reference: str, i: int | None, ocr: str, j: int | None) -> Cause | None:
    """Return the cause of an edit that touches white space alone, or a hyphen at a line end; None for others."""
    sides = [(text, index) for text, index in ((reference, i), (ocr, j)) if index is not None]
    if len(sides) == 1 and _is_line_end_hyphen(*sides[0]):
        return Cause.HYPHEN
    characters = [text[index] for text, index in sides]
    if not all(character.isspace() for character in characters):
        return None
    return Cause.LINE_LAYOUT if "\n" in characters else Cause.SPACING


def _is_line_end_hyphen(text: str, index: int) -> bool:
    """Say whether this is a hyphen before a line break, or the line break after one."""
    if text[index] == "\n":
        return text[:index].rstrip(" ")[-1:] in tuple(_HYPHENS)
    return text[index] in _HYPHENS and text[index + 1 :].lstrip(" ")[:1] == "\n"


def _character_cause(reference: str, i: int | None, ocr: str, j: int | None) -> Cause:
    if i is not None and j is not None:
        folded = _fold_explanation(reference[i], ocr[j])
        if folded:
            return folded
    sides = [(text, index) for text, index in ((reference, i), (ocr, j)) if index is not None]
    return Cause.PUNCTUATION if all(_is_sign(text, index) for text, index in sides) else Cause.RECOGNITION


def _is_sign(text: str, index: int) -> bool:
    """Say whether it is punctuation or a symbol, but no currency sign and not within a figure."""
    category = unicodedata.category(text[index])
    if category[0] not in "PS" or category == "Sc":
        return False
    return not (text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit())


def _milder(cause: Cause, limit: Cause) -> Cause:
    if cause not in _MILDEST_FIRST:
        return cause
    return min(cause, limit, key=_MILDEST_FIRST.index)


def _without_space(text: str) -> str:
    return "".join(as_typed(text).split())


def _letters(text: str) -> str:
    return _SIGNS.sub("", text)
