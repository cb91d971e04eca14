"""A file of which only those pieces are fetched that somebody looks at."""

from __future__ import annotations

import io
import os
from collections.abc import Callable

PIECE_BYTES = 64 * 1024
"""Fetched at once: enough for the directory of a TIFF file, and little beside its pixels."""


class Pieces(io.RawIOBase):
    """Reads a file of ``size`` bytes through ``fetch(start, end)``, which returns its bytes from here to there."""

    def __init__(self, size: int, fetch: Callable[[int, int], bytes]) -> None:
        super().__init__()
        self._size = size
        self._fetch = fetch
        self._place = 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be read anywhere."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place; raises ``ValueError`` for one before the beginning."""
        place = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        if place < 0:
            raise ValueError(f"no place in a file: {place}")
        self._place = place
        return place

    def tell(self) -> int:
        """Return the place."""
        return self._place

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # of all buffers, these
        """Fetch as much as fits into ``buffer``, from the place on."""
        end = min(self._place + len(buffer), self._size)
        piece = self._fetch(self._place, end) if self._place < end else b""
        buffer[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)
