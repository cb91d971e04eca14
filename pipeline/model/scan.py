"""Page images, and what belongs to which document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.names import show_name


@dataclass(frozen=True, slots=True)
class ScanSource:
    """Where one page image is to be found, before it is opened."""

    path: str
    """Relative to the scans folder, with forward slashes, for display and reports."""
    location: str
    """What to open: a path of the file system (or a URL of a supported store)."""
    frame: int = 0
    """Counted from 0 within a multi-page TIFF or PDF."""
    frames: int = 1
    page_file: str | None = None
    """Location of an ALTO, PAGE, hOCR or TSV file beside the image that says what was read on it elsewhere."""

    @property
    def name(self) -> str:
        """How messages and reports name the page image, on one line: ``letter.tif#2`` for the second of several."""
        path = show_name(self.path)
        return path if self.frames == 1 else f"{path}#{self.frame + 1}"


@dataclass(frozen=True, slots=True)
class Scan:
    """One page image that could be decoded."""

    source: ScanSource
    sha256: str
    """Of the file's bytes; a page of a multi-page file is told apart by its frame."""
    width: int
    """Pixels, as it lies on disk: before any turning by EXIF."""
    height: int
    orientation: int = 1
    """EXIF orientation 1–8: how the stored pixels must be turned to stand upright."""
    dpi: float | None = None
    """Dots per inch, where the file says so credibly."""
    pixel_aspect: float = 1.0
    """Height of a pixel over its width on paper; about 2 for a coarse fax, whose ``dpi`` is that across."""
    notes: tuple[str, ...] = ()
    """What was unusual and a person should know ("resolution missing, 300 dpi assumed")."""


class PairingRule(StrEnum):
    """Which rule of the contract paired scans with a transcript."""

    LISTED = "documents file"
    FOLDER = "folder per document"
    MULTI_PAGE = "multi-page file"
    NUMBERED = "numbered scans"
    SINGLE = "single files"
    NONE = "no transcript"


@dataclass(frozen=True, slots=True)
class DocumentSource:
    """One document: its page images in order, and its transcript, found by name."""

    id: str
    scans: tuple[ScanSource, ...]
    transcripts: tuple[TranscriptSource, ...]
    """None, one for the whole document, or one for each page (then with ``page`` set)."""
    rule: PairingRule
    convention: str | None = None
    """Named by the documents file; otherwise the run's."""


@dataclass(frozen=True, slots=True)
class TranscriptSource:
    """Where one transcript is to be found, before it is opened."""

    path: str
    location: str
    page: int | None = None
    """Number of the page (from 1) that it transcribes, when it is a transcript of one page."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that was left out, and why; it is listed in the run and the report."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that was found in the two folders, paired; nothing that lay there is missing."""

    documents: tuple[DocumentSource, ...]
    """In natural order of their names; those without a transcript too."""
    unpaired_transcripts: tuple[TranscriptSource, ...] = ()
    rejected: tuple[Rejected, ...] = ()
