"""Processor time of this program and of the engines it started."""

from __future__ import annotations

import resource
import time
from contextlib import suppress
from pathlib import Path


def cpu_seconds() -> float:
    """Return CPU seconds of this process and of its engines, so far."""
    return time.process_time() + engine_seconds()


def engine_seconds() -> float:
    """Return CPU seconds of the child processes that have ended, and of those that run."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    running = 0
    for children in Path("/proc/self/task").glob("*/children"):
        with suppress(OSError):  # a thread, or an engine, that has just ended
            for child in children.read_text(encoding="ascii").split():
                running += int(Path("/proc", child, "schedstat").read_text(encoding="ascii").split()[0])
    return ended.ru_utime + ended.ru_stime + running / 1e9
