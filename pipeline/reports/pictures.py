"""Where a report gets its pictures from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pipeline.images.crops import Crop
from pipeline.model.geometry import Box
from pipeline.model.scan import Scan


class PictureSource(Protocol):
    """Gives pictures of scans, upright and without metadata; the same call gives the same bytes."""

    def picture(
        self, scan: Scan, area: Box, *, most_width: int, most_height: int, hidden: Sequence[Box] = ()
    ) -> Crop | None:
        """Return ``area`` of a scan (pixels as it lies on disk), turned upright and made to fit.

        ``hidden`` boxes are painted over before anything is encoded. None where the scan cannot be opened any more.
        """
        ...


class NoPictures:
    """A source that has none: a report without images."""

    def picture(
        self, scan: Scan, area: Box, *, most_width: int, most_height: int, hidden: Sequence[Box] = ()
    ) -> Crop | None:
        """Return None."""
        return None
