"""Long texts in the same order: the cost is the Levenshtein distance, and nothing takes forever."""

from __future__ import annotations

import time

import pytest
from rapidfuzz.distance import Levenshtein

from pipeline.alignment.aligning import align_texts
from pipeline.alignment.anchored import align_in_order
from pipeline.alignment.distance import exact_distance
from pipeline.alignment.steps import cost_of
from pipeline.model.alignment import Relation
from tests.alignment.typed import misread, prose, wrapped


@pytest.mark.parametrize("rate", [0.01, 0.15, 0.3])
def test_the_cost_of_a_long_script_is_the_distance(rate: float) -> None:
    text = prose(1, 30_000)
    ocr = wrapped(misread(text, 2, rate))
    assert cost_of(align_in_order(text, ocr)) == Levenshtein.distance(text, ocr)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("Name: ______ Date: ______ Place: ______\n" * 400, 0.05),
        ("0" * 20_000, 0.02),
        (prose(3, 12_000).replace(" ", ""), 0.1),
    ],
    ids=["the same form again and again", "one character", "no blanks"],
)
def test_texts_without_anchors_are_aligned_exactly_as_well(text: str, rate: float) -> None:
    ocr = misread(text, 4, rate)
    assert cost_of(align_in_order(text, ocr)) == Levenshtein.distance(text, ocr)


@pytest.mark.parametrize(("copies", "read"), [(5, 5), (5, 4)], ids=["all of them read", "one of them missing"])
def test_a_text_that_repeats_itself_at_length_is_aligned_in_order(copies: int, read: int) -> None:
    book = prose(5, 11_000)
    reference, ocr = " ".join([book] * copies), misread(" ".join([book] * read), 6, 0.05)
    blocks = align_texts(reference, ocr)
    placed = [block for block in blocks if block.relation is Relation.IN_ORDER]
    assert sum(len(block.reference) for block in placed) >= 0.98 * read * len(book)
    if read == copies:
        assert sum(block.cost for block in blocks) <= 1.0005 * Levenshtein.distance(reference, ocr)


def test_blanks_around_a_text_do_not_shift_its_links() -> None:
    text = prose(5, 400)
    blocks = align_texts(f" \n\n  {text}\n", text)
    assert [block.relation for block in blocks] == [Relation.IN_ORDER]
    assert blocks[0].cost == 6


def test_unrelated_texts_are_said_to_be_so_in_bounded_time() -> None:
    reference, ocr = "".join(map(chr, range(0x4E00, 0x9000))) * 4, "unrelated " * 8_000
    started = time.process_time()
    blocks = align_texts(reference, ocr)
    assert {block.relation for block in blocks} == {Relation.REFERENCE_ONLY, Relation.OCR_ONLY}
    assert time.process_time() - started < 10


def test_a_distance_too_long_to_count_is_labelled_as_a_bound() -> None:
    reference, ocr = "a" * 600_000, "b" * 400_000
    found = exact_distance(reference, ocr, 1_000_000)
    assert (found.value, found.is_exact) == (600_000, False)
    assert "600,000" in found.reason


def test_a_cost_below_the_distance_is_refused() -> None:
    with pytest.raises(ValueError, match="not the cost of an edit script"):
        exact_distance("abc", "xyz", 1)
