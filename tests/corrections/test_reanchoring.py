"""Decisions survive: another scan, a transcript edited elsewhere, pages added."""

from __future__ import annotations

from dataclasses import replace

from pipeline.corrections.reanchoring import reanchor, reanchor_in_run
from pipeline.flags.raising import gather_flags
from pipeline.model.correction import Decision, Verb
from pipeline.model.flag import Flag, Reason
from pipeline.model.geometry import Box
from pipeline.model.page import InkKind, Patch
from tests.flags.judging import judge, make_page

TYPED = "The harbor master reports that teh ferry of the morning left the pier at noon."
READ = TYPED.replace("teh", "the")
NOTE = Patch(InkKind.HAND, Box(100, 800, 500, 900), 1.0)


def decide(flag: Flag) -> Decision:
    return Decision("1", flag.key, flag.base, "ana", "2026-01-05T10:00:00Z", Verb.ACCEPT_OCR)


def test_an_exact_key_is_kept() -> None:
    (flag,) = judge(TYPED, READ)
    anchored = reanchor([decide(flag)], [flag])
    assert (anchored.decisions, anchored.parked, anchored.moved) == ((decide(flag),), (), 0)


def test_a_place_on_a_new_scan_is_found_by_its_readings_and_surroundings() -> None:
    (old,), (new,) = judge(TYPED, READ, scan="old"), judge(TYPED, READ, scan="new")
    anchored = reanchor([decide(old)], [new])
    assert ([decision.flag for decision in anchored.decisions], anchored.moved) == ([new.key], 1)


def test_a_place_that_is_gone_is_parked_and_not_dropped() -> None:
    (old,) = judge(TYPED, READ)
    anchored = reanchor([decide(old)], judge(READ, READ))
    assert [(parked.decision, parked.why) for parked in anchored.parked] == [
        (decide(old), "the place was not found again")
    ]


def test_two_places_that_look_the_same_are_not_guessed_between() -> None:
    (old,) = judge(TYPED, READ, scan="old")
    twice = gather_flags([judge(TYPED, READ, scan="one"), judge(TYPED, READ, scan="two")])
    anchored = reanchor([decide(old)], twice)
    assert [parked.why for parked in anchored.parked] == ["2 places look like the one that was decided"]


def test_a_text_edited_elsewhere_moves_no_decision() -> None:
    (old,) = judge(TYPED, READ)
    later = judge(f"Sir:\n\n{TYPED}\n\nRespectfully,", f"Sir:\n{READ}\nRespectfully,")
    assert reanchor([decide(old)], later).moved == 0
    assert reanchor([decide(old)], later).parked == ()


def test_ink_without_text_is_never_taken_for_other_ink() -> None:
    mine, other = (judge(READ, make_page(READ, patches=[NOTE]), scan=scan) for scan in ("mine", "other"))
    assert [flag.reason for flag in (*mine, *other)] == [Reason.HANDWRITING] * 2
    assert [parked.why for parked in reanchor([decide(mine[0])], other).parked] == ["the place was not found again"]
    assert reanchor([decide(mine[0])], mine).parked == ()


def test_an_undo_needs_no_place() -> None:
    undo = Decision("2", "gone", "gone", "ana", "2026-01-05T11:00:00Z", Verb.UNDO, undoes="1")
    assert reanchor([undo], ()).decisions == (undo,)


def test_what_was_decided_in_one_document_is_not_taken_for_what_looks_like_it_in_another() -> None:
    (mine,), (like,) = judge(TYPED, READ, scan="mine"), judge(TYPED, READ, scan="another")
    assert mine.base == like.base
    anchored = reanchor_in_run([decide(mine)], [[like], [mine]])
    assert [decision.flag for decision in anchored.decisions] == [mine.key]
    gone = reanchor_in_run([decide(mine)], [[like], [replace(like, key="a third")]])
    assert (gone.decisions, len(gone.parked)) == ((), 1)
