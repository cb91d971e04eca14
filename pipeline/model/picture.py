"""A page as the OCR engine gets it: upright, grey, eight bits."""

from __future__ import annotations

from dataclasses import dataclass


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

    def to_pgm(self) -> bytes:
        """Return the picture as a binary PGM file: nothing to encode, nothing lost."""
        return b"P5\n%d %d\n255\n" % (self.width, self.height) + self.pixels
