"""Files of calibration: what is written is read again, older ones too, and what a run had used already is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.corrections.calibrating import AS_FITTED, Calibration, Calibrations, Outcome, calibrate
from pipeline.errors import DamagedStateError
from pipeline.flow.calibrating import Fit, RunFit, keep_used, load_calibration, save_fit
from pipeline.store.runs import STATE, RunFolder

USED = Calibrations(Calibration(0.5, -1.0, 20), Calibration(0.8, 0.25, 300))


def fit(*outcomes: Outcome) -> Fit:
    return Fit(calibrate(outcomes), outcomes)


def test_what_is_saved_is_what_is_loaded_and_says_how_it_compares(tmp_path: Path) -> None:
    found = RunFit(fit(Outcome(0.9, is_right=False)), fit(Outcome(0.4, is_right=True), Outcome(0.99, True, 250.0)))
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
def test_one_calibration_after_another_is_one(probability: float) -> None:
    first, second = Calibration(0.5, -1.0), Calibration(1.5, 0.75, 7)
    assert second.after(first).correct(probability) == pytest.approx(second.correct(first.correct(probability)))
    assert second.after(first).decisions == 7


def test_a_run_that_used_a_calibration_is_fitted_on_top_of_it(tmp_path: Path) -> None:
    found = RunFit(fit(), fit(), USED).calibrations
    assert (found.suggestions.slope, found.suggestions.offset) == (0.5, -1.0)
    assert (found.words.slope, found.words.offset) == (0.8, 0.25)


def test_a_run_keeps_what_it_used_until_it_is_repeated_without(tmp_path: Path) -> None:
    folder, kept = RunFolder(tmp_path), tmp_path / STATE / "calibration.json"
    kept.parent.mkdir()
    keep_used(folder, USED)
    assert load_calibration(kept) == USED
    keep_used(folder, AS_FITTED)
    assert not kept.exists()
