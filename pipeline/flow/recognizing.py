"""Reading a page that was not read before: from its pixels, or from a file beside it, to words with boxes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.errors import PageFileError, RecognitionError, StoppedError
from pipeline.flow.inputs import MOST_PAGE_FILE_BYTES, read_input
from pipeline.images.chroma import chroma_of
from pipeline.images.opening import OpenedScan
from pipeline.images.picture import grey_picture
from pipeline.model.page import Page
from pipeline.model.picture import GreyPicture
from pipeline.model.scan import Scan
from pipeline.ocr.boxes import from_elsewhere, on_disk
from pipeline.ocr.detectors.looking import look_closer
from pipeline.ocr.engine import Engine, SheetEngine
from pipeline.ocr.files.reading import read_page_file
from pipeline.ocr.readings import add_readings


def recognize(
    opened: OpenedScan, engine: Engine, region_engine: SheetEngine | None, second_engine: Engine | None
) -> Page:
    """Return what stands on a decoded scan, boxes in its pixels as it lies on disk; for the engines, see ``Reader``.

    A page that was read elsewhere is taken as it is. Raises ``RecognitionError`` or ``InputError``.
    """
    if opened.scan.source.page_file:
        return _read_elsewhere(opened.scan, opened.scan.source.page_file)
    picture = grey_picture(opened)
    page = engine.read(picture)
    if second_engine and page.words:
        page = _read_beside(page, picture, second_engine)
    if region_engine:
        page = look_closer(picture, page, region_engine, chroma_of(opened))
    return on_disk(page, opened.scan)


def _read_beside(page: Page, picture: GreyPicture, engine: Engine) -> Page:
    """Return the page with what another engine reads at the place of its words; that it failed is a note."""
    try:
        return add_readings(page, engine.read(picture), engine.info.name)
    except StoppedError:
        raise
    except RecognitionError as error:
        return replace(page, notes=(*page.notes, error.what))


def _read_elsewhere(scan: Scan, page_file: str) -> Page:
    """Return the page as the file beside the image gives it, its boxes in pixels of the image."""
    name, frame = Path(page_file).name, scan.source.frame
    pages = read_page_file(read_input(page_file, MOST_PAGE_FILE_BYTES), name)
    if frame >= len(pages):
        raise PageFileError(f"has {len(pages)} pages, not {frame + 1}", where=name)
    return from_elsewhere(pages[frame], scan)
