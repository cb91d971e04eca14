"""Forged typed pages for the closer look: the truth's words stand in for OCR."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.model.geometry import Box, surround
from pipeline.model.page import EngineInfo, InkKind, Line, Page, Patch, Region, Word
from pipeline.model.picture import GreyPicture
from pipeline.ocr.detectors.looking import look_closer
from tests.forge.forging import forge
from tests.forge.spec import Item, PageSpec, Strike, Typed
from tests.forge.truth import PageTruth, TrueWord

ENGINE = EngineInfo("truth", "1", "eng")
PROSE = (
    "The clerk of the harbour reported that no letter had come since",
    "the bridge at the second lock was closed for repair, and that the",
    "coal which had been promised for the winter lay at the northern",
    "station. Nobody could say when the trains would run again, nor who",
    "would answer for the delay of the freight cars and their contents.",
    "I asked whether the office had been told of this in the spring, and",
    "was given to understand that it had not been thought necessary.",
)


def typed(first: float = 2.0, strikes: dict[int, tuple[Strike, ...]] | None = None) -> tuple[Typed, ...]:
    """Return seven lines of prose, with words of some lines struck out."""
    return tuple(
        Typed(line, 1.0, first + 0.25 * row, strikes=(strikes or {}).get(row, ())) for row, line in enumerate(PROSE)
    )


@cache
def forged(*items: Item, wear: int = 1) -> tuple[GreyPicture, PageTruth]:
    image, truth = forge(PageSpec(items, seed=5, wear=wear, dpi=200, size=(8.5, 6.0)))
    grey = image.convert("L")
    return GreyPicture(grey.width, grey.height, grey.tobytes(), 200), truth


def read(truth: PageTruth, is_read: Callable[[TrueWord], bool]) -> Page:
    """Return a page on which the words that are read stand as they are, with confidence."""
    lines: dict[tuple[int, int], list[Word]] = {}
    for word in truth.words:
        if is_read(word):
            lines.setdefault((word.group, word.line), []).append(Word(word.text, word.box, 0.96))
    listed = tuple(Line(tuple(words), surround(word.box for word in words if word.box)) for words in lines.values())
    return Page(truth.width, truth.height, (Region(listed, None),), ENGINE, 200.0)


def is_typed(word: TrueWord) -> bool:
    return word.kind is InkKind.BODY


def look(*items: Item, wear: int = 1, engine: AnsweringEngine | None = None) -> tuple[Page, PageTruth]:
    picture, truth = forged(*items, wear=wear)
    return look_closer(picture, read(truth, is_typed), engine), truth


@dataclass
class AnsweringEngine:
    """Reads one text in the middle of whatever picture it is shown."""

    text: str
    info: EngineInfo = ENGINE
    shown: list[GreyPicture] = field(default_factory=list)

    def read(self, picture: GreyPicture) -> Page:
        self.shown.append(picture)
        box = Box(picture.width // 4, picture.height // 4, picture.width // 2, picture.height // 2)
        line = Line((Word(self.text, box, 0.9),), box)
        return Page(picture.width, picture.height, (Region((line,), box),), ENGINE)

    def read_together(self, pictures: Sequence[GreyPicture]) -> tuple[Page, ...]:
        return tuple(map(self.read, pictures))

    def stop(self) -> None:
        """Nothing runs."""


def patches_at(page: Page, box: Box) -> list[Patch]:
    return [patch for patch in page.patches if patch.box.overlap(box) > 0.3 * box.area]
