"""Whether a PNG file is whole.

Pillow decodes a PNG with a wrong checksum, or one that holds 1 of 400 rows, without a word; the missing rows are
black. Chunk layout and interlacing: PNG specification, third edition (W3C 2025), sections 5.3 and 8.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.images.inflation import count_inflated

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples per pixel for each colour type."""

_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""The seven passes of an interlaced picture: first column, first row, column step, row step."""

_MOST_CHUNK = 64 * 1024 * 1024


def find_damage(file: BinaryIO) -> str | None:
    """Return what is wrong with the PNG file in plain words, or None when it is whole.

    Every chunk's checksum is compared, and the picture data inflated and counted, a piece at a time.
    """
    file.seek(8)
    expected = received = 0
    row_bytes = 0
    inflater = zlib.decompressobj()
    try:
        for kind, content in _chunks(file):
            if kind == b"IHDR":
                expected, row_bytes = _expected_bytes(content)
            elif kind == b"IDAT":
                received += count_inflated(inflater, content, expected - received)
            elif kind == b"IEND":
                break
        else:
            return "its end is missing (the file was cut?)"
    except zlib.error:
        return "its picture data cannot be unpacked"
    except struct.error:
        return "its header is malformed"
    except ValueError as error:
        return str(error)
    if received < expected:
        return f"only {received // max(1, row_bytes):,} of {expected // max(1, row_bytes):,} rows are there"
    return None


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Yield type and content of each chunk; raises ValueError at the first that is not as it was written."""
    while head := file.read(8):
        if len(head) < 8:
            raise ValueError("it breaks off within a part (the file was cut?)")
        length, kind = struct.unpack(">I4s", head)
        if length > _MOST_CHUNK:
            raise ValueError("one of its parts claims to be larger than 64 MiB")
        content, checksum = file.read(length), file.read(4)
        if len(checksum) < 4:
            raise ValueError("it breaks off within a part (the file was cut?)")
        if zlib.crc32(content, zlib.crc32(kind)) != int.from_bytes(checksum, "big"):
            raise ValueError("the checksum of one of its parts is wrong (damaged on disk or in transfer?)")
        yield kind, content


def _expected_bytes(header: bytes) -> tuple[int, int]:
    """Return how many bytes the inflated picture has, and how many of them a full row."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    bits = depth * _CHANNELS.get(colour, 1)

    def size(columns: int, rows: int) -> int:
        return rows * (1 + (columns * bits + 7) // 8) if columns > 0 and rows > 0 else 0

    if not interlaced:
        return size(width, height), size(width, 1)
    passes = (size(-((left - width) // across), -((top - height) // down)) for left, top, across, down in _ADAM7)
    total = sum(passes)
    return total, max(1, total // max(1, height))
