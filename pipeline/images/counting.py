"""How many pages a file holds, found without decoding any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from pipeline.buckets.objects import lies_in_bucket, look_into_object
from pipeline.errors import InputError, ScanError
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
        if lies_in_bucket(location):
            return _count_in_bucket(location, limits)
        with open_regular(location, location, limits) as file:
            return _count(file, limits)
    except ScanError:
        return PageCount(1)
    except InputError as error:  # of a store, which may be reached again when the page is opened
        return PageCount(1, f"its pages cannot be counted: {error.what}")


def _count_in_bucket(location: str, limits: Limits) -> PageCount:
    """Count the pages of an object; only a PDF is fetched for it, since pdfium asks for a file."""
    with look_into_object(location) as file:
        if identify(file.read(HEAD_BYTES)) is not Format.PDF:
            return _count(file, limits)
    with open_regular(location, location, limits) as file:
        return _count(file, limits)


def _count(file: BinaryIO, limits: Limits) -> PageCount:
    file.seek(0)
    kind = identify(file.read(HEAD_BYTES))
    return _COUNTERS[kind](file, limits) if kind in _COUNTERS else PageCount(1)


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
