"""Opening one page image within limits, or saying in one line why it cannot be used."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from PIL import Image

from pipeline.errors import ScanError
from pipeline.images import files, pdf
from pipeline.images.decoding import Decoded, check_size, decode
from pipeline.images.formats import HEAD_BYTES, SUFFIXES, Format, describe_content, identify
from pipeline.images.limits import DEFAULT_LIMITS, Limits
from pipeline.images.resolution import is_believable
from pipeline.model.scan import Scan, ScanSource


@dataclass(frozen=True, slots=True)
class OpenedScan:
    """A page image that could be decoded, and its pixels."""

    scan: Scan
    image: Image.Image
    """As it lies on disk, in whatever mode it has: not yet turned by EXIF, not yet grey."""


def open_scan(source: ScanSource, limits: Limits = DEFAULT_LIMITS) -> OpenedScan:
    """Decode one page image; raises ``ScanError`` with a reason a clerk understands.

    A file that somebody writes to meanwhile is read once more, and refused when it still does not hold still.
    """
    for _ in range(2):
        with files.open_regular(source.location, source.name, limits) as file:
            before = files.fingerprint(file)
            try:
                opened = _open(file, source, limits)
            except ScanError:
                if files.fingerprint(file) == before:
                    raise
                continue
            if files.fingerprint(file) == before:
                return opened
    raise _error(source, "was changed again and again while it was being read.")


def _open(file: BinaryIO, source: ScanSource, limits: Limits) -> OpenedScan:
    head = file.read(HEAD_BYTES)
    suffix = PurePath(source.path).suffix.lower()
    kind = identify(head)
    named = SUFFIXES.get(suffix, kind)
    if kind is None:
        raise _error(source, f"is no picture: its name ends in {suffix!r}, but it holds {describe_content(head)}.")
    if kind is not named and Format.PDF in (kind, named):
        raise _error(source, f"is not what its name says: it ends in {suffix}, but it is {kind}; rename it.")
    if kind is Format.PDF:
        decoded = _page_of_pdf(file, source, limits)
    else:
        decoded = decode(file, kind, source.frame, source.name, limits)
    notes = decoded.notes
    if kind is not named:
        only_first = ", of which only the first page is read" if kind is Format.TIFF else ""
        notes = (f"its name ends in {suffix}, but it is {kind}{only_first}", *notes)
    scan = Scan(
        source=source,
        sha256=files.sha256_of(file),
        width=decoded.image.width,
        height=decoded.image.height,
        orientation=decoded.orientation,
        dpi=decoded.dpi[0] if decoded.dpi else None,
        pixel_aspect=decoded.dpi[0] / decoded.dpi[1] if decoded.dpi else 1.0,
        notes=notes if decoded.dpi else (*notes, "the file states no credible resolution"),
    )
    return OpenedScan(scan, decoded.image)


def _page_of_pdf(file: BinaryIO, source: ScanSource, limits: Limits) -> Decoded:
    """Take the page image out of the PDF where there is one; draw the page where there is none, or it misleads."""
    page = pdf.read_page(file, source.frame, source.name, limits)
    taken_out = _taken_out(page, source, limits)
    if taken_out is not None and pdf.looks_like(taken_out.image, page):
        return taken_out
    if page.is_taken_out:
        page = pdf.read_page(file, source.frame, source.name, limits, embedded=False)
    assert page.image is not None
    check_size(page.image.size, source.name, limits)
    return Decoded(page.image, page.orientation, page.dpi, page.notes)


def _taken_out(page: pdf.PdfPage, source: ScanSource, limits: Limits) -> Decoded | None:
    """Return the page image as it was put into the PDF; None where the page was drawn."""
    if not page.is_taken_out:
        return None
    if page.image is None:
        kind = identify(page.embedded_file)
        if kind is None:
            raise _error(source, "has a page image that is damaged.")
        inner = decode(io.BytesIO(page.embedded_file), kind, 0, source.name, limits)
        image, notes = inner.image, inner.notes
    else:
        check_size(page.image.size, source.name, limits)
        image, notes = page.image, ()
    dpi = page.dpi if is_believable(*page.dpi, *image.size) else None
    return Decoded(image, page.orientation, dpi, notes)


def _error(source: ScanSource, what: str) -> ScanError:
    return ScanError(what, where=source.name, advice=files.LEFT_OUT)
