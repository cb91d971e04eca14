"""Reading a file that somebody else put there: only regular files, of bounded size, and only while they hold still."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import BinaryIO

from pipeline.buckets.objects import lies_in_bucket, open_object
from pipeline.errors import InputError, ScanError
from pipeline.images.limits import Limits

LEFT_OUT = "The page is left out; the rest goes on."

_PIECE = 1024 * 1024


@contextmanager
def open_regular(location: str, where: str, limits: Limits) -> Iterator[BinaryIO]:
    """Open the regular file at ``location`` for reading; never follow a link, never wait for a pipe or a device.

    What lies in an object store is copied first. ``where`` is how messages name it. Raises ``ScanError`` when it cannot
    be opened, is empty or too large.
    """
    if lies_in_bucket(location):
        with _open_copy(location, where, limits) as file:
            yield file
        return
    try:
        descriptor = os.open(location, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise ScanError(f"cannot be opened: {_reason(error)}.", where=where, advice=LEFT_OUT) from error
    try:
        _check_stat(os.fstat(descriptor), where, limits)
    except ScanError:
        os.close(descriptor)
        raise
    with os.fdopen(descriptor, "rb") as file:
        yield file


@contextmanager
def _open_copy(location: str, where: str, limits: Limits) -> Iterator[BinaryIO]:
    with ExitStack() as stack:
        try:
            file = stack.enter_context(open_object(location, limits.file_bytes))
        except InputError as error:
            raise ScanError(f"cannot be opened: {error.what}.", where=where, advice=LEFT_OUT) from error
        _check_stat(os.fstat(file.fileno()), where, limits)
        yield file


def _check_stat(status: os.stat_result, where: str, limits: Limits) -> None:
    """Raise ``ScanError`` unless this is a regular file, not empty, within the size limit."""
    if not stat.S_ISREG(status.st_mode):
        raise ScanError("is no regular file.", where=where, advice=LEFT_OUT)
    if status.st_size == 0:
        raise ScanError("is empty: it has 0 bytes.", where=where, advice=LEFT_OUT)
    if status.st_size > limits.file_bytes:
        size, limit = (number / 1024**3 for number in (status.st_size, limits.file_bytes))
        raise ScanError(f"is too large: {size:.1f} GiB, the limit is {limit:.1f} GiB.", where=where, advice=LEFT_OUT)


def fingerprint(file: BinaryIO) -> tuple[int, ...]:
    """Return what changes when somebody writes to the file: device, inode, size, times of change."""
    status = os.fstat(file.fileno())
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def sha256_of(file: BinaryIO) -> str:
    """Return the SHA-256 of the whole file in hexadecimal digits.

    The pages of one file are asked for one after the other, so the last few checksums are remembered until the
    file changes: a file of a thousand pages is not read a thousand times.
    """
    return _checksum(_Version(fingerprint(file), file))


@dataclass(frozen=True, slots=True)
class _Version:
    """A file as it is now; two are equal when nobody wrote to it in between."""

    fingerprint: tuple[int, ...]
    file: BinaryIO = field(compare=False)


@lru_cache(maxsize=4)
def _checksum(version: _Version) -> str:
    digest = hashlib.sha256()
    version.file.seek(0)
    while piece := version.file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return "it is a symbolic link" if error.errno == errno.ELOOP else error.strerror.lower()
    return str(error)
