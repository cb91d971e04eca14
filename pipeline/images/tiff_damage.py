"""Whether a page of a TIFF file is whole.

Pillow and libtiff read on into whatever follows when a strip of uncompressed pixels is too short, take damaged
Deflate data for pixels, and fill up a fax page that breaks off with whatever comes out. (Adobe TIFF 6.0, sections 7,
11 and 15; ITU-T T.6 for the end of fax data.)
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from PIL import TiffImagePlugin

from pipeline.images.inflation import count_inflated

_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _FILL_ORDER, _SAMPLES = 256, 257, 258, 259, 266, 277
_PLACES = ((273, 279), (324, 325))
"""Tags that say where the strips, or tiles, begin, and how many bytes they have."""

_UNCOMPRESSED, _GROUP_4 = 1, 4
_DEFLATE = (8, 32946)
_END_OF_FAX = 0x001001
"""Two end-of-line codes of 12 bits."""
_END_BYTES = 8
"""How many bytes at the end of a strip are looked at for it: it may be followed by some filling."""
_LEAST_FIRST = 2


def find_damage(image: TiffImagePlugin.TiffImageFile, file: BinaryIO) -> str | None:
    """Return what is wrong with the page's pixels in plain words, or None when nothing is seen to be."""
    places = _places(image)
    end = file.seek(0, io.SEEK_END)
    if any(start + count > end for start, count in places):
        return "its pixels should lie behind its end (the file was cut?)"
    compression = image.tag_v2.get(_COMPRESSION, _UNCOMPRESSED)
    expected = _expected_bytes(image)
    if compression == _UNCOMPRESSED and places:
        received = sum(count for _, count in places)
    elif compression in _DEFLATE:
        try:
            received = sum(_count_unpacked(strip, expected) for strip in _strips(file, places))
        except zlib.error:
            return "its pixels cannot be unpacked"
    else:
        return None
    return f"it has only {received:,} of {expected:,} bytes of pixels" if received < expected else None


def note_on_fax(image: TiffImagePlugin.TiffImageFile, file: BinaryIO) -> str:
    """Return a note when a fax page (Group 4) lacks the mark at its end: whether it is whole cannot be told."""
    if image.tag_v2.get(_COMPRESSION) != _GROUP_4:
        return ""
    is_least_first = image.tag_v2.get(_FILL_ORDER) == _LEAST_FIRST
    if all(_has_end_of_fax(strip, is_least_first) for strip in _strips(file, _places(image))):
        return ""
    return "the fax data has no end mark; rows may be missing or wrong"


def _has_end_of_fax(strip: bytes, is_least_first: bool) -> bool:
    tail = strip[-_END_BYTES:]
    if is_least_first:
        tail = bytes(int(f"{byte:08b}"[::-1], 2) for byte in tail)
    bits = int.from_bytes(tail, "big")
    return any((bits >> shift) & 0xFFFFFF == _END_OF_FAX for shift in range(8 * len(tail) - 23))


def _count_unpacked(strip: bytes, most: int) -> int:
    inflater = zlib.decompressobj()
    count = count_inflated(inflater, strip, most)
    if not inflater.eof:
        raise zlib.error("the data breaks off before its checksum")
    return count


def _places(image: TiffImagePlugin.TiffImageFile) -> list[tuple[int, int]]:
    """Return first byte and number of bytes of each strip or tile."""
    tags = image.tag_v2
    starts_and_counts = ((tags.get(start), tags.get(count)) for start, count in _PLACES)
    return [
        place
        for starts, counts in starts_and_counts
        if starts and counts
        for place in zip(starts, counts, strict=False)
    ]


def _strips(file: BinaryIO, places: list[tuple[int, int]]) -> Iterator[bytes]:
    for start, count in places:
        file.seek(start)
        yield file.read(count)


def _expected_bytes(image: TiffImagePlugin.TiffImageFile) -> int:
    """Return the least number of bytes that the page's pixels have when they are not packed."""
    tags = image.tag_v2
    bits = tags.get(_BITS, (1,))
    samples = tags.get(_SAMPLES, 1)
    bits_of_pixel = sum(bits) if len(bits) == samples else bits[0] * samples
    return int(tags[_WIDTH] * bits_of_pixel // 8 * tags[_HEIGHT])
