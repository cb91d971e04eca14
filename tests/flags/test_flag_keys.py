"""Keys that survive the next run; places; the order of the queue."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.flags.raising import gather_flags
from pipeline.model.flag import Reason, Suggestion, by_urgency
from tests.flags.judging import judge

BEFORE = "The harbour master reports that the ferry of the morning "
WRONG, RIGHT = BEFORE + "left teh pier at noon.", BEFORE + "left the pier at noon."


def test_a_key_stays_when_text_is_put_in_elsewhere() -> None:
    (flag,) = judge(WRONG, RIGHT)
    (later,) = judge(f"Dear Sir:\n\n{WRONG}", f"Dear Sir:\n{RIGHT}")
    assert later.key == flag.key
    assert later.reference != flag.reference


def test_a_key_changes_with_the_scan_but_its_base_does_not() -> None:
    (flag,) = judge(WRONG, RIGHT, scan="one")
    (other,) = judge(WRONG, RIGHT, scan="two")
    assert (flag.key == other.key, flag.base == other.base) == (False, True)


def test_a_key_changes_with_either_reading() -> None:
    keys = {judge(wrong, RIGHT)[0].key for wrong in (WRONG, WRONG.replace("teh", "thc"))}
    keys |= {judge(WRONG, RIGHT.replace("the pier", "tho pier"))[0].key}
    assert len(keys) == 3


def test_places_that_are_alike_in_everything_have_different_keys() -> None:
    wrong, right = ("no more than that here and " * 3 + end for end in ("teh end ", "the end "))
    flags = judge(wrong * 3, right * 3)
    assert len({flag.key for flag in flags}) == len(flags) == 3


def test_a_key_stays_when_the_same_document_is_gathered_again() -> None:
    flags = judge(WRONG, RIGHT)
    assert gather_flags([flags]) == flags
    assert len({flag.key for flag in gather_flags([flags, flags])}) == 2


def test_several_reasons_at_one_place_share_its_number() -> None:
    flags = judge("he paid ~~231~~ dollars here", "he paid 281 dollars here")
    assert {flag.reason for flag in flags} == {Reason.STRUCK, Reason.NUMBER}
    assert len({flag.place for flag in flags}) == 1


def test_places_are_numbered_in_reading_order_through_the_document() -> None:
    page = judge("teh ferry left teh pier", "the ferry left the pier")
    flags = gather_flags([page, page])
    in_order = sorted(flags, key=lambda flag: flag.place)
    assert [flag.place for flag in in_order] == [1, 2, 3, 4]
    assert [flag.reference.start for flag in in_order if flag.reference] == [0, 15, 0, 15]


def test_a_surer_error_stands_above_a_likely_misreading() -> None:
    wrong = judge("teh ferry", "the ferry", suggestion=Suggestion("the", "ocr", 0.9))
    misread = judge("the ferry", "tho ferry", suggestion=Suggestion("the", "reference", 0.9))
    assert [flag.priority for flag in gather_flags([misread, wrong])] == [0.72, 0.08]


SOME = ("the", "teh", "pier", "231", "4,", "Penn", "[unclear]", "~~so~~", "and")
WORDS = st.lists(st.sampled_from(SOME), min_size=1, max_size=12)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_flags_are_the_same_every_time_and_most_urgent_first(transcript: list[str], ocr: list[str]) -> None:
    flags = judge(" ".join(transcript), " ".join(ocr))
    assert flags == judge(" ".join(transcript), " ".join(ocr))
    assert list(flags) == sorted(flags, key=by_urgency)
    assert len({flag.key for flag in flags}) == len(flags)
    assert all(replace(flag) == flag and flag.message.endswith(".") for flag in flags)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_a_flag_says_what_stands_at_its_place_in_the_file(transcript: list[str], ocr: list[str]) -> None:
    text = " ".join(transcript)
    for flag in judge(text, " ".join(ocr)):
        assert flag.reference is not None
        said = flag.reference.text.replace("\ufffc", "[unclear]").split()
        file = text[flag.reference.start : flag.reference.end].replace("~~", "").split()
        assert file == [word.replace("~~", "") for word in said]
