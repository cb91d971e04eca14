"""Applying decisions: what was decided is changed, and not one byte besides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.corrections.applying import apply_decisions
from pipeline.model.correction import Decision, Verb
from pipeline.model.flag import Reason, ReferenceReading
from pipeline.transcripts.reading import read_transcript
from tests.corrections.deciding import Desk
from tests.flags.judging import judge

TYPED = "The **harbor** master reports that teh ferry\nleft at noon, and that ~~nobodi~~ [unclear] hurt.\n"
READ = "The harbor master reports that the ferry left\nat noon, and that nobody was hurt."

CASES = [
    ("teh", Verb.ACCEPT_OCR, None, TYPED.replace("teh", "the")),
    ("teh", Verb.ACCEPT_REFERENCE, None, TYPED),
    ("teh", Verb.EDIT, "this", TYPED.replace("teh", "this")),
    ("teh", Verb.EDIT, "", TYPED.replace("teh ", "")),
    ("teh", Verb.ILLEGIBLE, None, TYPED.replace("teh", "[illegible]")),
    ("teh", Verb.SKIP, None, TYPED),
    ("teh", Verb.SECOND_LOOK, None, TYPED),
    ("teh", Verb.REKIND, None, TYPED),
    ("nobodi", Verb.ACCEPT_OCR, None, TYPED.replace("nobodi", "nobody")),
    ("[unclear]", Verb.ACCEPT_OCR, None, TYPED.replace("[unclear]", "was")),
    ("[unclear]", Verb.EDIT, "got", TYPED.replace("[unclear]", "got")),
]


@pytest.mark.parametrize(("said", "verb", "value", "expected"), CASES)
def test_a_decision_changes_its_place_alone(said: str, verb: Verb, value: str | None, expected: str) -> None:
    desk = Desk(TYPED, READ)
    applied = desk.apply([desk.decide(said, verb, value)])
    assert applied.text == expected
    assert [erratum.was for erratum in applied.errata] == ([said] if expected != TYPED else [])


INSERTIONS = [
    ("the ferry at noon", "the ferry left at noon", "left", "the ferry left at noon"),
    ("**the ferry** at noon", "the ferry left at noon", "left", "**the ferry left** at noon"),
    ("ferry left at noon", "The ferry left at noon", "The", "The ferry left at noon"),
    (
        "the ferry left at noon\nand the crew rested",
        "the ferry left at noon\nwith eighty passengers on board\nand the crew rested",
        "with eighty passengers on board",
        "the ferry left at noon\nwith eighty passengers on board\nand the crew rested",
    ),
]


@pytest.mark.parametrize(("typed", "read", "said", "expected"), INSERTIONS)
def test_text_that_the_transcript_lacks_is_put_in(typed: str, read: str, said: str, expected: str) -> None:
    desk = Desk(typed, read)
    assert desk.apply([desk.decide(said, Verb.ACCEPT_OCR)]).text == expected


@pytest.mark.parametrize(
    ("typed", "read", "said", "expected"),
    [
        ("the old old pier", "the old pier", "old", "the old pier"),
        ("the pier.\nCOPY\nand more", "the pier.\nand more", "COPY", "the pier.\nand more"),
    ],
)
def test_text_that_the_scan_lacks_is_taken_out(typed: str, read: str, said: str, expected: str) -> None:
    desk = Desk(typed, read)
    assert desk.apply([desk.decide(said, Verb.ACCEPT_OCR)]).text == expected


def test_no_decision_changes_no_byte() -> None:
    applied = Desk(TYPED, READ).apply([])
    assert (applied.text, applied.errata, applied.conflicts, applied.parked) == (TYPED, (), (), ())


def test_the_same_decisions_twice_change_no_more_than_once() -> None:
    desk = Desk(TYPED, READ)
    decisions = [desk.decide("teh", Verb.ACCEPT_OCR), desk.decide("[unclear]", Verb.ACCEPT_OCR)]
    assert desk.apply(decisions * 2) == desk.apply(decisions)


def test_a_corrected_transcript_is_not_corrected_again() -> None:
    desk = Desk("the ferry at noon", "the ferry left at noon")
    decision = desk.decide("left", Verb.ACCEPT_OCR)
    corrected = desk.apply([decision]).text
    again = apply_decisions(
        read_transcript("memo.md", corrected.encode(), "markdown"),
        desk.flags,
        [decision],
        document="memo",
        flagged_sha256=desk.transcript.sha256,
    )
    assert (again.text, again.errata) == (corrected, ())
    assert [parked.decision for parked in again.parked] == [decision]


def test_two_reviewers_of_one_mind_make_one_erratum_with_both_names() -> None:
    desk = Desk(TYPED, READ)
    voices = [desk.decide("teh", Verb.ACCEPT_OCR), desk.decide("teh", Verb.EDIT, "the", actor="bo")]
    assert [erratum.who for erratum in desk.apply(voices).errata] == ["ana, bo"]


@pytest.mark.parametrize("order", [1, -1])
def test_a_conflict_is_listed_and_never_settled_by_order(order: int) -> None:
    desk = Desk(TYPED, READ)
    voices = [desk.decide("teh", Verb.ACCEPT_OCR), desk.decide("teh", Verb.ACCEPT_REFERENCE, actor="bo")]
    applied = desk.apply(voices[::order])
    assert applied.text == TYPED
    assert [conflict.why for conflict in applied.conflicts] == ["ana and bo decided this place differently"]


def test_a_senior_reviewer_settles_a_conflict() -> None:
    desk = Desk(TYPED, READ)
    voices = [
        desk.decide("teh", Verb.ACCEPT_OCR),
        desk.decide("teh", Verb.ACCEPT_REFERENCE, actor="bo"),
        desk.decide("teh", Verb.EDIT, "that", actor="cy", role="senior"),
    ]
    applied = desk.apply(voices)
    assert (applied.text, applied.conflicts) == (TYPED.replace("teh", "that"), ())


def test_decisions_that_change_the_same_characters_differently_are_a_conflict() -> None:
    desk = Desk("he paid ~~231~~ dollars here", "he paid 281 dollars here")
    one, other = desk.flags
    voices = [
        Decision("1", one.key, one.base, "ana", "2026-01-05", Verb.EDIT, "280"),
        Decision("2", other.key, other.base, "bo", "2026-01-05", Verb.EDIT, "282"),
    ]
    applied = desk.apply(voices)
    assert applied.text == "he paid ~~231~~ dollars here"
    assert len(applied.conflicts) == 1
    assert set(applied.conflicts[0].flags) == {one.key, other.key}


def undo(id: str, undoes: str, ts: str) -> Decision:
    return Decision(id, "", "", "ana", ts, Verb.UNDO, undoes=undoes)


@pytest.mark.parametrize(("undone", "expected"), [(0, "the"), (1, "teh"), (2, "the"), (3, "teh")])
def test_an_undo_takes_back_a_decision_or_another_undo(undone: int, expected: str) -> None:
    desk = Desk(TYPED, READ)
    chain = [desk.decide("teh", Verb.ACCEPT_OCR, id="0", ts="2026-01-05T10:00")]
    chain += [undo(str(step), str(step - 1), f"2026-01-05T1{step}:00") for step in range(1, undone + 1)]
    assert desk.apply(chain[::-1]).text == TYPED.replace("teh", expected)


def test_the_last_word_of_a_person_counts() -> None:
    desk = Desk(TYPED, READ)
    first = desk.decide("teh", Verb.ACCEPT_OCR, ts="2026-01-05T10:00:00Z")
    last = desk.decide("teh", Verb.ACCEPT_REFERENCE, ts="2026-01-05T11:00:00Z")
    assert desk.apply([last, first]).text == TYPED


def test_a_decision_on_an_unknown_place_is_parked() -> None:
    desk = Desk(TYPED, READ)
    stray = Decision("1", "gone", "gone", "ana", "2026-01-05", Verb.EDIT, "x")
    applied = desk.apply([stray])
    assert applied.text == TYPED
    assert [parked.decision for parked in applied.parked] == [stray]


def test_what_people_type_into_xml_is_escaped_but_the_mark_of_an_illegible_place_is_not() -> None:
    tei = (
        '<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>Smith Co</p></body></text></TEI>'
    )
    transcript = read_transcript("memo.xml", tei.encode(), "tei")
    start = tei.index("Smith")
    flag = replace(
        judge("Smith Co", "Smyth Co")[0], reference=ReferenceReading("Smith", start, start + 5), reason=Reason.NAME
    )

    def applied(verb: Verb, value: str | None) -> str:
        decision = Decision("one", flag.key, flag.base, "ana", "2026-01-05T10:00:00Z", verb, value)
        return apply_decisions(
            transcript,
            [flag],
            [decision],
            document="memo",
            flagged_sha256=transcript.sha256,
            illegible='<gap reason="illegible"/>',
            is_xml=True,
        ).text

    assert "<p>Smith &amp; &lt;Sons&gt; Co</p>" in applied(Verb.EDIT, "Smith & <Sons>")
    assert '<p><gap reason="illegible"/> Co</p>' in applied(Verb.ILLEGIBLE, None)


def test_what_the_encoding_of_a_transcript_cannot_hold_is_parked() -> None:
    text = "the decison of the caf\u00e9"
    transcript = read_transcript("memo.txt", text.encode("cp1252"), "plain")
    (flag,) = judge(text, "the decision of the caf\u00e9")
    decision = Decision("one", flag.key, flag.base, "ana", "2026-01-05T10:00:00Z", Verb.EDIT, "\u0420\u0435\u0448")
    applied = apply_decisions(transcript, [flag], [decision], document="memo", flagged_sha256=transcript.sha256)
    assert applied.content == transcript.text.encode("cp1252")
    assert ["cp1252" in each.why for each in applied.parked] == [True]
