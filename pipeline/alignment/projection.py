"""From pieces of aligned characters to pairs of tokens and words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.alignment.blocks import Piece
from pipeline.alignment.distance import GAP_REACH, edits_between
from pipeline.alignment.links import Extent, group_units
from pipeline.model.alignment import Pair, Relation, Unit, Witness
from pipeline.model.geometry import Span
from pipeline.model.page import Word
from pipeline.model.transcript import GAP_TEXT, Token

Range = tuple[int, int, int, int]
"""First token and last + 1, first word and last + 1."""


def project(reference: Witness[Token], ocr: Witness[Word], pieces: Sequence[Piece]) -> tuple[Pair, ...]:
    """Return every unit of both witnesses in exactly one pair, piece by piece.

    No unit may be cut by the edge of a piece. Within a piece the pairs are in the order of the reference; words
    without a counterpart stand after the pair that they follow in the OCR.
    """
    tokens, words = _extents(reference), _extents(ocr)
    pairs: list[Pair] = []
    for number, piece in enumerate(pieces):
        here, there = piece.start, piece.ocr_start
        for first_token, end_token, first_word, end_word in _ranges(reference, ocr, tokens, words, piece):
            start = end = here
            ocr_start = ocr_end = there
            if first_token < end_token:
                start, end = tokens[first_token][0], tokens[end_token - 1][1]
            if first_word < end_word:
                ocr_start, ocr_end = words[first_word][0], words[end_word - 1][1]
            here, there = end, ocr_end
            reference_text, ocr_text = reference.text[start:end], ocr.text[ocr_start:ocr_end]
            pairs.append(
                Pair(
                    tokens=reference.units[first_token:end_token],
                    words=ocr.units[first_word:end_word],
                    relation=_relation(piece.relation, start < end, ocr_start < ocr_end),
                    block=number,
                    reference=Span(start, end),
                    ocr=Span(ocr_start, ocr_end),
                    reference_text=reference_text,
                    ocr_text=ocr_text,
                    edits=edits_between(reference_text, ocr_text),
                )
            )
    return tuple(pairs)


def _extents(witness: Witness[Unit]) -> list[Extent]:
    return [(start, start + len(unit.text)) for start, unit in zip(witness.starts, witness.units, strict=True)]


def _relation(relation: Relation, has_tokens: bool, has_words: bool) -> Relation:
    """A unit without a counterpart is labelled so, even within a piece that has two sides."""
    if has_tokens and not has_words:
        return Relation.REFERENCE_ONLY
    if has_words and not has_tokens and relation is not Relation.REPEATED:
        return Relation.OCR_ONLY
    return relation


def _ranges(
    reference: Witness[Token], ocr: Witness[Word], tokens: Sequence[Extent], words: Sequence[Extent], piece: Piece
) -> Iterator[Range]:
    """Yield the linked units of a piece, and between them those that stand alone, one by one."""
    token, end_token = bisect_left(reference.starts, piece.start), bisect_left(reference.starts, piece.end)
    word, end_word = bisect_left(ocr.starts, piece.ocr_start), bisect_left(ocr.starts, piece.ocr_end)
    groups = group_units(tokens[token:end_token], words[word:end_word], piece.steps, token, word)
    for group in groups:
        if token < group.first_token or word < group.first_word:
            yield from _alone(reference, words, (token, group.first_token, word, group.first_word))
        yield group[:4]
        token, word = group.end_token, group.end_word
    yield from _alone(reference, words, (token, end_token, word, end_word))


def _alone(reference: Witness[Token], words: Sequence[Extent], between: Range) -> Iterator[Range]:
    """Yield units without a counterpart one by one; but a gap of the transcript takes the words that stand there."""
    token, end_token, word, end_word = between
    if token == end_token and word == end_word:
        return
    gap = next((number for number in range(token, end_token) if reference.units[number].text == GAP_TEXT), None)
    if gap is not None and word < end_word and words[end_word - 1][1] - words[word][0] <= GAP_REACH:
        yield from ((number, number + 1, word, word) for number in range(token, gap))
        yield gap, gap + 1, word, end_word
        token, word = gap + 1, end_word
    yield from ((token, token, number, number + 1) for number in range(word, end_word))
    yield from ((number, number + 1, end_word, end_word) for number in range(token, end_token))
