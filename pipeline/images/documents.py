"""A page image as a file that can be put into a PDF without being encoded again, where its format allows that."""

from __future__ import annotations

import io
from dataclasses import dataclass

from pipeline.images.files import open_regular
from pipeline.images.formats import HEAD_BYTES, Format, identify
from pipeline.images.grey import to_grey
from pipeline.images.limits import Limits
from pipeline.images.opening import open_scan
from pipeline.model.scan import ScanSource

AS_THEY_ARE = (Format.JPEG, Format.JPEG2000)
"""Formats that PDF itself knows."""
PLAIN_MODES = ("1", "L", "RGB")
"""Of decoded pictures: those that PNG and PDF both hold without loss."""


@dataclass(frozen=True, slots=True)
class PdfReady:
    """An image file for a PDF."""

    content: bytes
    sha256: str
    """Of the scan's own file."""


def pdf_ready(source: ScanSource, limits: Limits) -> PdfReady:
    """Return the file itself where PDF knows its format, else its pixels as PNG, which loses nothing.

    Pictures with more than 8 bits, transparency or another colour space become grey.
    """
    opened = open_scan(source, limits)
    with open_regular(source.location, source.name, limits) as file:
        if identify(file.read(HEAD_BYTES)) in AS_THEY_ARE and source.frames == 1:
            file.seek(0)
            return PdfReady(file.read(), opened.scan.sha256)
    is_plain = opened.image.mode in PLAIN_MODES and "transparency" not in opened.image.info
    image = opened.image if is_plain else to_grey(opened.image)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=6)
    return PdfReady(buffer.getvalue(), opened.scan.sha256)
