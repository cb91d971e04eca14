"""Asking PDFium, which lives in a process of its own that is ended when it takes too much time or memory."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from pipeline.errors import ScanError
from pipeline.images.files import LEFT_OUT
from pipeline.images.limits import Limits

_GRACE = 5
"""Seconds of the clock beyond the process's own time, for machines that are busy with other things."""


def ask_pdfium(file: BinaryIO, where: str, limits: Limits, *question: str) -> tuple[dict[str, Any], bytes]:
    """Return the answer of ``pdf_child`` to ``question`` about a file, and the bytes that go with it.

    Raises ``ScanError`` when the file cannot be used, or when the process had to be ended.
    """
    seconds = max(1, round(limits.pdf_seconds))
    command = [sys.executable, "-P", "-m", "pipeline.images.pdf_child", str(seconds), str(limits.pdf_memory), *question]
    # The child finds its modules where this process found them, and nowhere in the folder it happens to stand in.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with _rewound(file):
        try:
            done = subprocess.run(  # noqa: S603  (our own program; the file is its standard input, not an argument)
                command,
                stdin=file,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                timeout=seconds + _GRACE,
            )
        except subprocess.TimeoutExpired as error:
            raise _too_slow(where, seconds) from error
    if done.returncode in (-signal.SIGKILL, -signal.SIGXCPU):
        raise _too_slow(where, seconds)
    head, _, content = done.stdout.partition(b"\n")
    if done.returncode != 0 or not head:
        raise ScanError(
            "has a page that PDFium cannot draw: it takes too much memory, or is damaged.", where=where, advice=LEFT_OUT
        )
    answer: dict[str, Any] = json.loads(head)
    if "problem" in answer:
        raise ScanError(f"{answer['problem']}.", where=where, advice=LEFT_OUT)
    return answer, content


@contextmanager
def _rewound(file: BinaryIO) -> Iterator[None]:
    """Let another process read the file from its beginning; it shares the place where this process goes on reading."""
    place = os.lseek(file.fileno(), 0, os.SEEK_CUR)
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    try:
        yield
    finally:
        os.lseek(file.fileno(), place, os.SEEK_SET)


def _too_slow(where: str, seconds: int) -> ScanError:
    return ScanError(f"has a page that takes longer than {seconds} s to draw.", where=where, advice=LEFT_OUT)
