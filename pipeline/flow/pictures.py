"""Pictures for the report: cut from the scans when the report asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.errors import ScanError
from pipeline.images.crops import Crop, crop
from pipeline.images.hiding import paint_over
from pipeline.images.limits import Limits
from pipeline.images.opening import OpenedScan, open_scan
from pipeline.model.geometry import Box
from pipeline.model.scan import Scan


@dataclass(slots=True)
class ScanPictures:
    """Gives the report its pictures; keeps the scan opened last, since a report asks page by page."""

    limits: Limits
    _opened: OpenedScan | None = field(default=None, init=False)

    def picture(
        self, scan: Scan, area: Box, *, most_width: int, most_height: int, hidden: Sequence[Box] = ()
    ) -> Crop | None:
        """Return ``area`` of a scan, upright and made to fit; None where the scan is gone or was changed."""
        opened = self._open(scan)
        if opened is None:
            return None
        image = paint_over(opened.image, hidden) if hidden else opened.image
        return crop(image, area, orientation=scan.orientation, most_width=most_width, most_height=most_height)

    def _open(self, scan: Scan) -> OpenedScan | None:
        if self._opened is None or self._opened.scan.source != scan.source:
            try:
                self._opened = open_scan(scan.source, self.limits)
            except ScanError:
                self._opened = None
        return self._opened if self._opened and self._opened.scan.sha256 == scan.sha256 else None
