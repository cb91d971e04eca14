"""What the scan shows beside its text raises the flag with the right reason, unless the transcript tells it, too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.alignment.patches import lay_patches
from pipeline.flags.raising import raise_flags
from pipeline.model.flag import OcrReading, Reason
from pipeline.model.geometry import Box
from pipeline.model.page import InkKind, Line, Page, Patch
from tests.flags.judging import gather, judge, make_page

TEXT = "They left the first ferry at noon."


def with_struck(page: Page, *struck: str) -> Page:
    """Return the page with some of its words crossed out."""
    lines = tuple(
        Line(
            tuple(
                replace(word, ink=InkKind.STRUCK, ink_weight=0.9) if word.text in struck else word
                for word in line.words
            ),
            line.box,
        )
        for line in page.lines
    )
    return replace(page, regions=(replace(page.regions[0], lines=lines),))


@pytest.mark.parametrize(
    ("ink", "reason"),
    [
        (InkKind.STAMP, Reason.STAMP),
        (InkKind.HAND, Reason.HANDWRITING),
        (InkKind.SIGNATURE, Reason.SIGNATURE),
        (InkKind.BLANK, Reason.BLANK),
        (InkKind.FILE_NUMBER, Reason.NUMBER),
        (InkKind.UNKNOWN, Reason.LOW_CONFIDENCE),
    ],
)
def test_each_kind_of_ink_has_its_reason(ink: InkKind, reason: Reason) -> None:
    (flag,) = judge(TEXT, make_page(TEXT, patches=[Patch(ink, Box(900, 900, 1100, 990), weight=0.8)]))
    assert flag.reason is reason


def test_words_struck_on_the_scan_alone_make_one_flag() -> None:
    (flag,) = judge(TEXT, with_struck(make_page(TEXT), "first", "ferry"))
    assert (flag.reason, flag.ocr and flag.ocr.text) == (Reason.STRUCK, "first ferry")
    assert flag.reference
    assert flag.reference.text == "first ferry"


def test_words_struck_in_the_transcript_too_are_not_told_twice() -> None:
    flags = judge(TEXT.replace("first", "~~first~~"), with_struck(make_page(TEXT), "first"))
    assert [flag.reason for flag in flags] == [Reason.STRUCK]


def test_a_stamp_that_both_sides_have_is_told_once_with_its_box() -> None:
    transcript = "RECEIVED\nDEPARTMENT OF STATE\n1939 MAY 31\n\nI have the honor to refer to my telegram"
    box = Box(1200, 100, 1500, 300)
    patch = Patch(InkKind.STAMP, box, 0.9, "RECEIVES DEPARTMENT OF STATE 1939 MAY 3!")
    evidence = gather(transcript, make_page("I have the honor to refer to my telegram", patches=[patch]))
    assert evidence.alignment
    laid = replace(evidence, laid_patches=lay_patches(evidence.alignment, [patch]))
    (flag,) = [flag for flag in raise_flags(laid) if flag.reason is Reason.STAMP]
    assert flag.reference
    assert flag.reference.text.startswith("RECEIVED")
    assert flag.ocr == OcrReading(patch.text, None, box)
    (apart, again) = [flag for flag in raise_flags(evidence) if flag.reason is Reason.STAMP]
    assert (apart.reference is None) != (again.reference is None)


@pytest.mark.parametrize(
    ("written", "reason", "message"),
    [
        ("[unclear]", Reason.UNCLEAR, "The transcriber could not read this place; around it, the OCR reads “{}”."),
        (
            r"\_\_\_\_",
            Reason.BLANK,
            r"An empty form field: the transcript has “\_\_\_\_”, the OCR reads nothing there.",
        ),
    ],
)
def test_what_stands_in_a_stamp_that_both_sides_have_is_not_filled_with_all_of_it(
    written: str, reason: Reason, message: str
) -> None:
    transcript = (
        f"RECEIVED\nDEPARTMENT OF STATE\n1939 MAY {written} PM 2 40\n\nI have the honor to refer to my telegram"
    )
    box = Box(1200, 100, 1500, 300)
    patch = Patch(InkKind.STAMP, box, 0.9, "RECEIVED DEPARTMENT OF STATE 1939 MAY __ PM 2 40")
    evidence = gather(transcript, make_page("I have the honor to refer to my telegram", patches=[patch]))
    assert evidence.alignment
    laid = replace(evidence, laid_patches=lay_patches(evidence.alignment, [patch]))
    (flag,) = [flag for flag in raise_flags(laid) if flag.reason is reason]
    assert flag.ocr == OcrReading("", None, box)
    assert flag.message == message.format(patch.text)
