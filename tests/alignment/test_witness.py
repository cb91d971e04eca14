"""The two texts that are compared."""

from __future__ import annotations

import pytest

from pipeline.alignment.witness import ocr_witness, reference_witness
from tests.alignment.typed import page_of, tokens_of


@pytest.mark.parametrize(
    ("transcript", "text"),
    [
        ("the mill", "the mill"),
        ("the   mill", "the mill"),
        ("~~SM~~  \n~~PA/D~~", "SM\nPA/D"),
        ("wo~~r~~d", "word"),
        ("one\n\n\n  two", "one\ntwo"),
        ("  \n lead", "lead"),
        ("M.H. [unclear]\nE.H.C.", "M.H. \ufffc\nE.H.C."),
        ("signed [Signature] here", "signed here"),
        ("", ""),
        ("~~ ~~ \n", ""),
    ],
)
def test_the_reference_says_what_stands_on_the_page(transcript: str, text: str) -> None:
    assert reference_witness(tokens_of(transcript)).text == text


@pytest.mark.parametrize("text", ["the mill\nhas burnt", "one", ""])
def test_the_ocr_text_is_that_of_the_page(text: str) -> None:
    page = page_of(text)
    witness = ocr_witness(page)
    assert witness.text == page.text == text
    assert [
        witness.text[slice(start, start + len(unit.text))]
        for start, unit in zip(witness.starts, witness.units, strict=True)
    ] == text.split()
