"""Reading one page, or finding that it was read before."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace

from pipeline.errors import InputError, PageFileError, RecognitionError
from pipeline.flow.inputs import MOST_PAGE_FILE_BYTES, read_input
from pipeline.images.files import open_regular, sha256_of
from pipeline.images.limits import Limits
from pipeline.model.page import Page
from pipeline.model.scan import Scan, ScanSource
from pipeline.ocr.engine import Engine, SheetEngine
from pipeline.ocr.versions import CLOSER_LOOK
from pipeline.store.cache import KeptPage, PageCache, page_key


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
    not_kept: str = ""
    """Why it could not be kept for the next run, if so."""
    checksum: str | None = None
    """Of all bytes it was read from; None when they could not be had."""


@dataclass(frozen=True, slots=True)
class Known:
    """A page that an earlier run was done with."""

    source: ScanSource
    checksum: str | None
    """Of all bytes it was read from then; None where it must be read again whatever they are."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A page whose bytes are those that an earlier run was done with; it was not read."""

    source: ScanSource


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything that is needed to read a page. Survives pickling, so that pages can be read elsewhere."""

    engine: Engine
    cache: PageCache | None
    limits: Limits
    region_engine: SheetEngine | None = None
    """What stamps are read with when a page is looked at closer; without one nobody looks closer."""
    second_engine: Engine | None = None
    """One whose readings stay beside those of ``engine``."""

    @property
    def further_looks(self) -> tuple[tuple[str, str], ...]:
        """What shapes a page besides the engine: the version of the closer look, and all of the second engine."""
        look = (("closer look", CLOSER_LOOK),) if self.region_engine else ()
        beside = (("second engine", repr(self.second_engine.info)),) if self.second_engine else ()
        return (*look, *beside)

    def read(self, source: ScanSource) -> PageReading:
        """Return what stands on the page image at ``source``; a failure is a value, never raised.

        What was read before, from the same bytes and with the same engine and settings, is not read again. A page
        that was read elsewhere (an ALTO, PAGE, hOCR, ABBYY or TSV file beside the image) is taken as it is.
        """
        checksum = None
        try:
            sha256, checksum = self._checksums(source)
            key = page_key(sha256, source.frame, self.engine.info, self.further_looks)
            kept = self.cache.get(key) if self.cache and not source.page_file else None
            if kept is not None:
                scan = replace(kept.scan, source=source)
                return PageReading(source, scan, kept.page, was_kept=True, checksum=checksum)
            from pipeline.flow.recognizing import recognize  # a seam, see docs/architecture.md
            from pipeline.images.opening import open_scan

            opened = open_scan(source, self.limits)
        except InputError as error:
            return PageReading(source, None, None, _in_one_line(error), checksum=checksum)
        try:
            page = recognize(opened, self.engine, self.region_engine, self.second_engine)
        except (RecognitionError, InputError) as error:
            return PageReading(source, opened.scan, None, _in_one_line(error), checksum=checksum)
        not_kept = self.cache.put(key, KeptPage(opened.scan, page)) if self.cache and not source.page_file else ""
        return PageReading(source, opened.scan, page, not_kept=not_kept, checksum=checksum)

    def read_if_changed(self, known: Known) -> PageReading | Unchanged:
        """Return what stands on a page, unless its bytes are those that an earlier run was done with."""
        with suppress(InputError):
            if known.checksum and known.checksum == self._checksums(known.source)[1]:
                return Unchanged(known.source)
        return self.read(known.source)

    def _checksums(self, source: ScanSource) -> tuple[str, str | None]:
        """Return the checksum of the image, and that of all bytes the page is read from, if they can be had.

        Raises ``InputError`` when the image cannot.
        """
        with open_regular(source.location, source.name, self.limits) as file:
            sha256 = sha256_of(file)
        if not source.page_file:
            return sha256, sha256
        try:
            beside = read_input(source.page_file, MOST_PAGE_FILE_BYTES)
        except InputError:
            return sha256, None
        return sha256, f"{sha256} {hashlib.sha256(beside).hexdigest()}"


def _in_one_line(error: InputError | RecognitionError) -> str:
    """Return what is wrong, without the name of the scan, which stands beside it anyway."""
    place = f"{error.where}: " if isinstance(error, PageFileError) else ""
    return f"{place}{error.what}"
