"""Each reason, with the transcript and the page that give it."""

from __future__ import annotations

import pytest

from pipeline.flags.evidence import Evidence
from pipeline.flags.raising import RULES, raise_flags
from pipeline.model.flag import Reason, Severity
from pipeline.model.geometry import Box
from pipeline.model.page import InkKind, Patch
from tests.flags.judging import gather, judge, make_page

LEFT = "the ferry left the pier at noon and came back before dark"

CASES = [
    # transcript, OCR, reason, severity, text in the message
    ("signed by [unclear] today at the pier", "signed by Jr. today at the pier", "unclear", "major", "“Jr.”"),
    ("signed by [illegible] today", "signed by today", "illegible", "major", "the OCR reads nothing here"),
    ("to Mr. [Penn?] of the pier", "to Mr. Perm of the pier", "unclear", "major", "not sure of this reading"),
    ("he signed ~~TOP SECRET~~ here", "he signed TOP SECRET here", "struck", "minor", "“TOP SECRET”"),
    ("to pay \\_\\_\\_\\_ dollars", "to pay dollars", "blank", "minor", "empty form field"),
    ("it cost 231 dollars", "it cost 281 dollars", "number", "critical", "“231”"),
    ("on June 4, it left", "on June 9, it left", "date", "critical", "“4,”"),
    ("told Aldous about it", "told Aldons about it", "name", "critical", "“Aldons”"),
    ("the decison rests there", "the decision rests there", "substitution", "major", "“decision”"),
    ("it is now open to all", "it is not open to all", "substitution", "critical", "“not”"),
    ("the memorandum which he", "the memo randurn which he", "word-split", "major", "“memo randurn”"),
    ("he wrote, and left", "he wrote. and left", "punctuation", "minor", "“wrote.”"),
    ("the ferry waited there", "the ferry Waited there", "case", "minor", "“Waited”"),
    ("it was intime again then", "it was in time again then", "spacing", "info", "“in time”"),
    (LEFT, f"{LEFT}\nand nobody on board was hurt", "missing-text", "critical", "the transcript has nothing of it"),
    (LEFT.replace("noon", "noon noon"), LEFT, "extra-text", "major", "the OCR reads nothing of it"),
    ("a donâ€™t they said", "a don't they said", "mojibake", "major", "another character set"),
]


@pytest.mark.parametrize(("transcript", "ocr", "reason", "severity", "said"), CASES)
def test_a_place_is_flagged_for_its_reason(transcript: str, ocr: str, reason: str, severity: str, said: str) -> None:
    flags = [flag for flag in judge(transcript, ocr) if flag.reason is Reason(reason)]
    assert [(flag.severity, said in flag.message) for flag in flags] == [(Severity(severity), True)]


@pytest.mark.parametrize(
    ("transcript", "ocr"),
    [
        (LEFT, LEFT),
        ("he said “good” – twice", 'he said "good" - twice'),
        ("the harbour-\nmaster wrote", "the harbourmaster wrote"),
        ("two long lines of text", "two long\nlines of text"),
        (f"{LEFT}", f"{LEFT}\n. ' |"),
    ],
    ids=["equal", "quotes and dashes", "hyphen", "layout", "specks"],
)
def test_what_is_no_place_to_look_at_is_not_flagged(transcript: str, ocr: str) -> None:
    assert judge(transcript, ocr) == ()


def test_scraps_that_the_transcript_leaves_out_make_one_flag_for_information() -> None:
    page = make_page(f"{LEFT}\nREC EIV Dep sta te", unsure=["REC", "EIV", "Dep", "sta", "te"])
    (flag,) = judge(LEFT, page)
    assert (flag.reason, flag.severity) == (Reason.MISSING_TEXT, Severity.INFO)


@pytest.mark.parametrize(
    ("ink", "reason"),
    [
        (InkKind.STAMP, Reason.STAMP),
        (InkKind.HAND, Reason.HANDWRITING),
        (InkKind.SIGNATURE, Reason.SIGNATURE),
        (InkKind.STRUCK, Reason.STRUCK),
        (InkKind.BLANK, Reason.BLANK),
    ],
)
def test_ink_that_the_transcript_does_not_mention_is_flagged_with_its_box(ink: InkKind, reason: Reason) -> None:
    box = Box(1200, 100, 1500, 200)
    (flag,) = judge(LEFT, make_page(LEFT, patches=[Patch(ink, box, weight=0.8)]))
    assert (flag.reason, flag.reference, flag.ocr and flag.ocr.box) == (reason, None, box)


def test_ink_on_which_transcribed_words_stand_is_no_news() -> None:
    patch = Patch(InkKind.STAMP, Box(0, 0, 100, 20), weight=0.8)
    assert judge(LEFT, make_page(LEFT, patches=[patch])) == ()


def test_a_doubtful_word_on_which_both_sides_agree_is_flagged_for_information_only() -> None:
    (flag,) = judge(LEFT, make_page(LEFT, unsure=["pier"]))
    assert (flag.reason, flag.severity) == (Reason.LOW_CONFIDENCE, Severity.INFO)


def test_without_a_transcript_the_doubtful_words_of_a_line_make_one_flag() -> None:
    page = make_page("the ferry left\nthe pier", unsure=["ferry", "left", "pier"])
    flags = raise_flags(Evidence("scan", 1, page, ()))
    assert sorted(flag.ocr.text for flag in flags if flag.ocr) == ["ferry left", "pier"]
    assert {flag.reason for flag in flags} == {Reason.LOW_CONFIDENCE}


def test_transcript_text_that_lies_on_no_page_is_flagged_as_a_whole() -> None:
    (flag,) = raise_flags(Evidence("memo", None, None, gather(LEFT, "").tokens))
    assert (flag.page, flag.reason, flag.ocr) == (None, Reason.EXTRA_TEXT, None)
    assert flag.reference is not None
    assert flag.reference.text == LEFT


def test_one_bracket_of_unknown_meaning_is_flagged_once_however_often_it_stands_there() -> None:
    flags = judge("he [sent] it and he [sent] it", "he sent it and he sent it")
    assert [flag.reason for flag in flags].count(Reason.AMBIGUOUS_MARK) == 1


def test_the_rules_can_be_chosen() -> None:
    evidence = gather("it cost 231 dollars", "it cost 281 dollars")
    assert raise_flags(evidence, rules=()) == ()
    assert len(raise_flags(evidence, rules=RULES)) == 1
