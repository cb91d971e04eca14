"""One process of the engine reads page after page; what goes wrong with it costs no page that a fresh one can read."""

from __future__ import annotations

import gc
import pickle
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.errors import RecognitionError, StoppedError
from pipeline.model.picture import GreyPicture
from pipeline.ocr.tesseract import TesseractEngine

Opener = Callable[..., TesseractEngine]
Running = Callable[[str], list[str]]


def test_page_after_page_is_read_by_one_process(stub_engine: Opener, blank: GreyPicture, running: Running) -> None:
    engine = stub_engine("stream")
    readers = {engine.read(blank).text for _ in range(3)}
    assert len(readers) == 1
    assert readers.pop().startswith("pid=")
    assert len(running("engine stream")) == 1
    assert [len(page.words) for page in engine.read_together([blank, blank])] == [1, 1]


def test_an_engine_that_is_stopped_lets_go_of_its_process_and_starts_no_other(
    stub_engine: Opener, blank: GreyPicture, running: Running
) -> None:
    engine = stub_engine("stream")
    engine.read(blank)
    engine.stop()
    assert running("engine stream") == []
    with pytest.raises(StoppedError):
        engine.read(blank)


def test_a_process_goes_with_the_last_who_could_ask_it(
    stub_engine: Opener, blank: GreyPicture, running: Running
) -> None:
    engine = stub_engine("stream")
    engine.read(blank)
    del engine
    gc.collect()
    assert running("engine stream") == []


def test_a_worn_process_is_replaced(stub_engine: Opener, blank: GreyPicture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.ocr.session.MOST_PICTURES", 2)
    engine = stub_engine("stream")
    first, second, third = (engine.read(blank).text for _ in range(3))
    assert first == second != third
    engine.stop()


def test_when_it_crashes_the_page_is_read_by_a_process_of_its_own(stub_engine: Opener, blank: GreyPicture) -> None:
    engine = stub_engine("stream-crash")
    assert engine.read(blank).text.startswith("pid=")
    assert engine.read(blank).text == "peace now"


@pytest.mark.parametrize(("mode", "words"), [("hang", "stopped after 1 s"), ("complain", "pixReadStream")])
def test_a_page_that_fails_takes_the_process_with_it(
    stub_engine: Opener, blank: GreyPicture, running: Running, mode: str, words: str
) -> None:
    engine = stub_engine(f"stream-{mode}", seconds=0.98)
    engine.read(blank)
    started = time.monotonic()
    with pytest.raises(RecognitionError, match=words):
        engine.read(blank)
    assert time.monotonic() - started < 3
    assert running(f"engine stream-{mode}") == []


def test_an_engine_that_cannot_be_used_so_reads_each_page_by_a_process_of_its_own(
    stub_engine: Opener, blank: GreyPicture
) -> None:
    assert stub_engine("ok").read(blank).text == "peace now"


def test_so_does_one_that_was_sent_elsewhere_and_whose_end_nobody_would_see(
    stub_engine: Opener, blank: GreyPicture
) -> None:
    assert pickle.loads(pickle.dumps(stub_engine("stream"))).read(blank).text == "peace now"


@pytest.mark.parametrize("dpi", [69, 2401])
def test_a_picture_whose_resolution_would_not_be_believed_is_told_apart(
    stub_engine: Opener, blank: GreyPicture, dpi: float
) -> None:
    assert stub_engine("stream").read(replace(blank, dpi=dpi)).text == "peace now"
