"""Whether a JPEG file is whole, as far as that can be told.

A JPEG has no checksums: noise within its data is decoded as a picture, and no program can notice. What can be noticed
is a file that was cut.
"""

from __future__ import annotations

import io
from typing import BinaryIO

from PIL import JpegImagePlugin

_END = b"\xff\xd9"

_TAIL_BYTES = 4096
"""Where the end marker is looked for: some scanners fill the file up behind it."""

_MORE_DATA = bytes.fromhex("5aa5") * 512
"""Bytes that a decoder that still lacks rows would take for picture data, and one that lacks none skips."""


def has_end(file: BinaryIO) -> bool:
    """Say whether the file has its end marker."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _TAIL_BYTES))
    return _END in file.read()


def with_end(file: BinaryIO) -> BinaryIO | None:
    """Return the file with the end marker it lacks, or None when more than the marker is missing.

    libjpeg fills up missing rows in silence once it sees an end. So the picture is decoded twice, with different
    bytes before the end: only if every row was there, both are the same. A progressive JPEG that was cut lacks
    detail instead of rows, which this does not show, so it counts as cut.
    """
    file.seek(0)
    content = file.read()
    try:
        first, second = (
            JpegImagePlugin.JpegImageFile(io.BytesIO(content + filling + _END)) for filling in (b"", _MORE_DATA)
        )
        if "progressive" in first.info or first.tobytes() != second.tobytes():
            return None
    # Whatever the decoder says of a file that was cut, it is a file that was cut.
    except Exception:
        return None
    return io.BytesIO(content + _END)


def has_further_pictures(image: JpegImagePlugin.JpegImageFile) -> bool:
    """Say whether the file is a collection of pictures (MPO), as some cameras write it."""
    return any(marker == "APP2" and content.startswith(b"MPF\0") for marker, content in image.applist)
