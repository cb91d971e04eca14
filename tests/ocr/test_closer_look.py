"""A closer look at forged pages: the truth's typed words stand in for OCR, and what is no type is to be found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pipeline.images.chroma import Chroma
from pipeline.model.geometry import Box, surround
from pipeline.model.page import InkKind, Page, Patch, Reading
from pipeline.model.picture import GreyPicture
from pipeline.ocr.detectors.looking import look_closer
from pipeline.ocr.passes import BLANK_NOTE
from tests.forge.spec import Border, Hand, Ink, Scribble, Stamp, Strike, Typed
from tests.ocr.typed_pages import ENGINE, AnsweringEngine, forged, is_typed, look, patches_at, read, typed


def test_a_page_of_nothing_but_type_gets_no_mark_and_its_words_are_body() -> None:
    page, _ = look(*typed())
    assert page.patches == ()
    assert {word.ink for word in page.words} == {InkKind.BODY}
    assert all(word.ink_weight > 0 for word in page.words)


def test_a_stamp_of_which_nothing_was_read_is_found_all_the_same() -> None:
    stamp = Stamp(("RECEIVED", "HARBOUR OFFICE", "MAY 4 1944"), (6.2, 1.0), border=Border.BOX, ink=Ink.BLACK)
    page, truth = look(*typed(), stamp)
    box = surround(word.box for word in truth.words if word.kind is InkKind.STAMP)
    assert InkKind.STAMP in {patch.kind for patch in patches_at(page, box)}


def test_a_stamp_on_its_side_is_read_in_its_own_direction_from_two_more_pictures_at_most() -> None:
    engine = AnsweringEngine("RECEIVED")
    stamp = Stamp(("RECEIVED", "HARBOUR OFFICE", "MAY 4 1944"), (0.5, 4.6), angle=-90, ink=Ink.BLACK)
    page, _ = look(*typed(), stamp, engine=engine)
    (found,) = [patch for patch in page.patches if patch.kind is InkKind.STAMP]
    assert (found.text, found.angle in (90, 270)) == ("RECEIVED", True)
    assert len(engine.shown) <= 2


def test_a_file_number_stamped_sideways_is_told_as_such() -> None:
    page, _ = look(*typed(), Stamp(("871.4016/298",), (0.5, 4.6), 16, -90), engine=AnsweringEngine("871.4016/298"))
    assert [patch.text for patch in page.patches if patch.kind is InkKind.FILE_NUMBER] == ["871.4016/298"]


def test_a_note_by_hand_and_initials_below_the_text_are_told_apart() -> None:
    note, initials = Hand("see file", 6.3, 1.0, 24, face="la-belle-aurore"), Scribble(5.0, 4.6, 0.9, 0.4)
    page, truth = look(*typed(), note, initials)
    by_hand = [word for word in truth.words if word.kind is InkKind.HAND]
    signed = next(word for word in truth.words if word.kind is InkKind.SIGNATURE)
    kinds = {patch.kind for patch in patches_at(page, surround(word.box for word in by_hand))}
    assert kinds & {InkKind.HAND, InkKind.STAMP}
    assert InkKind.SIGNATURE in {patch.kind for patch in patches_at(page, signed.box)}


def test_words_struck_by_a_pen_are_found_and_others_are_not() -> None:
    page, truth = look(*typed(strikes={2: (Strike(3, 5),), 4: (Strike(7, 8),)}))
    struck = [word.text for word in truth.words if word.struck]
    assert [word.text for word in page.words if word.ink is InkKind.STRUCK] == struck


def test_typed_blanks_are_found_though_nobody_read_them() -> None:
    page, truth = look(*typed(), Typed("Referred to ____________ by", 1.0, 4.4))
    blank = next(word for word in truth.words if word.kind is InkKind.BLANK)
    (found,) = [patch.box for patch in page.patches if patch.kind is InkKind.BLANK]
    assert found.overlap(blank.box) > blank.box.area / 2


def test_every_word_gets_a_probability_and_a_garbled_one_the_least() -> None:
    picture, truth = forged(*typed())
    page = read(truth, is_typed)
    garbled = replace(page.words[3], text="xq#7rt", confidence=0.3)
    line = page.lines[0]
    words = tuple(garbled if word is page.words[3] else word for word in line.words)
    region = replace(page.regions[0], lines=(replace(line, words=words), *page.lines[1:]))
    seen = look_closer(picture, replace(page, regions=(region,)), None)
    assert all(word.probability is not None for word in seen.words)
    assert min(seen.words, key=lambda word: word.probability or 0).text == "xq#7rt"


def test_another_reading_that_agrees_makes_a_word_more_probable() -> None:
    picture, truth = forged(*typed())
    page = read(truth, is_typed)

    def with_reading(text: str) -> float:
        first = replace(page.lines[0].words[0], confidence=0.8, readings=(Reading(text, "other"),))
        line = replace(page.lines[0], words=(first, *page.lines[0].words[1:]))
        region = replace(page.regions[0], lines=(line, *page.lines[1:]))
        return look_closer(picture, replace(page, regions=(region,)), None).words[0].probability or 0.0

    assert with_reading(page.words[0].text) > with_reading("Tne")


def test_a_page_that_says_more_already_is_left_as_it_is() -> None:
    picture, truth = forged(*typed())
    known = replace(read(truth, is_typed), patches=(Patch(InkKind.STAMP, Box(0, 0, 9, 9), 0.5),))
    assert look_closer(picture, known, None) is known


def test_a_blank_page_is_not_looked_at() -> None:
    blank = Page(200, 100, (), ENGINE, 300.0, notes=(BLANK_NOTE,))
    assert look_closer(GreyPicture(200, 100, b"\xff" * 20_000, 300), blank, None) is blank


def test_a_tiny_page_without_words_can_be_looked_at() -> None:
    page = look_closer(GreyPicture(3, 5, b"\xff\0\xff" * 5, 300), Page(3, 5, (), ENGINE, 300.0), None)
    assert page.words == ()


def test_coloured_ink_counts_where_the_scan_has_colour() -> None:
    values = np.zeros((25, 25), dtype=np.int16)
    values[10:15, 10:15] = 80
    chroma = Chroma(values)
    assert (chroma.of(Box(40, 40, 60, 60)), chroma.of(Box(0, 0, 30, 30))) == (80, 0)
