"""Which files of the two folders are scans, transcripts and page files, and which are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from pipeline.errors import PairingError
from pipeline.images.counting import count_pages
from pipeline.images.formats import SUFFIXES, Format
from pipeline.model.names import show_name
from pipeline.model.scan import Rejected
from pipeline.scans.claims import ADVICE
from pipeline.scans.inputs import InputFile, Inputs
from pipeline.scans.naming import natural_key
from pipeline.scans.places import Place, is_same

TRANSCRIPT_SUFFIXES = (".md", ".txt", ".xml")
PAGE_FILE_SUFFIXES = (".xml", ".html", ".htm", ".xhtml", ".hocr", ".tsv")
"""ALTO, PAGE, hOCR and Tesseract's tables: what was read on a page elsewhere."""
NO_INPUTS = ("readme", "thumbs", "desktop", "documents")
"""Names, without suffix and in lower case, that people and systems leave in such folders."""

_MOST_COUNTED_AT_ONCE = 8


def list_inputs(
    scans: Place, transcripts: Place | None, rejected: list[Rejected], *, follow_links: bool = False
) -> Inputs:
    """List both folders (or files) in natural order; what is left out is added to ``rejected`` with its reason.

    Both may be the same folder. A file beside a scan, of the same name, that says what is on it becomes its
    ``page_file``.
    """
    if is_same(scans, transcripts):
        here = _list(scans, rejected, follow_links=follow_links)
        typed = _take(here, TRANSCRIPT_SUFFIXES)
    else:
        here = _list(scans, rejected, follow_links=follow_links, without=transcripts)
        # What lies beside the transcript of a single scan belongs to other scans, and is nobody's business now.
        reasons = rejected if scans.is_folder else []
        typed = _list_transcripts(transcripts, reasons, follow_links=follow_links, without=scans)
    found = _take(here, tuple(SUFFIXES))
    page_files = _page_files(found, here if scans.is_folder else scans.beside(PAGE_FILE_SUFFIXES), rejected)
    with_page_files = [replace(one, page_file=page_files.get(one.stem_path)) for one in found]
    return Inputs(_counted(with_page_files, rejected), tuple(typed))


def _list_transcripts(
    root: Place | None, rejected: list[Rejected], *, follow_links: bool, without: Place
) -> list[InputFile]:
    if root is None:
        return []
    here = _list(root, rejected, follow_links=follow_links, without=without)
    typed = _take(here, TRANSCRIPT_SUFFIXES)
    rejected += (Rejected(one.path, "its name is not that of a transcript (.md, .txt or .xml)") for one in here)
    return typed


def _take(files: list[InputFile], suffixes: tuple[str, ...]) -> list[InputFile]:
    """Take those with one of ``suffixes`` out of ``files`` and return them."""
    taken = [one for one in files if one.suffix in suffixes]
    files[:] = [one for one in files if one.suffix not in suffixes]
    return taken


def _list(
    root: Place, rejected: list[Rejected], *, follow_links: bool, without: Place | None = None
) -> list[InputFile]:
    files = root.files(rejected, follow_links=follow_links, without=without)
    if root.is_folder:
        files = [one for one in files if not _is_left_in_folders(one)]
    return sorted(files, key=lambda one: natural_key(one.path))


def _is_left_in_folders(file: InputFile) -> bool:
    return not file.folder and file.name.lower().split(".")[0] in NO_INPUTS


def _page_files(scans: Iterable[InputFile], others: Iterable[InputFile], rejected: list[Rejected]) -> dict[str, str]:
    """Return the location of the page file for each scan, by its name without suffix."""
    names = {scan.stem_path for scan in scans}
    found: dict[str, InputFile] = {}
    for other in others:
        if other.suffix not in PAGE_FILE_SUFFIXES:
            rejected.append(Rejected(other.path, "its name is not that of a picture"))
        elif other.stem_path not in names:
            rejected.append(Rejected(other.path, "no scan beside it has its name"))
        elif found.setdefault(other.stem_path, other) is not other:
            raise PairingError(
                f"both {show_name(found[other.stem_path].path)} and {show_name(other.path)} say what is on one scan.",
                advice=ADVICE,
            )
    return {name: other.location for name, other in found.items()}


def _counted(scans: Sequence[InputFile], rejected: list[Rejected]) -> tuple[InputFile, ...]:
    """Return the scans with their numbers of pages; PDF files are counted side by side, each by its own process."""
    several = [scan for scan in scans if SUFFIXES[scan.suffix] in (Format.TIFF, Format.PDF)]
    with ThreadPoolExecutor(_MOST_COUNTED_AT_ONCE) as threads:
        counts = dict(zip(several, threads.map(count_pages, (scan.location for scan in several)), strict=True))
    for scan, count in counts.items():
        if count.problem:
            first = "page is" if count.pages == 1 else f"{count.pages:,} pages are"
            rejected.append(Rejected(scan.path, f"only its first {first} read: {count.problem}"))
    return tuple(replace(scan, frames=counts[scan].pages) if scan in counts else scan for scan in scans)
