"""Whatever shapes what is read of a page makes its documents be done again, and the page be read again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.corrections.calibration import AS_FITTED
from pipeline.flow.fingerprint import fingerprint_run
from pipeline.flow.reading import Reader
from pipeline.flow.settings import Settings
from pipeline.images.limits import Limits
from pipeline.model.page import EngineInfo
from pipeline.ocr.replay import ReplayEngine

FIRST = EngineInfo("first", "1", "eng")
SECOND = EngineInfo("second", "1", "its own", (("threads", "1"),), (("model", "ab"),))


def reader(first: EngineInfo = FIRST, second: EngineInfo | None = SECOND, *, looks_closer: bool = True) -> Reader:
    region_engine = ReplayEngine(first, {}) if looks_closer else None
    return Reader(ReplayEngine(first, {}), None, Limits(), region_engine, ReplayEngine(second, {}) if second else None)


READERS = (
    reader(),
    reader(replace(FIRST, version="2")),
    reader(looks_closer=False),
    reader(second=None),
    reader(second=replace(SECOND, version="2")),
    reader(second=replace(SECOND, data_sha256=(("model", "cd"),))),
)


def fingerprints() -> list[str]:
    return [fingerprint_run(Settings(), each, "", AS_FITTED) for each in READERS]


def test_another_engine_another_model_or_another_look_is_another_run() -> None:
    assert len(set(fingerprints())) == len(READERS)


def test_another_version_of_the_closer_look_is_another_run(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprints()
    monkeypatch.setattr("pipeline.flow.reading.CLOSER_LOOK", "another")
    changed = [old != new for old, new in zip(before, fingerprints(), strict=True)]
    assert changed == [each.region_engine is not None for each in READERS]


def test_pages_are_kept_apart_by_all_that_a_further_look_depends_on() -> None:
    beside = [each.further_looks for each in (READERS[0], *READERS[2:])]
    assert len(set(beside)) == len(beside)
