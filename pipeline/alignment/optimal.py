"""A cheapest edit script of two texts."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from pipeline.alignment.sliding import with_whole_gaps
from pipeline.alignment.steps import Step, shifted

_HINT_FROM = 1500
"""Shorter texts are aligned faster without a hint."""


def optimal_steps(reference: str, ocr: str, reference_start: int = 0, ocr_start: int = 0) -> list[Step]:
    """Return a cheapest edit script of two short texts, shifted to where they stand.

    Among scripts of equal cost it is the one that rapidfuzz traces back, always the same one, with its gaps at the
    edges of words where that costs nothing.
    """
    shorter = min(len(reference), len(ocr))
    hint = max(64, shorter // 8) if shorter >= _HINT_FROM else None
    found = [
        (step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in Levenshtein.opcodes(reference, ocr, score_hint=hint)
    ]
    return shifted(with_whole_gaps(reference, ocr, found), reference_start, ocr_start)
