"""Word lists and calibrations that a run is told to use."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.corrections.calibration import AS_FITTED, Calibration, Calibrations
from pipeline.errors import UsageError
from pipeline.flow.calibration_files import load_calibration
from pipeline.flow.fingerprint import fingerprint_lessons, fingerprint_run
from pipeline.flow.loading import load_words
from pipeline.flow.reading import Reader
from pipeline.flow.settings import Settings, policy_of
from pipeline.images.limits import Limits
from pipeline.model.page import EngineInfo
from pipeline.model.transcript import MarkKind
from pipeline.ocr.replay import ReplayEngine


def test_words_are_read_in_small_letters(tmp_path: Path) -> None:
    path = tmp_path / "words"
    path.write_text("Harbour\nferry\n\nfianc\u00e9e's\n", encoding="utf-8")
    assert load_words(path) == {"harbour", "ferry", "fianc\u00e9e's"}


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"], ids=["absent", "not UTF-8"])
def test_a_list_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "words"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match="words"):
        load_words(path)


def test_another_word_list_or_calibration_is_another_run() -> None:
    reader, settings = Reader(ReplayEngine(EngineInfo("none", "", ""), {}), None, Limits()), Settings()
    plain, listed = fingerprint_lessons({}, ()), fingerprint_lessons({}, ["harbour"])
    made = [
        fingerprint_run(settings, reader, plain, AS_FITTED),
        fingerprint_run(settings, reader, listed, AS_FITTED),
        fingerprint_run(settings, reader, plain, Calibrations(suggestions=Calibration(0.5, 0.0, 20))),
        fingerprint_run(settings, reader, plain, Calibrations(words=Calibration(0.5, 0.0, 20))),
    ]
    assert len(set(made)) == 4


def test_provenance_names_the_files_but_not_where_they_lie() -> None:
    shown = Settings(words="/usr/share/dict/words", calibration="kept/calibration.json").shown()
    assert {("words", "words"), ("calibration", "calibration.json")} <= set(shown)


def test_what_counted_in_a_run_is_known_again_from_its_provenance() -> None:
    settings = Settings(not_counted=("stamp", "hand"))
    assert policy_of(settings.shown()) == settings.policy
    assert policy_of(settings.shown()).left_out == (MarkKind.STAMP, MarkKind.HAND)
    assert policy_of(Settings().shown()) == Settings().policy


def test_a_calibration_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"absent\.json"):
        load_calibration(tmp_path / "absent.json")
