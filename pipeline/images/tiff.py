"""The directories of a TIFF file: how many pages it has, found without decoding any.

Adobe TIFF 6.0, section 2, and the BigTIFF layout of libtiff 4. Pillow and libtiff walk the chain of directories from
the beginning for every page, follow a loop for ever or stop in silence, and count in no time limit; here each
directory is visited once.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Directories:
    """Where the pages of a TIFF file are described."""

    offsets: tuple[int, ...]
    """Bytes from the start of the file, one for each page, in order."""
    problem: str = ""
    """Why the chain was not followed to its end, when it was not."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How numbers lie in this file."""

    order: str
    is_big: bool

    @property
    def pointer(self) -> str:
        return self.order + ("Q" if self.is_big else "I")

    @property
    def count(self) -> str:
        return self.order + ("Q" if self.is_big else "H")

    @property
    def entry_bytes(self) -> int:
        return 20 if self.is_big else 12

    @property
    def first_pointer(self) -> int:
        """Where the offset of the first directory stands."""
        return 8 if self.is_big else 4


def read_directories(file: BinaryIO, most: int) -> Directories:
    """Follow the chain of directories, at most ``most`` of them; stop at the first that was there already."""
    layout = read_layout(file)
    offsets: list[int] = []
    seen: set[int] = set()
    problem = ""
    for offset in _follow(file, layout):
        if offset is None:
            problem = "its list of pages breaks off (the file was cut?)"
        elif offset in seen:
            problem = "its list of pages runs in a circle"
        elif len(offsets) == most:
            problem = f"it has more than {most:,} pages"
        else:
            seen.add(offset)
            offsets.append(offset)
            continue
        break
    return Directories(tuple(offsets), problem)


def _follow(file: BinaryIO, layout: Layout) -> Iterator[int | None]:
    """Yield the offset of each directory; None when the chain points at nothing. A chain may be endless."""
    pointer = _read(file, layout.first_pointer, layout.pointer)
    while pointer != 0:
        count = None if pointer is None else _read(file, pointer, layout.count)
        if pointer is None or count is None:
            yield None
            return
        yield pointer
        entries = pointer + struct.calcsize(layout.count)
        pointer = _read(file, entries + count * layout.entry_bytes, layout.pointer)


def read_layout(file: BinaryIO) -> Layout:
    """Return how numbers lie in the file, by its first four bytes."""
    file.seek(0)
    head = file.read(4)
    order = "<" if head[:2] == b"II" else ">"
    return Layout(order, head[2:4] in (b"+\0", b"\0+"))


def _read(file: BinaryIO, offset: int, layout: str) -> int | None:
    """Return the number at ``offset``, or None where the file does not reach."""
    try:
        file.seek(offset)
        piece = file.read(struct.calcsize(layout))
    except (OSError, ValueError, OverflowError):
        return None
    if len(piece) < struct.calcsize(layout):
        return None
    (number,) = struct.unpack(layout, piece)
    assert isinstance(number, int)
    return number
