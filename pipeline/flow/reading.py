"""Reading one page: from an image on disk to words with boxes in its pixels."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import RecognitionError, ScanError
from pipeline.images.limits import Limits
from pipeline.images.opening import open_scan
from pipeline.images.picture import grey_picture
from pipeline.model.page import Page
from pipeline.model.scan import Scan, ScanSource
from pipeline.ocr.boxes import on_disk
from pipeline.ocr.engine import Engine
from pipeline.store.cache import PageCache, page_key


@dataclass(frozen=True, slots=True)
class PageReading:
    """What came of reading one page."""

    source: ScanSource
    scan: Scan | None
    """None when the image could not be decoded."""
    page: Page | None
    """None when it could not be decoded or the engine failed."""
    problem: str | None = None
    """Why there is no page."""
    was_kept: bool = False
    """Whether it had been read before and nothing changed since."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything that is needed to read a page. Survives pickling, so that pages can be read elsewhere."""

    engine: Engine
    cache: PageCache | None
    limits: Limits

    def read(self, source: ScanSource) -> PageReading:
        """Read the page image at ``source``, unless that was done before; a failure is a value, never raised."""
        try:
            opened = open_scan(source, self.limits)
        except ScanError as error:
            return PageReading(source, None, None, error.what)
        scan = opened.scan
        key = page_key(scan.sha256, source.frame, self.engine.info)
        kept = self.cache.get(key) if self.cache else None
        if kept is not None:
            return PageReading(source, scan, kept, was_kept=True)
        try:
            page = on_disk(self.engine.read(grey_picture(opened)), scan)
        except RecognitionError as error:
            return PageReading(source, scan, None, " ".join([error.what, error.advice]).strip())
        if self.cache:
            self.cache.put(key, page)
        return PageReading(source, scan, page)
