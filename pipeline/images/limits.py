"""How much a single input may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may ask of this machine; whatever asks for more is refused before it is decoded."""

    megapixels: float = 120.0
    """Width times height of one page image, in millions. A1 at 300 dpi has 70, A0 has 140."""
    file_bytes: int = 2 * 1024**3
    frames: int = 2_000
    """Pages of one TIFF or PDF file."""
    smallest_side: int = 16
    """Pixels; whatever is smaller holds no text."""
    pdf_seconds: float = 60.0
    """Time to draw one PDF page, after which its process is ended."""
    pdf_memory: int = 2 * 1024**3
    """Bytes of address space for the process that draws a PDF page."""
    pdf_dpi: int = 300
    """Resolution at which a PDF page is drawn that is more than one page image."""


DEFAULT_LIMITS = Limits()
