"""The engine's start: it dies with the program that started it, also when that was killed at that very moment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.ocr.process import LAUNCHER

pytestmark = pytest.mark.skipif(shutil.which("setpriv") is None, reason="there is no setpriv here")

STARTER = "import subprocess, sys; subprocess.Popen(sys.argv[1:]); sys.stdin.read()"
"""A program that starts an engine, then waits until it is killed."""


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="ascii")
    path.chmod(0o755)
    return path


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def slow_setpriv(tmp_path: Path) -> dict[str, str]:
    """Return surroundings in which ``setpriv`` says that it was called, then takes its time."""
    commands = tmp_path / "commands"
    commands.mkdir()
    script(commands / "setpriv", f'echo >"{tmp_path}/called"; sleep 0.5; exec {shutil.which("setpriv")} "$@"')
    return {**os.environ, "PATH": f"{commands}:{os.environ['PATH']}"}


@pytest.mark.parametrize("is_killed", [False, True], ids=["alive", "killed"])
def test_an_engine_starts_only_while_the_program_that_started_it_lives(
    tmp_path: Path, slow_setpriv: dict[str, str], is_killed: bool
) -> None:
    engine = script(tmp_path / "engine", f'echo >"{tmp_path}/started"')
    (tmp_path / "page").mkdir()
    launched = ["/bin/sh", str(LAUNCHER), str(tmp_path / "page"), "", str(engine)]
    starter = subprocess.Popen([sys.executable, "-c", STARTER, *launched], stdin=subprocess.PIPE, env=slow_setpriv)
    try:
        wait_for(tmp_path / "called")
        if is_killed:
            starter.kill()
            starter.wait()
            time.sleep(1.5)
            assert not (tmp_path / "started").exists()
        else:
            wait_for(tmp_path / "started")
    finally:
        starter.kill()
        starter.communicate()
