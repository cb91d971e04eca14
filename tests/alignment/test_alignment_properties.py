"""What holds for every alignment, whatever the two texts are."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from pipeline.alignment.aligning import align_page, align_texts
from pipeline.model.alignment import Alignment, Block, Relation
from tests.alignment.typed import misread, page_of, prose, tokens_of, wrapped

WORDS = st.text(alphabet="abAB1.,-[]~é漢\U0001f600\u0301\ufffc", min_size=1, max_size=8)
TEXTS = st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=8).map("\n".join)
SHUFFLED = st.permutations([wrapped(prose(seed, 90), 40) for seed in range(5)]).map("\n".join)


def check_blocks(reference: str, ocr: str, blocks: tuple[Block, ...]) -> None:
    """The blocks cover each text once, and the opcodes of each block cover its two sides."""
    for side, text in (("reference", reference), ("ocr", ocr)):
        spans = sorted((getattr(block, side) for block in blocks), key=lambda span: (span.start, span.end))
        assert "".join(text[span.start : span.end] for span in spans) == text
        for block in blocks:
            pieces = [getattr(opcode, side) for opcode in block.opcodes]
            edges = [getattr(block, side).start, *(piece.end for piece in pieces)]
            assert [piece.start for piece in pieces] == edges[:-1]
            assert edges[-1] == getattr(block, side).end
    for opcode in chain.from_iterable(block.opcodes for block in blocks):
        here, there = opcode.reference, opcode.ocr
        equal = reference[here.start : here.end] == ocr[there.start : there.end]
        assert equal == (opcode.tag == "equal")
        assert {
            "equal": len(here) == len(there),
            "replace": len(here) == len(there) > 0,
            "delete": not there,
            "insert": not here,
        }[opcode.tag]


def check(alignment: Alignment) -> None:
    reference, ocr = alignment.reference.text, alignment.ocr.text
    check_blocks(reference, ocr, alignment.blocks)
    tokens = [token for pair in alignment.pairs for token in pair.tokens]
    assert tuple(tokens) == alignment.reference.units, "every token once, in the order of the reference"
    words = sorted(id(word) for pair in alignment.pairs for word in pair.words)
    assert words == sorted(map(id, alignment.ocr.units)), "every word once"
    for pair in alignment.pairs:
        assert pair.reference_text == reference[pair.reference.start : pair.reference.end]
        assert pair.ocr_text == ocr[pair.ocr.start : pair.ocr.end]
        assert bool(pair.tokens) == bool(pair.reference_text)
        assert (pair.relation is Relation.REFERENCE_ONLY) == (not pair.words)
        block = alignment.blocks[pair.block]
        assert block.reference.contains(pair.reference)
        assert block.ocr.contains(pair.ocr)
    assert alignment.distance.is_exact
    assert alignment.distance.value == Levenshtein.distance(reference, ocr)


@given(TEXTS, TEXTS)
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost_and_nothing_is_doubled(reference: str, ocr: str) -> None:
    check(align_page(tokens_of(reference), page_of(ocr)))


@given(SHUFFLED, SHUFFLED, st.integers(0, 5), st.sampled_from([0.0, 0.1, 0.4]))
@settings(max_examples=40, deadline=None)
def test_nothing_is_lost_when_paragraphs_change_places(reference: str, ocr: str, seed: int, rate: float) -> None:
    check(align_page(tokens_of(reference), page_of(misread(ocr, seed, rate))))


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_the_blocks_of_any_two_texts_cover_both(reference: str, ocr: str) -> None:
    check_blocks(reference, ocr, align_texts(reference, ocr))


def test_the_same_texts_give_the_same_alignment() -> None:
    reference, page = tokens_of(prose(1, 900)), page_of(wrapped(misread(prose(2, 400) + prose(1, 900), 3, 0.2)))
    assert align_page(reference, page) == align_page(reference, page)


@pytest.mark.parametrize("rate", [0.0, 0.05, 0.2])
def test_in_order_the_alignment_shown_is_an_optimal_one(rate: float) -> None:
    text = prose(4, 3000)
    alignment = align_page(tokens_of(text), page_of(wrapped(misread(text, 5, rate))))
    assert alignment.is_optimal
    assert sum(block.cost for block in alignment.blocks) == alignment.distance.value
    assert [block.relation for block in alignment.blocks] == [Relation.IN_ORDER]
