"""One run at a time in a folder.

The lock is held by the operating system and goes when its holder dies, however it dies. Who holds it is written into
the file for people to read.
"""

from __future__ import annotations

import errno
import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from pipeline.errors import BusyError, OutputError
from pipeline.store.files import make_folder, writing


@contextmanager
def locked(path: Path, command: str) -> Iterator[None]:
    """Hold the lock file ``path`` for the length of a ``with`` block.

    Raises ``BusyError``, naming the holder, when somebody else holds it, ``OutputError`` when the file system has no
    locks.
    """
    make_folder(path.parent)
    with writing(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _take(handle, path)
        with writing(path):
            os.ftruncate(handle, 0)
            os.pwrite(handle, _holder(command), 0)
        yield
    finally:
        os.close(handle)


def _take(handle: int, path: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES):
            what = f"another run holds the folder: {_shown(handle)}"
            raise BusyError(what, where=str(path.parent.parent), advice="Wait for it, or stop it.") from error
        what = f"the file system cannot lock files: {error.strerror}"
        advice = "Choose a folder on a local disk with --out."
        raise OutputError(what, where=str(path.parent.parent), advice=advice) from error


def _holder(command: str) -> bytes:
    holder = {
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "start": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": command,
    }
    return msgspec.json.encode(holder) + b"\n"


def _shown(handle: int) -> str:
    """Return who holds the lock, in words."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        holder = msgspec.json.decode(os.pread(handle, 4096, 0))
        return f"{holder['command']!r}, process {holder['pid']} on {holder['host']}, since {holder['start']}"
    return "it has not yet said who it is"
