"""One page of a TIFF file, as Pillow sees it, and what Pillow does not see."""

from __future__ import annotations

import io
import struct
from typing import BinaryIO

from PIL import Image, TiffImagePlugin

from pipeline.images import orientation
from pipeline.images.tiff import read_layout

_PHOTOMETRIC = 262
_BLACK_IS_WHITE = 0


class SinglePage(io.RawIOBase):
    """A TIFF file of which only one page is to be seen: its header points at that page's directory.

    So a decoder that only wants the first page opens any page at once, whatever lies before it.
    """

    def __init__(self, file: BinaryIO, offset: int) -> None:
        super().__init__()
        layout = read_layout(file)
        file.seek(0)
        self._file = file
        self._header = file.read(layout.first_pointer) + struct.pack(layout.pointer, offset)
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def fileno(self) -> int:
        """libtiff reads through this, and finds the directory by its offset instead of by the header."""
        return self._file.fileno()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_CUR:
            offset += self._position
        elif whence == io.SEEK_END:
            offset += self._file.seek(0, io.SEEK_END)
        self._position = offset
        return offset

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._file.seek(self._position)
        piece = self._file.read(len(buffer))
        if self._position < len(self._header):
            header = self._header[self._position : self._position + len(piece)]
            piece = header + piece[len(header) :]
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)


def as_stored(image: TiffImagePlugin.TiffImageFile, exif_orientation: int) -> Image.Image:
    """Return the decoded page as its file stores it: Pillow has turned it, and has not heeded that black is white."""
    is_inverted = image.mode.startswith("I;16") and image.tag_v2.get(_PHOTOMETRIC) == _BLACK_IS_WHITE
    positive = image.convert("I").point(lambda value: value * -1 + 65535) if is_inverted else image
    return orientation.as_stored(positive, exif_orientation)
