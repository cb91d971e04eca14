"""Files of calibration: what is written is read again, older ones too, and what a run had used already is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.corrections.calibrating import Outcome
from pipeline.corrections.calibration import UNCHANGED, Calibration, Calibrations
from pipeline.errors import DamagedStateError
from pipeline.flow.calibrating import RunFit, Stated, fit_outcomes, save_fit
from pipeline.flow.calibration_files import load_calibration


def as_fitted(outcomes: list[Outcome]) -> list[Stated]:
    return [(outcome, UNCHANGED) for outcome in outcomes]


def test_what_is_saved_is_what_is_loaded_and_says_how_it_compares(tmp_path: Path) -> None:
    words = [Outcome(0.4, is_right=True), Outcome(0.99, is_right=True, weight=250.0)]
    found = RunFit(fit_outcomes(as_fitted([Outcome(0.9, is_right=False)])), fit_outcomes(as_fitted(words)))
    save_fit(found, tmp_path / "calibration.json")
    assert load_calibration(tmp_path / "calibration.json") == found.calibrations
    written = json.loads((tmp_path / "calibration.json").read_bytes())
    assert (written["schema"], written["words"]["decisions"]) == ("corrigenda.calibration/2", 251)
    assert [row["count"] for row in written["words"]["reliability"]["stated"]] == [0, 0, 1, 0, 0, 250]
    assert written["words"]["brier"]["corrected"] <= written["words"]["brier"]["stated"]


def test_a_file_of_the_first_version_corrects_suggestions_alone(tmp_path: Path) -> None:
    path = tmp_path / "calibration.json"
    path.write_text('{"schema": "corrigenda.calibration/1", "slope": 0.5, "offset": -1.0, "decisions": 20}')
    assert load_calibration(path) == Calibrations(suggestions=Calibration(0.5, -1.0, 20))


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        "[]",
        "not json",
        '{"schema": "corrigenda.calibration/3"}',
        '{"schema": "corrigenda.calibration/2", "suggestions": {"slope": 1, "offset": 0, "decisions": 0}}',
        '{"schema": "corrigenda.calibration/2", "suggestions": 1, "words": 2}',
        '{"schema": "corrigenda.calibration/1", "slope": "steep", "offset": 0, "decisions": 0}',
    ],
    ids=["empty", "a list", "no JSON", "a newer version", "no words", "figures alone", "a slope in words"],
)
def test_a_file_that_holds_no_calibration_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "calibration.json"
    path.write_text(content)
    with pytest.raises(DamagedStateError, match="is no calibration"):
        load_calibration(path)


@pytest.mark.parametrize("probability", [0.02, 0.4, 0.97])
def test_what_was_corrected_can_be_undone(probability: float) -> None:
    calibration = Calibration(0.5, -1.0)
    assert calibration.undo(calibration.correct(probability)) == pytest.approx(probability)
    assert Calibration(0.0, 1.0).undo(probability) == probability


def test_the_same_decisions_on_a_corrected_run_teach_the_same_again() -> None:
    outcomes = [Outcome(0.9, is_right) for is_right in (True, False, False, True, True)] + [Outcome(0.3, True)] * 3
    first = fit_outcomes(as_fitted(outcomes))
    corrected = [replace(each, probability=first.calibration.correct(each.probability)) for each in outcomes]
    again = fit_outcomes([*as_fitted(outcomes[:3]), *((each, first.calibration) for each in corrected[3:])])
    assert again.calibration.slope == pytest.approx(first.calibration.slope, abs=1e-4)
    assert again.calibration.offset == pytest.approx(first.calibration.offset, abs=1e-4)
    assert [row.said for row in again.stated] != [row.said for row in first.stated]
