"""The program in a process that has everything imported already: a run in a fraction of a second, as real as any.

Only what is decided before Python starts (hash seed, encodings) needs ``Workplace.run`` instead.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.faults.workplace import Ended, Workplace

_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(["tests.faults.warm", "tests.faults.forking"])

Sabotage = Callable[[], None]
"""Done in the process before the program begins; must survive pickling."""


@dataclass(frozen=True)
class Started:
    """A run under way."""

    process: BaseProcess
    folder: Path

    @property
    def pid(self) -> int:
        assert self.process.pid
        return self.process.pid

    def kill(self) -> bool:
        """Kill it; say whether it was still running."""
        self.process.kill()
        self.process.join()
        return self.process.exitcode == -signal.SIGKILL

    def end(self, seconds: float = 60) -> Ended:
        """Wait for its end."""
        self.process.join(seconds)
        assert self.process.exitcode is not None, "still running"
        out, err = ((self.folder / name).read_text(encoding="utf-8") for name in ("stdout.txt", "stderr.txt"))
        return Ended(self.process.exitcode, out, err)


def start(workplace: Workplace, *options: str, sabotage: Sabotage | None = None) -> Started:
    """Begin the main job; Ctrl-C of the tests does not reach it."""
    arguments = (workplace.folder, workplace.command(*options)[1:], workplace.surroundings(), sabotage)
    process = _SERVER.Process(target=_work, args=arguments)
    process.start()
    return Started(process, workplace.folder)


def run(workplace: Workplace, *options: str, sabotage: Sabotage | None = None) -> Ended:
    """Do the main job."""
    return start(workplace, *options, sabotage=sabotage).end()


def _work(folder: Path, arguments: list[str], environment: dict[str, str], sabotage: Sabotage | None) -> None:
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever shell began the tests, in the background or not
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for name, descriptor in (("stdout.txt", 1), ("stderr.txt", 2)):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
    from pipeline.cli.main import run

    sys.argv = ["corrigenda", *arguments]
    if sabotage:
        sabotage()
    sys.exit(run(arguments))


@dataclass
class FullDisk:
    """Refuses the ``failing``-th operation by which the store writes, or all from it on."""

    failing: int
    is_persistent: bool
    number: int = errno.ENOSPC
    done: int = 0

    OPERATIONS = ("open", "write", "fsync", "replace", "ftruncate", "pwrite")

    def __call__(self) -> None:
        """Stand between the store and the operating system."""
        from pipeline.store import files, lock

        files.os = lock.os = self  # type: ignore[assignment]

    def __getattr__(self, name: str) -> object:
        original = getattr(os, name)
        if name not in self.OPERATIONS:
            return original

        def operation(*arguments: object, **named: object) -> object:
            self.done += 1
            if self.done == self.failing or (self.is_persistent and self.done > self.failing):
                raise OSError(self.number, os.strerror(self.number))
            return original(*arguments, **named)

        return operation
