"""A page as the OCR engine gets it: upright, grey, eight bits."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_GREYS = b"".join(bytes((level, level, level, 0)) for level in range(256))
"""The palette of a BMP: blue, green and red of each level, and an unused byte."""
_BMP_HEADER = "<2sIHHI IiiHHIIiiII"


@dataclass(frozen=True, slots=True)
class GreyPicture:
    """An upright page in grey."""

    width: int
    """Pixels, as the page is read: after turning by EXIF."""
    height: int
    pixels: bytes
    """One byte each, row by row from the top left; 0 is black, 255 white."""
    dpi: float
    """Dots per inch; assumed where the file does not say."""

    def __post_init__(self) -> None:
        if self.width < 1 or self.height < 1 or len(self.pixels) != self.width * self.height:
            raise ValueError(f"{len(self.pixels)} pixels do not make {self.width} × {self.height}")
        if not self.dpi > 0:
            raise ValueError(f"not a resolution: {self.dpi}")

    @property
    def megapixels(self) -> float:
        return self.width * self.height / 1e6

    def to_bmp(self) -> bytes:
        """Return the picture as a BMP file with a palette of greys: nothing to encode, nothing lost."""
        padding = bytes(-self.width % 4)
        starts = range(len(self.pixels) - self.width, -1, -self.width)
        rows = b"".join(self.pixels[start : start + self.width] + padding for start in starts)
        offset = struct.calcsize(_BMP_HEADER) + len(_GREYS)
        file = (b"BM", offset + len(rows), 0, 0, offset)
        per_metre = round(round(self.dpi) / 0.0254)
        kind = (40, self.width, self.height, 1, 8, 0, len(rows), per_metre, per_metre, len(_GREYS) // 4, 0)
        return struct.pack(_BMP_HEADER, *file, *kind) + _GREYS + rows
