"""Reading one page: from an image on disk to words with boxes in its pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import InputError, PageFileError, RecognitionError, StoppedError
from pipeline.flow.inputs import read_input
from pipeline.images.chroma import chroma_of
from pipeline.images.files import open_regular, sha256_of
from pipeline.images.limits import Limits
from pipeline.images.opening import OpenedScan, open_scan
from pipeline.images.picture import grey_picture
from pipeline.model.page import Page
from pipeline.model.picture import GreyPicture
from pipeline.model.scan import Scan, ScanSource
from pipeline.ocr.boxes import from_elsewhere, on_disk
from pipeline.ocr.detectors.looking import VERSION, look_closer
from pipeline.ocr.engine import Engine, SheetEngine
from pipeline.ocr.files.reading import read_page_file
from pipeline.ocr.readings import add_readings
from pipeline.store.cache import KeptPage, PageCache, page_key

MOST_PAGE_FILE_BYTES = 64_000_000


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
        look = (("closer look", VERSION),) if self.region_engine else ()
        beside = (("second engine", repr(self.second_engine.info)),) if self.second_engine else ()
        return (*look, *beside)

    def read(self, source: ScanSource) -> PageReading:
        """Return what stands on the page image at ``source``; a failure is a value, never raised.

        What was read before, from the same bytes and with the same engine and settings, is not read again. A page
        that was read elsewhere (an ALTO, PAGE, hOCR, ABBYY or TSV file beside the image) is taken as it is.
        """
        try:
            key = page_key(self._checksum(source), source.frame, self.engine.info, self.further_looks)
            kept = self.cache.get(key) if self.cache and not source.page_file else None
            if kept is not None:
                return PageReading(source, replace(kept.scan, source=source), kept.page, was_kept=True)
            opened = open_scan(source, self.limits)
        except InputError as error:
            return PageReading(source, None, None, _in_one_line(error))
        try:
            page = _read_elsewhere(source, opened.scan) if source.page_file else self._read(opened)
        except (RecognitionError, InputError) as error:
            return PageReading(source, opened.scan, None, _in_one_line(error))
        not_kept = self.cache.put(key, KeptPage(opened.scan, page)) if self.cache and not source.page_file else ""
        return PageReading(source, opened.scan, page, not_kept=not_kept)

    def _checksum(self, source: ScanSource) -> str:
        with open_regular(source.location, source.name, self.limits) as file:
            return sha256_of(file)

    def _read(self, opened: OpenedScan) -> Page:
        picture = grey_picture(opened)
        page = self.engine.read(picture)
        if self.second_engine and page.words:
            page = _read_beside(page, picture, self.second_engine)
        if self.region_engine:
            page = look_closer(picture, page, self.region_engine, chroma_of(opened))
        return on_disk(page, opened.scan)


def _read_beside(page: Page, picture: GreyPicture, engine: Engine) -> Page:
    """Return the page with what another engine reads at the place of its words; that it failed is a note."""
    try:
        return add_readings(page, engine.read(picture), engine.info.name)
    except StoppedError:
        raise
    except RecognitionError as error:
        return replace(page, notes=(*page.notes, error.what))


def _read_elsewhere(source: ScanSource, scan: Scan) -> Page:
    """Return the page as the file beside the image gives it, its boxes in pixels of the image."""
    assert source.page_file
    pages = read_page_file(read_input(source.page_file, MOST_PAGE_FILE_BYTES), Path(source.page_file).name)
    if source.frame >= len(pages):
        raise PageFileError(f"has {len(pages)} pages, not {source.frame + 1}", where=Path(source.page_file).name)
    return from_elsewhere(pages[source.frame], scan)


def _in_one_line(error: InputError | RecognitionError) -> str:
    """Return what is wrong, without the name of the scan, which stands beside it anyway."""
    place = f"{error.where}: " if isinstance(error, PageFileError) else ""
    return f"{place}{error.what}"
