"""From blocks of aligned characters to pairs of tokens and words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from pipeline.alignment.links import Group, group_units
from pipeline.model.alignment import Block, Pair, Witness
from pipeline.model.geometry import Span
from pipeline.model.page import Word
from pipeline.model.transcript import Token


def project(reference: Witness[Token], ocr: Witness[Word], blocks: Sequence[Block]) -> tuple[Pair, ...]:
    """Return every unit of both witnesses in exactly one pair, block by block.

    No unit may be cut by the edge of a block. Within a block the pairs are in the order of the reference; words
    without a counterpart stand after the pair that they follow in the OCR.
    """
    tokens = tuple(reference.span(index) for index in range(len(reference.units)))
    words = tuple(ocr.span(index) for index in range(len(ocr.units)))
    pairs: list[Pair] = []
    for number, block in enumerate(blocks):
        here, there = block.reference.start, block.ocr.start
        for group in _groups_of_block(reference, ocr, tokens, words, block):
            beside = tokens[group.first_token : group.end_token]
            opposite = words[group.first_word : group.end_word]
            left = Span(beside[0].start, beside[-1].end) if beside else Span(here, here)
            right = Span(opposite[0].start, opposite[-1].end) if opposite else Span(there, there)
            here, there = left.end, right.end
            reference_text = reference.text[left.start : left.end]
            ocr_text = ocr.text[right.start : right.end]
            pairs.append(
                Pair(
                    tokens=reference.units[group.first_token : group.end_token],
                    words=ocr.units[group.first_word : group.end_word],
                    relation=block.relation,
                    block=number,
                    reference=left,
                    ocr=right,
                    reference_text=reference_text,
                    ocr_text=ocr_text,
                    edits=Levenshtein.distance(reference_text, ocr_text),
                )
            )
    return tuple(pairs)


def _groups_of_block(
    reference: Witness[Token],
    ocr: Witness[Word],
    tokens: Sequence[Span],
    words: Sequence[Span],
    block: Block,
) -> Iterator[Group]:
    """Yield the linked units of a block, and between them those that stand alone, one by one."""
    token, end_token = (bisect_left(reference.starts, edge) for edge in (block.reference.start, block.reference.end))
    word, end_word = (bisect_left(ocr.starts, edge) for edge in (block.ocr.start, block.ocr.end))
    linked = group_units(tokens, words, block.opcodes, token, word)
    for group in (*linked, Group(end_token, end_token, end_word, end_word)):
        for alone in range(word, group.first_word):
            yield Group(token, token, alone, alone + 1)
        for alone in range(token, group.first_token):
            yield Group(alone, alone + 1, group.first_word, group.first_word)
        if group.first_token < group.end_token:
            yield group
        token, word = group.end_token, group.end_word
