"""Lays the tokens of a transcript beside the words of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.alignment.blocks import Piece, cut_pieces
from pipeline.alignment.distance import exact_distance
from pipeline.alignment.layout import jump_prices
from pipeline.alignment.matching import find_matches
from pipeline.alignment.projection import project
from pipeline.alignment.steps import as_opcodes, cost_of
from pipeline.alignment.witness import ocr_witness, reference_witness
from pipeline.model.alignment import Alignment, Block, Distance, Relation
from pipeline.model.geometry import Span
from pipeline.model.page import Page
from pipeline.model.transcript import Token


def align_page(tokens: Sequence[Token], page: Page) -> Alignment:
    """Return the tokens of the stretches that lie on a page beside the words that an engine read on it."""
    reference, ocr = reference_witness(tokens), ocr_witness(page)
    pieces = _align(reference.text, ocr.text, jump_prices(page))
    distance = exact_distance(reference.text, ocr.text, _cost_in_order(pieces))
    return Alignment(
        reference=reference,
        ocr=ocr,
        blocks=tuple(_block(piece) for piece in pieces),
        pairs=project(reference, ocr, pieces),
        distance=distance,
        is_optimal=_is_optimal(reference.text, ocr.text, pieces, distance),
    )


def align_texts(reference: str, ocr: str) -> tuple[Block, ...]:
    """Return the blocks in which two texts agree, in whatever order; they cover each text exactly once."""
    return tuple(_block(piece) for piece in _align(reference, ocr, {}))


def _align(reference: str, ocr: str, prices: Mapping[int, int]) -> list[Piece]:
    return cut_pieces(reference, ocr, find_matches(reference, ocr, prices))


def _block(piece: Piece) -> Block:
    return Block(
        piece.relation, Span(piece.start, piece.end), Span(piece.ocr_start, piece.ocr_end), as_opcodes(piece.steps)
    )


def _cost_in_order(pieces: Sequence[Piece]) -> int:
    """Return the cost of an edit script made of the pieces in order; all others are deleted and inserted."""
    return sum(
        cost_of(piece.steps)
        if piece.relation is Relation.IN_ORDER
        else piece.end - piece.start + piece.ocr_end - piece.ocr_start
        for piece in pieces
    )


def _is_optimal(reference: str, ocr: str, pieces: Sequence[Piece], distance: Distance) -> bool:
    """Say whether the pieces in order cost no more than the distance of their two texts."""
    placed = [piece for piece in pieces if piece.relation is Relation.IN_ORDER]
    cost = sum(cost_of(piece.steps) for piece in placed)
    if len(placed) < len(pieces):
        distance = exact_distance(
            "".join(reference[piece.start : piece.end] for piece in placed),
            "".join(ocr[piece.ocr_start : piece.ocr_end] for piece in placed),
            cost,
        )
    return distance.is_exact and distance.value == cost
