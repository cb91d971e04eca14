"""A sheet of paper while it is being written on: one canvas for each ink, and the truth as it is laid."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.page import InkKind
from tests.forge.canvas import Canvas, Patch, Rect, blank_canvas, lay
from tests.forge.geometry import Affine, Quad, box_of, map_quad, quad_of
from tests.forge.spec import Ink
from tests.forge.truth import LineKind, TrueMark, TrueWord


class Sheet:
    """Collects ink and truth. Lengths are pixels; ``inch`` of them make an inch."""

    def __init__(self, width: int, height: int, inch: int) -> None:
        self.width, self.height, self.inch = width, height, inch
        self.layers: dict[Ink, Canvas] = {}
        self.words: list[TrueWord] = []
        self.marks: list[TrueMark] = []
        self._lines = 0

    def lay(self, ink: Ink, patch: Patch) -> None:
        if ink not in self.layers:
            self.layers[ink] = blank_canvas(self.width, self.height)
        lay(self.layers[ink], patch)

    def new_line(self) -> int:
        """Return a number for a line of words; lines are counted as they are written."""
        self._lines += 1
        return self._lines - 1

    def add_word(
        self,
        text: str,
        quad: Quad,
        *,
        kind: InkKind,
        ink: Ink,
        group: int,
        line: int,
        struck: str = "",
        is_unclear: bool = False,
    ) -> int:
        """Note a word that has been written, and return its number."""
        number = len(self.words)
        kind = InkKind.BLANK if text and not text.strip("_") else kind
        self.words.append(TrueWord(number, text, kind, quad, box_of(quad), group, line, str(ink), struck, is_unclear))
        return number

    def add_mark(self, kind: LineKind, quad: Quad, group: int, words: Iterable[int] = ()) -> None:
        self.marks.append(TrueMark(kind, quad, box_of(quad), group, tuple(words)))


def rect_quad(rect: Rect, affine: Affine | None = None) -> Quad:
    """Return a rectangle as a quad, mapped by ``affine`` if there is one."""
    return map_quad(affine or Affine(), quad_of(*rect))


def join_rects(rects: Iterable[Rect]) -> Rect:
    """Return the smallest rectangle around all of them."""
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))
