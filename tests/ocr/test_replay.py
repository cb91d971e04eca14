"""What was read once can be read again without the engine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import PageFileError, RecognitionError
from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.model.picture import GreyPicture
from pipeline.ocr.replay import open_recordings, record

ENGINE = EngineInfo("tesseract", "5.3.0", "eng", (("psm", "3"),), (("eng", "abc"),))
WORD = Word("peace", Box(1, 2, 30, 40), 0.96)
PAGE = Page(200, 100, (Region((Line((WORD,), WORD.box),), WORD.box),), ENGINE, 300)


def save(folder: Path, name: str, picture: GreyPicture, page: Page) -> None:
    recording = record(picture, page)
    (folder / f"{name}.json").write_bytes(recording.describe())
    (folder / f"{name}.tsv").write_bytes(recording.tsv)


def test_a_recorded_page_is_read_as_it_was_recorded(tmp_path: Path, blank: GreyPicture) -> None:
    save(tmp_path, "letter", blank, PAGE)
    engine = open_recordings(tmp_path)
    assert engine.info == ENGINE
    assert engine.read(blank) == PAGE


def test_a_picture_that_was_not_recorded_is_an_error_not_a_blank_page(tmp_path: Path, blank: GreyPicture) -> None:
    save(tmp_path, "letter", blank, PAGE)
    with pytest.raises(RecognitionError, match="no recorded reading"):
        open_recordings(tmp_path).read(replace(blank, pixels=b"\0" * len(blank.pixels)))


def test_recordings_that_are_none_or_do_not_belong_together_are_refused(tmp_path: Path, blank: GreyPicture) -> None:
    with pytest.raises(PageFileError, match="no recordings"):
        open_recordings(tmp_path)
    save(tmp_path, "letter", blank, PAGE)
    save(tmp_path, "other", blank, replace(PAGE, engine=replace(ENGINE, version="5.3.1")))
    with pytest.raises(PageFileError, match="several engines"):
        open_recordings(tmp_path)
    (tmp_path / "other.json").write_bytes(b"{}")
    with pytest.raises(PageFileError, match="no recording"):
        open_recordings(tmp_path)
