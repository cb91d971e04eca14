"""How many pages a file holds, found without decoding any."""

from __future__ import annotations

from pipeline.errors import ScanError
from pipeline.images import tiff
from pipeline.images.files import open_regular
from pipeline.images.formats import HEAD_BYTES, Format, identify
from pipeline.images.limits import DEFAULT_LIMITS, Limits


def count_pages(location: str, limits: Limits = DEFAULT_LIMITS) -> int:
    """Return the number of pages; 1 where it cannot be told, since opening that page will say what is wrong."""
    try:
        with open_regular(location, location, limits) as file:
            if identify(file.read(HEAD_BYTES)) is Format.TIFF:
                return max(1, len(tiff.read_directories(file, limits.frames).offsets))
    except ScanError:
        pass
    return 1
