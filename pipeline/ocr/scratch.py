"""A private folder for one page on its way through the engine, gone when the page is read.

A program that is killed cannot clear up. So each folder holds a locked file: the lock goes with its holder, and whoever
begins to read later removes the folders that nobody holds.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import OutputError

PREFIX = "corrigenda-page-"
LOCK = "lock"
YOUNG = 60.0
"""Seconds for which a folder is left alone in any case: its maker may not yet have locked it."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a new folder that nobody else can look into; raises ``OutputError`` where none can be made."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    except OSError as error:
        raise OutputError(f"no temporary folder can be made: {error.strerror}", advice="Set TMPDIR.") from error
    try:
        with _held(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep_scratch() -> None:
    """Remove folders of programs that were killed."""
    for folder in sorted(Path(tempfile.gettempdir()).glob(f"{PREFIX}*")):
        with suppress(OSError):
            if time.time() - folder.lstat().st_mtime < YOUNG or folder.is_symlink():
                continue
            with _held(folder):
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder; raises ``OSError`` when somebody else does."""
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)
