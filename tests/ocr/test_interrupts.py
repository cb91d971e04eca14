"""Ctrl-C in the middle of reading: gone within two seconds, with everything that was started."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable

import pytest

from pipeline.execution.bounded import run_bounded
from pipeline.execution.threads import ThreadsExecutor
from pipeline.model.picture import GreyPicture
from pipeline.ocr.tesseract import TesseractEngine


@pytest.mark.parametrize("mode", ["hang", "stubborn", "slow"])
@pytest.mark.parametrize("after", [0.1, 0.5])
def test_an_interrupt_ends_the_engines_and_the_run_within_two_seconds(
    stub_engine: Callable[..., TesseractEngine],
    blank: GreyPicture,
    running: Callable[[str], list[str]],
    mode: str,
    after: float,
) -> None:
    engine = stub_engine(mode, seconds=60)
    executor = ThreadsExecutor(2, engine.stop)
    outcomes = run_bounded(executor, lambda _: engine.read(blank), range(1000))
    threading.Timer(after, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        _draw(outcomes)
    started = time.monotonic()
    executor.close()
    assert time.monotonic() - started < 2
    assert running(f"engine {mode}") == []


def _draw(outcomes: object) -> None:
    for _ in outcomes:  # type: ignore[attr-defined]
        time.sleep(0.01)
