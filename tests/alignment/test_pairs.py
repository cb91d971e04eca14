"""Pairs of tokens and words: split and merged words come out, gaps take what stands there, strangers stay apart."""

from __future__ import annotations

import pytest

from pipeline.alignment.aligning import align_page
from pipeline.model.alignment import Relation
from tests.alignment.typed import page_of, tokens_of


@pytest.mark.parametrize(
    ("reference", "ocr", "expected"),
    [
        ("the old mill", "the old mill", ["the|the", "old|old", "mill|mill"]),
        ("a good day", "agood day", ["a good|agood", "day|day"]),
        ("the mill stood there", "th e mill stood there", ["the|th e", "mill|mill", "stood|stood", "there|there"]),
        ("a demonstration ended", "a demon-\nstration ended", ["a|a", "demonstration|demon-\nstration", "ended|ended"]),
        ("a demon-\nstration ended", "a demonstration ended", ["a|a", "demon-\nstration|demonstration", "ended|ended"]),
        ("the mill has burnt", "the has burnt", ["the|the", "mill|", "has|has", "burnt|burnt"]),
        ("the mill burnt", "the * mill burnt", ["the|the", "|*", "mill|mill", "burnt|burnt"]),
        ("decison of the board", "decision of the board", ["decison|decision", "of|of", "the|the", "board|board"]),
        ("~~TOP SECRET~~ paper", "TOP SECRET paper", ["TOP|TOP", "SECRET|SECRET", "paper|paper"]),
        ("paper [Signature] seven", "paper seven", ["paper|paper", "seven|seven"]),
        ("", "stray", ["|stray"]),
        ("lost", "", ["lost|"]),
        ("", "", []),
        ("harbour", "xqzvvk", ["|xqzvvk", "harbour|"]),
    ],
)
def test_pairs_show_which_tokens_stand_beside_which_words(reference: str, ocr: str, expected: list[str]) -> None:
    pairs = align_page(tokens_of(reference), page_of(ocr)).pairs
    assert [f"{pair.reference_text}|{pair.ocr_text}" for pair in pairs] == expected


@pytest.mark.parametrize(
    ("reference", "ocr", "gap"),
    [
        ("received 1939 APR [unclear] PM and filed here", "received 1939 APR 26 PM and filed here", "26"),
        ("received 1939 APR [unclear] PM and filed here", "received 1939 APR PM and filed here", ""),
        ("letter of Mr. [unclear] to the board", "letter of Mr. von der Goltz to the board", "von der Goltz"),
        ("signed M.H.[unclear] and sent away", "signed M.H.PG and sent away", "M.H.PG"),
    ],
    ids=["a word", "nothing", "several words", "the rest of a word"],
)
def test_a_gap_takes_what_stands_there_at_no_cost(reference: str, ocr: str, gap: str) -> None:
    pairs = align_page(tokens_of(reference), page_of(ocr)).pairs
    (found,) = (pair for pair in pairs if "\ufffc" in pair.reference_text)
    assert (found.ocr_text, found.edits) == (gap, 0)
    assert sum(pair.edits for pair in pairs) == 0


def test_a_gap_does_not_swallow_a_paragraph() -> None:
    ocr = "letter of Mr. " + "much more than any gap could hold in one place " * 3 + "to the board of the harbour"
    pairs = align_page(tokens_of("letter of Mr. [unclear] to the board of the harbour"), page_of(ocr)).pairs
    (found,) = (pair for pair in pairs if "\ufffc" in pair.reference_text)
    assert found.words == ()


def test_a_unit_without_a_counterpart_is_labelled_so() -> None:
    pairs = align_page(tokens_of("the mill has burnt"), page_of("the has * burnt")).pairs
    relations = {pair.reference_text or pair.ocr_text: pair.relation for pair in pairs}
    assert relations["mill"] is Relation.REFERENCE_ONLY
    assert relations["*"] is Relation.OCR_ONLY
    assert relations["burnt"] is Relation.IN_ORDER
