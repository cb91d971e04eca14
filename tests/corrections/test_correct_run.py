"""From a run and its reviewers' decisions to files: the way of ``corrigenda apply`` and ``corrigenda calibrate``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.cli.main import run
from pipeline.corrections.calibrating import Outcome, calibrate
from pipeline.corrections.calibration import Calibration, Calibrations
from pipeline.flow.calibration_files import load_calibration
from pipeline.model.correction import Decision, Verb
from pipeline.store.decisions import write_decisions
from tests.corrections.workplace import READ, TYPED, Workplace


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path)


def test_a_run_with_two_slips_has_two_flags(place: Workplace) -> None:
    assert sorted(flag.reference.text for flag in place.document.flags if flag.reference) == ["decison", "teh"]


def test_applying_nothing_changes_no_byte_and_says_that_places_are_open(place: Workplace) -> None:
    assert place.apply() == 1
    assert (place.corrected, place.errata) == (TYPED, [])


def test_what_was_decided_is_corrected_and_listed(place: Workplace) -> None:
    decisions = place.decide("ana", ("teh", Verb.ACCEPT_OCR), ("decison", Verb.ACCEPT_OCR))
    assert place.apply(decisions) == 0
    assert place.corrected == "\n\n".join(READ)
    assert [(row["page"], row["was"], row["is"], row["who"]) for row in place.errata] == [
        ("1", "teh", "the", "ana"),
        ("2", "decison", "decision", "ana"),
    ]


def test_the_supplied_transcript_stays_as_it_is(place: Workplace) -> None:
    decisions = place.decide("ana", ("teh", Verb.ACCEPT_OCR))
    place.apply(decisions)
    assert place.transcript.read_text(encoding="utf-8") == TYPED
    for arguments in ([], ["--transcripts", str(place.transcript)]):
        assert run(["apply", str(place.run), str(decisions), "--out", str(place.transcript.parent), *arguments]) == 2
    assert [path.name for path in place.transcript.parent.iterdir()] == ["memo.md"]


def test_applying_twice_gives_the_same_files(place: Workplace) -> None:
    decisions = place.decide("ana", ("teh", Verb.ACCEPT_OCR))
    place.apply(decisions)
    once = place.corrected, place.errata
    place.apply(decisions, decisions)
    assert (place.corrected, place.errata) == once


def test_scores_are_shown_against_both_transcripts(place: Workplace, capsys: pytest.CaptureFixture[str]) -> None:
    place.apply(place.decide("ana", ("teh", Verb.ACCEPT_OCR), ("decison", Verb.ACCEPT_OCR)), "--json")
    document = json.loads(capsys.readouterr().out)["documents"][0]
    errors = [document["scores"][which]["recognition"]["errors"] for which in ("supplied", "corrected")]
    assert errors[0] > errors[1] == 0
    kept = json.loads((place.out / "scores.json").read_text(encoding="utf-8"))
    assert kept["documents"] == [document]


def test_each_document_has_one_line_with_both_scores(place: Workplace, capsys: pytest.CaptureFixture[str]) -> None:
    place.apply(place.decide("ana", ("teh", Verb.ACCEPT_OCR), ("decison", Verb.ACCEPT_OCR)))
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("memo: ")]
    assert re.search(
        r"0\.\d+% \(\d of \d+\) against the transcript as supplied, 0\.00% \(0 of \d+\) as corrected", line
    )


def test_applying_nothing_leaves_the_scores_as_they_were(place: Workplace) -> None:
    place.apply()
    scores = json.loads((place.out / "scores.json").read_text(encoding="utf-8"))["scores"]
    assert scores["supplied"] == scores["corrected"]


def test_a_page_that_was_scanned_twice_counts_once_in_both_scores(tmp_path: Path) -> None:
    place = Workplace(tmp_path, (READ[0], READ[1], READ[1]))
    assert place.document.pages[2].is_duplicate
    place.apply()
    scores = json.loads((place.out / "scores.json").read_text(encoding="utf-8"))["documents"][0]["scores"]
    assert scores["supplied"] == scores["corrected"]


@pytest.mark.parametrize(
    ("mask", "code", "told"),
    [("", 1, "1 undecided. "), ("unclear,illegible", 0, "0 undecided, 1 kept out of the report. ")],
)
def test_what_a_report_does_not_show_is_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], mask: str, code: int, told: str
) -> None:
    place = Workplace(tmp_path, typed=TYPED.replace("before noon", "before [unclear]"), mask=mask)
    decisions = place.decide("ana", ("teh", Verb.ACCEPT_OCR), ("decison", Verb.ACCEPT_OCR))
    assert place.apply(decisions) == code
    assert told in capsys.readouterr().err
    (document,) = json.loads((place.out / "scores.json").read_text(encoding="utf-8"))["documents"]
    assert (document["undecided"], document["masked"]) == ((1, 0) if code else (0, 1))


@pytest.mark.parametrize("name", ["", "corrected"], ids=["the report itself", "a folder in it"])
def test_nothing_is_written_into_the_report(place: Workplace, name: str) -> None:
    before = sorted(place.run.rglob("*"))
    place.out = place.run / name
    assert place.apply() == 2
    assert sorted(place.run.rglob("*")) == before


def test_conflicts_and_stray_decisions_are_listed(place: Workplace, capsys: pytest.CaptureFixture[str]) -> None:
    ana = place.decide("ana", ("teh", Verb.ACCEPT_OCR))
    bo = place.decide("bo", ("teh", Verb.ACCEPT_REFERENCE))
    stray = place.run.parent / "stray.jsonl"
    write_decisions(stray, (Decision("stray", "gone", "gone", "cy", "2026-01-05T10:00:00Z", Verb.ACCEPT_OCR),))
    assert place.apply(ana, bo, stray, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert place.corrected == TYPED
    assert [len(conflict["decisions"]) for conflict in told["conflicts"]] == [2]
    assert [parked["decision"]["id"] for parked in told["parked"]] == ["stray"]
    rows = place.table("conflicts.csv")
    assert [(row["document"], row["place"], row["who"], row["verdict"]) for row in rows] == [
        ("memo", "page 1, “teh”", "ana", "accept_ocr"),
        ("memo", "page 1, “teh”", "bo", "accept_ref"),
    ]
    assert [(row["decision"], row["who"], row["why"]) for row in place.table("parked.csv")] == [
        ("stray", "cy", "the place was not found again")
    ]


def test_sure_suggestions_are_taken_and_recorded_as_the_programs(place: Workplace) -> None:
    place.apply("--accept-above", "0.5")
    assert place.corrected == "\n\n".join(READ)
    assert {row["who"] for row in place.errata} == {"corrigenda"}


def test_a_transcript_that_changed_since_the_run_is_not_touched(place: Workplace) -> None:
    decisions = place.decide("ana", ("teh", Verb.ACCEPT_OCR))
    place.transcript.write_text(f"Sir:\n\n{TYPED}", encoding="utf-8")
    assert place.apply(decisions, "--transcripts", place.transcript.parent) == 1
    assert (place.corrected, place.errata) == (f"Sir:\n\n{TYPED}", [])
    assert [row["who"] for row in place.table("parked.csv")] == ["ana"]


def test_the_probabilities_are_fitted_and_kept(place: Workplace) -> None:
    decisions = place.decide("ana", ("teh", Verb.ACCEPT_REFERENCE), ("decison", Verb.ACCEPT_REFERENCE))
    assert run(["calibrate", str(place.run), str(decisions)]) == 0
    found = load_calibration(place.run / "calibration.json")
    assert (found.suggestions.decisions, found.suggestions.correct(0.9) < 0.9) == (2, True)


def test_what_a_run_had_used_already_is_taken_off_before_the_next_fit(place: Workplace) -> None:
    decisions = place.decide("ana", ("teh", Verb.ACCEPT_OCR), ("decison", Verb.ACCEPT_OCR))
    assert run(["calibrate", str(place.run), str(decisions)]) == 0
    first = load_calibration(place.run / "calibration.json").suggestions
    used = Calibration(1.0, 2.0)
    place.keep_finished("inputs", Calibrations(used))
    assert run(["calibrate", str(place.run), str(decisions)]) == 0
    found = load_calibration(place.run / "calibration.json").suggestions
    stated = [flag.suggestion.probability for flag in place.document.flags if flag.suggestion]
    assert found == calibrate([Outcome(used.undo(each), is_right=True) for each in stated])
    assert found != first


def test_of_a_document_at_which_a_run_was_killed_nothing_is_fitted(
    place: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    place.keep_finished("inputs of another run", Calibrations(Calibration(1.0, 2.0)))
    decisions = place.decide("ana", ("teh", Verb.ACCEPT_OCR))
    assert run(["calibrate", str(place.run), str(decisions)]) == 8
    assert "memo: a run was ended while it was at this document. Give the command" in capsys.readouterr().err
