"""Edit scripts in code points of the two witness texts."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from pipeline.model.alignment import Opcode
from pipeline.model.geometry import Span

_HINT_FROM = 1500
"""Below this length a hint costs more than it saves."""


def optimal_opcodes(reference: str, ocr: str, reference_start: int = 0, ocr_start: int = 0) -> tuple[Opcode, ...]:
    """Return a cheapest edit script of two (short) texts, shifted to where they stand in their witnesses.

    Among scripts of equal cost it is the one that rapidfuzz traces back, always the same one.
    """
    shorter = min(len(reference), len(ocr))
    hint = max(32, shorter // 10) if shorter >= _HINT_FROM else None
    return tuple(
        Opcode(
            step.tag,
            Span(reference_start + step.src_start, reference_start + step.src_end),
            Span(ocr_start + step.dest_start, ocr_start + step.dest_end),
        )
        for step in Levenshtein.opcodes(reference, ocr, score_hint=hint)
    )


def total_cost(opcodes: Iterable[Opcode]) -> int:
    """Return the number of character edits."""
    return sum(opcode.cost for opcode in opcodes)
