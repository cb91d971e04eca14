"""Unpacking zlib data only to count it, with an end to what it may become."""

from __future__ import annotations

import zlib

_PIECE = 1024 * 1024


def count_inflated(inflater: zlib._Decompress, content: bytes, most: int) -> int:
    """Return how many bytes ``content`` inflates to, giving up a little after ``most`` of them.

    Raises ``zlib.error`` where it is not what was packed; the checksum at the end of the data is compared.
    """
    count = 0
    while content and count <= most:
        count += len(inflater.decompress(content, _PIECE))
        content = inflater.unconsumed_tail
    return count
