"""Pages go through Tesseract, and whatever it does wrong is said and costs one page."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import RecognitionError, StoppedError, UsageError
from pipeline.model.picture import GreyPicture
from pipeline.ocr.scratch import scratch_folder, sweep_scratch
from pipeline.ocr.tesseract import TesseractEngine, TesseractSettings

Opener = Callable[..., TesseractEngine]
Running = Callable[[str], list[str]]


def test_words_come_with_their_boxes_and_fractional_confidences(stub_engine: Opener, blank: GreyPicture) -> None:
    page = stub_engine("ok").read(blank)
    assert page.text == "peace now"
    assert page.words[0].confidence == pytest.approx(0.9671846)
    assert (page.width, page.height, page.dpi) == (200, 100, 300)


def test_the_engine_gets_one_thread_its_own_picture_and_nothing_of_our_environment(
    stub_engine: Opener, blank: GreyPicture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "hush")
    monkeypatch.setenv("OMP_THREAD_LIMIT", "8")
    said = dict(word.text.split("=", 1) for word in stub_engine("report").read(blank).words if "=" in word.text)
    assert said == {
        "threads": "1",
        "data": "",
        "secret": "",
        "picture": "BM",
        "arguments": "pictures.txt,page,-l,eng,--psm,3,--oem,3,--dpi,300,-c,tessedit_create_tsv=1",
    }


def test_several_pictures_are_read_by_one_process_each_as_a_page_of_its_own(
    stub_engine: Opener, blank: GreyPicture
) -> None:
    pages = stub_engine("each").read_together([blank, blank, blank])
    assert [page.text for page in pages] == [f"picture-{number}.bmp now" for number in (1, 2, 3)]


def test_an_engine_that_reads_fewer_pictures_than_it_was_given_fails(stub_engine: Opener, blank: GreyPicture) -> None:
    with pytest.raises(RecognitionError, match="holds 1 pages, not 2"):
        stub_engine("ok").read_together([blank, blank])


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("segv", "SIGSEGV"),
        ("fail", "Failed loading language 'eng'"),
        ("fail-bad-utf8", r"no \xff\xfe way"),
        ("rc0-error", "pixReadStream"),
        ("nothing", "no result"),
        ("empty", "damaged"),
        ("bad-utf8", "not UTF-8"),
        ("cut", "damaged"),
        ("nan", "nan"),
    ],
)
def test_an_engine_that_fails_fails_the_page_and_never_passes_for_a_blank_one(
    stub_engine: Opener, blank: GreyPicture, mode: str, words: str
) -> None:
    with pytest.raises(RecognitionError) as caught:
        stub_engine(mode).read(blank)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_complaints_of_the_layout_analysis_do_no_harm(stub_engine: Opener, blank: GreyPicture) -> None:
    assert stub_engine("rc0-harmless").read(blank).text == "peace now"


def test_a_crash_is_tried_once_more(stub_engine: Opener, blank: GreyPicture) -> None:
    assert stub_engine("segv-once").read(blank).text == "peace now"


@pytest.mark.parametrize("mode", ["hang", "stubborn"])
def test_an_engine_that_hangs_is_killed_with_all_it_started(
    stub_engine: Opener, blank: GreyPicture, running: Running, mode: str
) -> None:
    started = time.monotonic()
    with pytest.raises(RecognitionError, match="stopped after"):
        stub_engine(mode, seconds=0.3).read(blank)
    assert time.monotonic() - started < 3
    assert running(f"engine {mode}") == []


def test_an_engine_that_prints_without_end_is_bounded(stub_engine: Opener, blank: GreyPicture) -> None:
    with pytest.raises(RecognitionError, match=r"SIGXFSZ|code 1"):
        stub_engine("flood").read(blank)


def test_stopping_ends_what_is_being_read_in_other_threads(stub_engine: Opener, blank: GreyPicture) -> None:
    engine = stub_engine("hang", seconds=60)
    errors: list[str] = []

    def read() -> None:
        try:
            engine.read(blank)
        except StoppedError as error:
            errors.append(error.what)

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    engine.stop()
    for thread in threads:
        thread.join(timeout=2)
    assert [thread.is_alive() for thread in threads] == [False, False]
    assert errors == ["reading was stopped"] * 2
    with pytest.raises(StoppedError, match="stopped"):
        engine.read(blank)


def test_an_engine_survives_pickling(stub_engine: Opener, blank: GreyPicture) -> None:
    assert pickle.loads(pickle.dumps(stub_engine("ok"))).read(blank).text == "peace now"


def test_the_time_limit_grows_with_what_is_read() -> None:
    large = GreyPicture(3000, 2000, bytes(6_000_000), 300)
    assert TesseractSettings(seconds=60).time_limit([large, large]) == 72


@pytest.mark.parametrize(
    "wrong",
    [{"psm": 0}, {"psm": 2}, {"psm": 14}, {"oem": 4}, {"languages": ""}, {"languages": "eng --psm 0"}, {"seconds": 0}],
)
def test_settings_that_tesseract_would_choke_on_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        TesseractSettings(**wrong)  # type: ignore[arg-type]


READER = """
import pickle, sys
pickle.load(sys.stdin.buffer).read(pickle.load(sys.stdin.buffer))
"""


def test_when_this_program_is_killed_the_engine_dies_with_it_and_what_it_left_is_swept(
    stub_engine: Opener, blank: GreyPicture, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-c", READER]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, env={**os.environ, "TMPDIR": tempfile.gettempdir()}
    ) as reader:
        assert reader.stdin is not None
        reader.stdin.write(pickle.dumps(stub_engine("stubborn")) + pickle.dumps(blank))
        reader.stdin.flush()
        assert _eventually(lambda: len(running("engine stubborn")) > 0)
        reader.kill()
        reader.wait()
        assert _eventually(lambda: running("engine stubborn") == [])
    sweep_scratch()
    assert _scratch_folders() == 1, "too young to be removed: its maker may not yet hold it"
    monkeypatch.setattr("pipeline.ocr.scratch.YOUNG", -1)
    with scratch_folder():
        sweep_scratch()
        assert _scratch_folders() == 1, "the one that is held stays"


def _scratch_folders() -> int:
    return len(list(Path(tempfile.gettempdir()).iterdir()))


def _eventually(is_so: Callable[[], bool]) -> bool:
    """Wait up to five seconds for something to become true."""
    deadline = time.monotonic() + 5
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    return is_so()
