"""Which stretch of a transcript without page breaks lies on which page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from pipeline.alignment.steps import as_opcodes, optimal_steps
from pipeline.alignment.witness import ocr_witness, reference_witness
from pipeline.model.alignment import Opcode, Witness
from pipeline.model.geometry import Span
from pipeline.model.page import Page
from pipeline.model.placement import PagePlacement, Placement, PlacementStatus
from pipeline.model.transcript import Token, Transcript

LEAST_EVIDENCE = 120
"""Characters read on a page below which its place would be a guess."""
LEAST_SIMILARITY = 0.30
"""Of a page with its stretch: true stretches of 500 characters and more reach 0.53, wrong ones 0.11."""


def place_pages(pages: Sequence[Page | None], transcript: Transcript) -> Placement:
    """Return for each page (None: not readable) the stretches of the transcript that lie on it."""
    reference = reference_witness(transcript.tokens)
    texts = [ocr_witness(page).text if page else "" for page in pages]
    opcodes = as_opcodes(optimal_steps(reference.text, "\n".join(texts)))
    ends = [sum(len(text) + 1 for text in texts[: number + 1]) for number in range(len(texts))]
    cuts = [0, *(_unit_at(reference, _crossing(opcodes, end)) for end in ends[:-1]), len(reference.units)]
    placements: list[PagePlacement] = []
    unplaced: list[Span] = []
    for number, (text, (first, end)) in enumerate(zip(texts, pairwise(cuts), strict=True), start=1):
        span = _file_span(reference.units[first:end])
        stretch = reference.text[reference.starts[first] : reference.span(end - 1).end] if span else ""
        score = Levenshtein.normalized_similarity(stretch, text)
        if span and len(text) >= LEAST_EVIDENCE and score >= LEAST_SIMILARITY:
            placements.append(PagePlacement(number, PlacementStatus.LOCATED, (span,), score))
            continue
        why = "too little text was read on it" if len(text) < LEAST_EVIDENCE else "its text is not in the transcript"
        placements.append(PagePlacement(number, PlacementStatus.NOT_LOCATED, (), 0.0, why))
        if span:
            unplaced.append(span)
    return Placement(tuple(placements), tuple(unplaced))


def _crossing(opcodes: Sequence[Opcode], ocr_offset: int) -> int:
    """Return where the edit path stands in the reference when it passes ``ocr_offset``."""
    for opcode in opcodes:
        if opcode.ocr.start <= ocr_offset < opcode.ocr.end:
            return min(opcode.reference.start + ocr_offset - opcode.ocr.start, opcode.reference.end)
    return opcodes[-1].reference.end if opcodes else 0


def _unit_at(witness: Witness[Token], offset: int) -> int:
    """Return the first unit that begins at ``offset`` or later."""
    return next((index for index, start in enumerate(witness.starts) if start >= offset), len(witness.units))


def _file_span(units: Sequence[Token]) -> Span | None:
    return Span(units[0].start, units[-1].end) if units else None
