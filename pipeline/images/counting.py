"""How many pages a file holds, found without decoding any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from pipeline.errors import ScanError
from pipeline.images import tiff
from pipeline.images.files import open_regular
from pipeline.images.formats import HEAD_BYTES, Format, identify
from pipeline.images.limits import DEFAULT_LIMITS, Limits
from pipeline.images.pdf_process import ask_pdfium


@dataclass(frozen=True, slots=True)
class PageCount:
    """Pages of one file."""

    pages: int
    problem: str = ""
    """Why there may be more that are not read."""


def count_pages(location: str, limits: Limits = DEFAULT_LIMITS) -> PageCount:
    """Count the pages; 1 where they cannot be counted, since whoever opens that page is told what is wrong."""
    try:
        with open_regular(location, location, limits) as file:
            kind = identify(file.read(HEAD_BYTES))
            return _COUNTERS[kind](file, limits) if kind in _COUNTERS else PageCount(1)
    except ScanError:
        return PageCount(1)


def _count_tiff(file: BinaryIO, limits: Limits) -> PageCount:
    directories = tiff.read_directories(file, limits.frames)
    return PageCount(max(1, len(directories.offsets)), directories.problem if directories.offsets else "")


def _count_pdf(file: BinaryIO, limits: Limits) -> PageCount:
    answer, _ = ask_pdfium(file, "", limits, "count")
    pages = int(answer["pages"])
    if pages > limits.frames:
        return PageCount(limits.frames, f"it has more than {limits.frames:,} pages")
    return PageCount(pages)


_COUNTERS = {Format.TIFF: _count_tiff, Format.PDF: _count_pdf}
