"""What one engine read on one scan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from pipeline.model.geometry import Box


class InkKind(StrEnum):
    """What a word or a patch of ink is."""

    BODY = "body"
    PRINT = "print"
    STAMP = "stamp"
    HAND = "handwriting"
    SIGNATURE = "signature"
    STRUCK = "struck"
    BLANK = "blank"
    FILE_NUMBER = "file-number"
    NOISE = "noise"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reading:
    """What another pass or another engine read at the same place."""

    text: str
    source: str
    """``plain``, ``cleaned`` or ``beneath-the-stroke`` for a pass, the name of an engine, or ``alternative``."""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the engine read it."""

    text: str
    box: Box | None
    """None where the source gives no usable place."""
    confidence: float | None
    """The engine's own, 0–1; None where unknown, which is treated as doubtful."""
    probability: float | None = None
    """Calibrated probability that the word is right, 0–1."""
    readings: tuple[Reading, ...] = ()
    """Other readings of the same place."""
    ink: InkKind = InkKind.BODY
    ink_weight: float = 0.0
    """How sure ``ink`` is, 0–1; 0 means that nobody looked."""

    def __post_init__(self) -> None:
        for name in ("confidence", "probability"):
            value = getattr(self, name)
            if value is not None and not 0 <= value <= 1:
                raise ValueError(f"{name} is not within 0–1: {value}")
        if not self.text or self.text != self.text.strip() or any(char in "\n\r\t" for char in self.text):
            raise ValueError(f"not the text of one word: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words, in reading order; never empty."""

    words: tuple[Word, ...]
    box: Box | None

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("a line without words")

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Region:
    """A block of lines, in reading order; never empty."""

    lines: tuple[Line, ...]
    box: Box | None
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Patch:
    """Ink that is no body text, with or without words: a stamp, a signature, a form blank, unread ink."""

    kind: InkKind
    box: Box
    weight: float
    """How sure the kind is, 0–1."""
    text: str = ""
    """What a further look read in it, if anything."""
    angle: int = 0
    """Degrees clockwise by which its text is turned."""
    why: str = ""


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """Which engine read a page, exactly enough to repeat it."""

    name: str
    version: str
    languages: str
    settings: tuple[tuple[str, str], ...] = ()
    data_sha256: tuple[tuple[str, str], ...] = ()
    """Language and checksum of its trained data."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one engine read on one scan, in reading order."""

    width: int
    height: int
    regions: tuple[Region, ...]
    engine: EngineInfo
    dpi: float | None = None
    patches: tuple[Patch, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(chain.from_iterable(region.lines for region in self.regions))

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(chain.from_iterable(line.words for line in self.lines))

    @property
    def text(self) -> str:
        """The words joined by spaces, the lines by ``\\n``."""
        return "\n".join(line.text for line in self.lines)

    def with_words(self, words: Iterable[Word]) -> Page:
        """Return the page with its words exchanged, one for one."""
        following = iter(words)
        regions = tuple(
            replace(
                region,
                lines=tuple(replace(line, words=tuple(next(following) for _ in line.words)) for line in region.lines),
            )
            for region in self.regions
        )
        return replace(self, regions=regions)
