"""Every difference has one kind: the first that applies."""

from __future__ import annotations

import pytest

from pipeline.differences.finding import find_differences
from pipeline.differences.kinds import KINDS
from pipeline.model.alignment import Relation
from pipeline.model.difference import DifferenceKind
from tests.differences.beside import lay_beside

CASES = [
    # before, transcript, OCR, after, kind
    ("met the", "[unclear]", "Minister", "today", "mark"),
    ("fee of", "____", "12", "dollars", "mark"),
    ("the", "old", "", "bridge", "extra"),
    ("the", "", "old", "bridge", "missing"),
    ("on", "Mon-\nday", "Monday", "next", "hyphen"),
    ("on", "Monday", "Mon-\nday", "next", "hyphen"),
    ("a", "well-\nknown", "wellknown", "man", "hyphen"),
    ("two", "long lines", "long\nlines", "of text", "line-layout"),
    ("was", "in time", "intime", "again", "spacing"),
    ("was", "intime", "in time", "again", "spacing"),
    ("he said", "“good”", '"good"', "again", "typography"),
    ("the", "pass\u200bword", "password", "was", "spacing"),
    ("the", "password", "pass\u00adword", "was", "spacing"),
    ("او", "می\u200cخواهم", "میخواهم", "که", "typography"),
    ("from", "1914–18", "1914-18", "onward", "typography"),
    ("an", "oﬃce", "office", "building", "typography"),
    ("he", "waited", "Waited", "there", "case"),
    ("the", "report,", "report.", "which", "punctuation"),
    ("the", "in port", "in-port", "fees", "punctuation"),
    ("the", "report", "‘report", "which", "punctuation"),
    ("about", "12,000", "12.000", "tons", "number"),
    ("at", "7:30", "7.30", "sharp", "number"),
    ("number", "227", "221", "was", "number"),
    ("file", "874.4016/45", "874.4016/46", "was", "number"),
    ("about", "12 000", "12000", "tons", "number"),
    ("the", "discussion", "7iscussion", "was", "substitution"),
    ("the sum", "of", "25", "dollars", "number"),
    ("chapter", "XIV", "XVI", "of", "number"),
    ("of June", "4,", "9,", "1939", "date"),
    ("in", "1939", "1989", "the", "date"),
    ("on", "June", "Juno", "the", "date"),
    ("on", "4/6/39", "4/5/39", "the", "date"),
    ("they", "may", "way", "wait", "substitution"),
    ("letter from", "Aldous", "Aldons", "about", "name"),
    ("letter from", "E.H.C.", "E.H.G.", "about", "name"),
    ("was ended.", "Nobody", "Nobody's", "hurt", "substitution"),
    ("the", "memorandum", "memo randurn", "which", "word-split"),
    ("the", "decison", "decision", "rests", "substitution"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "reference", "ocr", "after", "kind"), CASES)
def test_a_difference_has_the_first_kind_that_applies(
    before: str, reference: str, ocr: str, after: str, kind: str
) -> None:
    rows = [*((word, word) for word in before.split()), (reference, ocr), *((word, word) for word in after.split())]
    assert [difference.kind for difference in find_differences(lay_beside(rows))] == [DifferenceKind(kind)]


def test_every_kind_can_be_recognized() -> None:
    assert {kind for kind, _ in KINDS} == set(DifferenceKind)


def test_text_that_only_moved_is_no_other_reading() -> None:
    rows = [("He left", "He left"), ("before noon.", "before noon.", Relation.MOVED)]
    (difference,) = find_differences(lay_beside(rows))
    assert difference.kind is DifferenceKind.MOVED


def test_a_name_known_from_other_pages_is_a_name_at_the_head_of_a_sentence() -> None:
    rows = [("It ended.", "It ended."), ("Penn", "Perm"), ("left.", "left.")]
    assert find_differences(lay_beside(rows))[0].kind is DifferenceKind.SUBSTITUTION
    assert find_differences(lay_beside(rows), frozenset({"Penn"}))[0].kind is DifferenceKind.NAME


def test_a_name_is_known_from_mid_sentence_of_the_same_page() -> None:
    rows = [("told Penn so.", "told Penn so."), ("Penn", "Perm"), ("left.", "left.")]
    assert find_differences(lay_beside(rows))[0].kind is DifferenceKind.NAME
