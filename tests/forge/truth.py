"""What truly stands on a forged page, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pipeline.model.geometry import Box
from pipeline.model.page import InkKind
from tests.forge.geometry import Quad


class LineKind(StrEnum):
    """What a mark without text is."""

    PEN_STRIKE = "pen-strike"
    OVERTYPED = "overtyped"
    UNDERLINE = "underline"
    BORDER = "border"


@dataclass(frozen=True, slots=True)
class TrueWord:
    """One word, blank or scribble as it lies on the page."""

    id: int
    """Its place among the page's words, which is reading order."""
    text: str
    """Empty for a scribble."""
    kind: InkKind
    quad: Quad
    """The rectangle around its ink, turned as its text is, in pixels of the scan."""
    box: Box
    """The upright rectangle around its ink."""
    group: int
    """Which item of the page it belongs to."""
    line: int
    """Which line of the page it belongs to."""
    ink: str
    struck: str = ""
    """By what means it is struck out; empty where it is not."""
    is_unclear: bool = False
    """The transcriber could not read it."""
    is_overlaid: bool = False
    """A word in another ink, or the inside of a stamp's border, shares part of its box."""


@dataclass(frozen=True, slots=True)
class TrueMark:
    """A line of ink that is no word: a strike, an underline, the border of a stamp."""

    kind: LineKind
    quad: Quad
    box: Box
    group: int
    words: tuple[int, ...]
    """The words it strikes out, underlines or surrounds."""


@dataclass(frozen=True, slots=True)
class PageTruth:
    """All that stands on one page; written beside its scan as JSON."""

    width: int
    height: int
    dpi: int
    wear: int
    mode: str
    face: str
    skew: float
    """Degrees clockwise."""
    words: tuple[TrueWord, ...]
    marks: tuple[TrueMark, ...]
    text: str
    """What a perfect reading of the page gives: its lines from the top down."""

    def to_json(self) -> dict[str, Any]:
        head = ("width", "height", "dpi", "wear", "mode", "face", "skew", "text")
        return {
            **{name: getattr(self, name) for name in head},
            "words": [_word_json(word) for word in self.words],
            "marks": [_mark_json(mark) for mark in self.marks],
        }


def _word_json(word: TrueWord) -> dict[str, Any]:
    return {
        "id": word.id,
        "text": word.text,
        "kind": str(word.kind),
        "box": _box_json(word.box),
        "quad": _quad_json(word.quad),
        "group": word.group,
        "line": word.line,
        "ink": word.ink,
        "struck": word.struck,
        "unclear": word.is_unclear,
        "overlaid": word.is_overlaid,
    }


def _mark_json(mark: TrueMark) -> dict[str, Any]:
    return {
        "kind": str(mark.kind),
        "box": _box_json(mark.box),
        "quad": _quad_json(mark.quad),
        "group": mark.group,
        "words": list(mark.words),
    }


def _box_json(box: Box) -> list[int]:
    return [box.left, box.top, box.right, box.bottom]


def _quad_json(quad: Quad) -> list[list[float]]:
    return [[round(x, 1), round(y, 1)] for x, y in quad]
