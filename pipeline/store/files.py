"""Writing files so that each is there in full or not at all. The only module that writes into the output folder."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.errors import InputError, OutputError, UsageError

SLUG_BYTES = 80
SLUG_HASH = 8
TEMPORARY = re.compile(r"^\..+\.\d+-\d+\.tmp$")
"""Names of files that are being written."""

_ADVICE = {
    errno.ENOSPC: "Make room and give the same command again; finished pages are kept.",
    errno.EDQUOT: "Your quota is used up; make room and give the same command again.",
    errno.EROFS: "The file system is read-only; choose another folder with --out.",
    errno.EACCES: "You may not write there; choose another folder with --out.",
    errno.EPERM: "You may not write there; choose another folder with --out.",
    errno.ENAMETOOLONG: "The path is too long; choose a shorter folder with --out.",
    errno.ENOTDIR: "A part of the path is a file, not a folder; choose another folder with --out.",
    errno.EEXIST: "There is a file where a folder is needed; choose another folder with --out.",
}


def write_atomic(path: Path, content: bytes | Iterable[bytes], *, durable: bool = True) -> None:
    """Write ``content`` (or its pieces, as they come) to ``path``, making its folders.

    Readers see the old file or the new one, never a part; when this returns, the new one has reached the disk
    unless ``durable`` is false (for what can be made again and is checked when read). Whatever ``content`` raises
    leaves the old file. Raises ``OutputError``.
    """
    pieces = (content,) if isinstance(content, bytes) else content
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _temporary(path)
    try:
        with writing(path):
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
        try:
            for piece in pieces:
                with writing(path):
                    _write_all(handle, piece)
            if durable:
                with writing(path):
                    os.fsync(handle)
        finally:
            with writing(path):
                os.close(handle)
        with writing(path):
            os.replace(temporary, path)  # noqa: PTH105  one place, one way to replace
            if durable:
                sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def append_line(path: Path, line: bytes) -> None:
    """Add ``line`` (without its newline) to the end of ``path``; when this returns it has reached the disk."""
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)
        try:
            _write_all(handle, line + b"\n")
            os.fsync(handle)
        finally:
            os.close(handle)
        if is_new:
            sync_folder(path.parent)


def read_bytes(path: Path, limit: int | None = None) -> bytes:
    """Return the content of ``path``; raises ``InputError`` when it cannot be read or has over ``limit`` bytes."""
    try:
        with path.open("rb") as file:
            content = file.read() if limit is None else file.read(limit + 1)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from error
    if limit is not None and len(content) > limit:
        raise InputError(f"is larger than {limit / 1e6:g} MB", where=str(path))
    return content


def make_folder(path: Path) -> None:
    """Make ``path`` and the folders above it, and make sure that files can be written in it."""
    with writing(path):
        path.mkdir(parents=True, exist_ok=True)
        trial = _temporary(path / "trial")
        os.close(os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o666))
        trial.unlink()


def remove(path: Path) -> None:
    """Remove a file, if it is there."""
    with writing(path):
        path.unlink(missing_ok=True)


def remove_strays(folder: Path) -> tuple[Path, ...]:
    """Remove what an interrupted program left half-written anywhere under ``folder``, and return it, sorted.

    Only for a folder that nobody else is writing to: hold its lock.
    """
    strays = half_written(folder)
    for stray in strays:
        remove(stray)
    return strays


def half_written(folder: Path) -> tuple[Path, ...]:
    """Return the files anywhere under ``folder`` that are being written, or were when their writer died, sorted."""
    return tuple(sorted(path for path in folder.rglob(".*.tmp") if TEMPORARY.match(path.name) and path.is_file()))


def slug(path: str) -> str:
    """Return a file name for something called ``path``: plain characters, short, and its own for each ``path``.

    >>> slug("box 1/Brief an Müller.tif")
    'box-1-Brief-an-M-ller.tif-ee59170d'
    """
    digest = hashlib.sha256(os.fsencode(path)).hexdigest()[:SLUG_HASH]
    plain = re.sub(r"[^A-Za-z0-9._]+", "-", path).strip("-.")[:SLUG_BYTES]
    return f"{plain or 'unnamed'}-{digest}"


def safe_join(root: Path, untrusted: str) -> Path:
    """Return the path of ``untrusted`` below ``root``; raises ``UsageError`` when it would lie elsewhere."""
    if not untrusted or any(char in untrusted for char in "\0\\") or re.match(r"[A-Za-z]:", untrusted):
        raise UsageError("is no name of a file in this folder", where=untrusted.replace("\0", ""))
    joined = (root / untrusted).resolve()
    if not joined.is_relative_to(root.resolve()) or joined == root.resolve():
        raise UsageError("lies outside its folder", where=untrusted)
    return joined


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the operating system refuses while ``path`` is written into an ``OutputError``."""
    try:
        yield
    except OSError as error:
        advice = _ADVICE.get(error.errno or 0, "")
        raise OutputError(f"cannot be written: {error.strerror or error}", where=str(path), advice=advice) from error


def sync_folder(folder: Path) -> None:
    """Make sure that names added to ``folder`` have reached the disk, where the file system can."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):  # some network file systems cannot
            raise
    finally:
        os.close(handle)


def _temporary(path: Path) -> Path:
    """Return where ``path`` is written first: beside it, so that it can be moved into place in one step."""
    return path.with_name(f".{path.name[:SLUG_BYTES]}.{os.getpid()}-{threading.get_native_id()}.tmp")


def _write_all(handle: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(handle, view) :]
