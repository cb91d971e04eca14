"""A document as it is handed on: the transcript's words at the OCR's boxes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.geometry import Box
from pipeline.model.page import InkKind, Patch, Reading
from pipeline.model.result import PageStatus, Provenance
from pipeline.model.scan import Scan
from pipeline.model.transcript import MarkKind


class Origin(StrEnum):
    """Where a word's text comes from."""

    TRANSCRIPT = "transcript"
    OCR = "ocr"
    """The transcript has nothing of it, or there is no transcript."""


@dataclass(frozen=True, slots=True)
class HyphenPart:
    """One of the two parts of a word that a line end cuts."""

    number: int
    """1 or 2."""
    whole: str
    """The word as it reads without the cut."""


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word with its place on the scan."""

    text: str
    box: Box
    origin: Origin
    is_interpolated: bool = False
    """The engine read nothing there: the box is a guess from the neighbours."""
    is_corrected: bool = False
    """A reviewer decided about it."""
    ocr: str = ""
    """What the engine read in the box."""
    confidence: float | None = None
    readings: tuple[Reading, ...] = ()
    marks: tuple[MarkKind, ...] = ()
    ink: InkKind = InkKind.BODY
    hyphen: HyphenPart | None = None


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """Words of one line of the scan, in reading order; never empty."""

    words: tuple[PlacedWord, ...]
    box: Box

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A region of the page; never empty."""

    lines: tuple[PlacedLine, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Texts:
    """The three readings of a stretch."""

    diplomatic: str = ""
    reading: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a document that could be read."""

    number: int
    name: str
    """What the page's files are called, without ending; no other page of the document has it."""
    scan: Scan
    status: PageStatus
    blocks: tuple[PlacedBlock, ...]
    patches: tuple[Patch, ...]
    texts: Texts
    engine: str
    dpi: float | None = None

    @property
    def lines(self) -> tuple[PlacedLine, ...]:
        return tuple(line for block in self.blocks for line in block.lines)

    @property
    def words(self) -> tuple[PlacedWord, ...]:
        return tuple(word for line in self.lines for word in line.words)

    @property
    def is_transcribed(self) -> bool:
        """Whether a person typed something of this page; where nobody did, there is only what the engine read."""
        return any(word.origin is Origin.TRANSCRIPT for word in self.words)

    def words_of(self, line: PlacedLine) -> tuple[PlacedWord, ...]:
        """Return the words of a line that are the page's text: the transcript's; the engine's if there is none."""
        origin = Origin.TRANSCRIPT if self.is_transcribed else Origin.OCR
        return tuple(word for word in line.words if word.origin is origin)


@dataclass(frozen=True, slots=True)
class ExportDocument:
    """A document ready to be handed on."""

    id: str
    sheets: tuple[Sheet, ...]
    texts: Texts
    provenance: Provenance
    transcript: str | None = None
    """Path, as shown to people."""
    transcript_sha256: str | None = None
    decisions: tuple[str, ...] = ()
    """Names of the decision files that were applied."""
    corrected: int = 0
    """Places that reviewers corrected."""

    def history(self) -> tuple[tuple[str, str], ...]:
        """Return how the document came about, as names and values, for whatever a format has for that."""
        return (
            ("program", self.provenance.program),
            ("engine", self.provenance.engine),
            *((f"language data {name}", digest) for name, digest in self.provenance.engine_data),
            *((f"setting {name}", value) for name, value in self.provenance.settings),
            ("transcript", self.transcript or "none"),
            ("transcript sha256", self.transcript_sha256 or "none"),
            ("decisions", ", ".join(self.decisions) or "none"),
            ("places corrected", str(self.corrected)),
        )
