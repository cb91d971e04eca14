"""Listing and opening the objects of a bucket. Needs the extra ``s3``, which is imported only when one is asked for.

An object is copied into an unnamed file on this machine before anything looks into it, and only when it is small
enough: from then on it is a file like any other. Where its server is, and who we are there, the AWS library finds by
itself, as for all programs (``AWS_ENDPOINT_URL``, ``AWS_PROFILE``, …).
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, BinaryIO

from pipeline.buckets.copies import Copies
from pipeline.buckets.pieces import PIECE_BYTES, Pieces
from pipeline.errors import InputError, MissingDependencyError, UsageError, what_to_type
from pipeline.model.names import show_name

SCHEME = "s3://"
AMBIGUOUS = ("::", "?versionId=")
"""What the library takes for the joint of two addresses, and for a version; it is never given names that hold these."""

_ADDRESS = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:/.*)?", re.DOTALL)
_PIECE = 4 * 1024 * 1024
_PATIENCE = {"connect_timeout": 10, "read_timeout": 60, "retries": {"total_max_attempts": 1}}
"""Seconds of one attempt; s3fs makes five of them by itself, and so would the library below it, of each."""
_COPIES = Copies()


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object below some address."""

    path: str
    """Relative to that address; its own name, when it is the one object there."""
    location: str
    """Its own address."""


def lies_in_bucket(name: str) -> bool:
    """Say whether ``name`` is an address in an object store rather than a path."""
    return name.startswith(SCHEME)


def is_ambiguous(name: str) -> bool:
    """Say whether the library would take ``name`` for something other than the name of one object."""
    return any(sign in name for sign in AMBIGUOUS)


def list_objects(address: str) -> tuple[StoredObject, ...]:
    """Return the objects below ``address``, or the one that it names, sorted by their names.

    Raises ``UsageError`` when there are none or the bucket cannot be asked, ``MissingDependencyError`` without the
    extra.
    """
    if not _ADDRESS.fullmatch(address) or is_ambiguous(address):
        raise UsageError(
            "is no address of an object store", where=show_name(address), advice="Such look like s3://bucket/folder."
        )
    top = address.removeprefix(SCHEME).rstrip("/")
    try:
        with _asking():
            found = _file_system().find(top)
    except InputError as error:
        raise UsageError(error.what, where=show_name(address), advice="Check the address and your access.") from error
    if found == [top]:
        return (StoredObject(top.rpartition("/")[2], SCHEME + top),)
    objects = [StoredObject(key.removeprefix(f"{top}/"), SCHEME + key) for key in found if not key.endswith("/")]
    if not objects:
        raise UsageError("there is no such object, and none below it", where=show_name(address))
    return tuple(sorted(objects, key=lambda one: one.path))


@contextmanager
def open_object(location: str, most_bytes: int) -> Iterator[BinaryIO]:
    """Open a copy of the object at ``location`` for reading.

    It is asked each time whether the copy still holds. Raises ``InputError`` when the object cannot be had, is larger
    than ``most_bytes``, or changes while it is copied.
    """
    if is_ambiguous(location):
        raise InputError("its name would be taken for something else")
    key = location.removeprefix(SCHEME)
    with _asking():
        version = _version(key)
        if version.size > most_bytes:
            raise InputError(f"is larger than {most_bytes / 1e6:g} MB")
        copy = _COPIES.get((location, version)) or _copy(key, version)
    with copy:
        _COPIES.keep((location, version), copy, version.size)
        yield copy


@contextmanager
def look_into_object(location: str) -> Iterator[BinaryIO]:
    """Open the object at ``location`` without a copy: only those pieces are fetched that are looked at.

    Raises ``InputError``, whenever something is read, where the object cannot be had.
    """
    if is_ambiguous(location):
        raise InputError("its name would be taken for something else")
    key = location.removeprefix(SCHEME)

    def fetch(start: int, end: int) -> bytes:
        with _asking():
            return bytes(_file_system().cat_file(key, start=start, end=end))

    with _asking():
        size = _version(key).size
    yield io.BufferedReader(Pieces(size, fetch), PIECE_BYTES)


@dataclass(frozen=True, slots=True)
class _Version:
    """What changes when somebody puts another object there."""

    size: int
    tag: str
    time: str


def _version(key: str) -> _Version:
    told = _file_system().info(key)
    return _Version(int(told["size"]), str(told.get("ETag")), str(told.get("LastModified")))


def _copy(key: str, version: _Version) -> BinaryIO:
    """Return an unnamed file with the content of an object, which must be of just this version, before and after."""
    copy: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115  the caller closes it
    try:
        with _file_system().open(key, "rb", block_size=_PIECE) as there:
            while copy.tell() <= version.size and (piece := there.read(_PIECE)):
                _write(copy, piece)
        if copy.tell() != version.size or _version(key) != version:
            raise InputError("was changed while it was being read")
        copy.seek(0)
    except BaseException:
        copy.close()
        raise
    return copy


def _write(copy: BinaryIO, piece: bytes) -> None:
    try:
        copy.write(piece)
        copy.flush()
    except OSError as error:
        raise InputError(f"there is no room for a copy of it: {error.strerror}") from error


def _file_system() -> Any:
    """Return what asks the store; there is one for each process."""
    try:
        path = import_module("upath").UPath(SCHEME, use_listings_cache=False, config_kwargs=_PATIENCE)
        return path.fs
    except ImportError as error:
        what = "the extra for object stores is not installed"
        raise MissingDependencyError(what, advice=what_to_type("s3")) from error


@contextmanager
def _asking() -> Iterator[None]:
    """Turn whatever goes wrong between here and the store into an ``InputError`` of one line."""
    try:
        yield
    except (InputError, MissingDependencyError):
        raise
    except FileNotFoundError as error:
        raise InputError("there is no such bucket or object") from error
    except PermissionError as error:
        raise InputError("access is refused by the store") from error
    except Exception as error:  # of three libraries, one upon another
        told = show_name(" ".join(str(error).split()))[:200] or type(error).__name__
        raise InputError(f"the store cannot be reached: {told}") from error
