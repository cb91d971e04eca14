"""Where and how the transcript and the OCR disagree."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.differences.drawing import draw
from pipeline.differences.grouping import group_pairs
from pipeline.differences.kinds import kind_of
from pipeline.differences.names import known_names
from pipeline.differences.sides import Sides
from pipeline.model.alignment import Alignment, Pair, Relation
from pipeline.model.difference import Difference
from pipeline.model.geometry import Span

SURROUNDINGS = 40
"""Characters shown before and after a difference."""


def find_differences(alignment: Alignment, names: frozenset[str] = frozenset()) -> tuple[Difference, ...]:
    """Return every place where the two sides disagree, in the order of the alignment, each with its one kind.

    Neighbouring pairs without a counterpart make one difference. ``names`` are words known to be names from other
    pages; those of this page's transcript are added.
    """
    names |= known_names(alignment.reference.text)
    return tuple(
        Difference(sides.pairs, kind_of(sides), draw(sides.reference, sides.ocr), sides.before, sides.after)
        for sides in _disagreements(alignment, names)
    )


def _disagreements(alignment: Alignment, names: frozenset[str]) -> Iterator[Sides]:
    for pairs in group_pairs(alignment.pairs):
        reference = _between(alignment.reference.text, pairs, [pair.reference for pair in pairs if pair.tokens])
        ocr = _between(alignment.ocr.text, pairs, [pair.ocr for pair in pairs if pair.words])
        if reference != ocr or any(pair.relation is not Relation.IN_ORDER for pair in pairs):
            before, after = _surroundings(alignment, pairs)
            yield Sides(pairs, reference, ocr, before, after, names)


def _between(text: str, pairs: tuple[Pair, ...], spans: list[Span]) -> str:
    """Return the witness text from the first to the last of the spans; a pair's own text, when it is one pair."""
    if not spans:
        return ""
    return text[min(span.start for span in spans) : max(span.end for span in spans)]


def _surroundings(alignment: Alignment, pairs: tuple[Pair, ...]) -> tuple[str, str]:
    """Return what stands before and after, in the reference if it has anything, else in the OCR."""
    witness, spans = alignment.reference.text, [pair.reference for pair in pairs]
    if not witness:
        witness, spans = alignment.ocr.text, [pair.ocr for pair in pairs]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return witness[max(0, start - SURROUNDINGS) : start], witness[end : end + SURROUNDINGS]
