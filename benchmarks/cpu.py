"""Processor time of this program and of the engines it started."""

from __future__ import annotations

import resource
import time


def cpu_seconds() -> float:
    """Return CPU seconds of this process and of the child processes it waited for, so far."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
