"""Lays the tokens of a transcript beside the words of a page."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.alignment.distance import exact_distance
from pipeline.alignment.opcodes import optimal_opcodes
from pipeline.alignment.projection import project
from pipeline.alignment.witness import ocr_witness, reference_witness
from pipeline.model.alignment import Alignment, Block, Relation
from pipeline.model.geometry import Span
from pipeline.model.page import Page
from pipeline.model.transcript import Token


def align_page(tokens: Sequence[Token], page: Page) -> Alignment:
    """Return the tokens of the stretches that lie on a page beside the words that an engine read on it."""
    reference, ocr = reference_witness(tokens), ocr_witness(page)
    blocks = align_texts(reference.text, ocr.text)
    cost = sum(block.cost for block in blocks)
    distance = exact_distance(reference.text, ocr.text, cost)
    return Alignment(
        reference=reference,
        ocr=ocr,
        blocks=blocks,
        pairs=project(reference, ocr, blocks),
        distance=distance,
        is_optimal=distance.is_exact and cost == distance.value,
    )


def align_texts(reference: str, ocr: str) -> tuple[Block, ...]:
    """Return the blocks in which two texts agree, however they are ordered; they cover each text exactly once."""
    opcodes = optimal_opcodes(reference, ocr)
    if not opcodes:
        return ()
    return (Block(Relation.IN_ORDER, Span(0, len(reference)), Span(0, len(ocr)), opcodes),)
