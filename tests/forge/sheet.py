"""A sheet of paper while it is being written on: one canvas for each ink, and the truth as it is laid."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.page import InkKind
from tests.forge.canvas import Canvas, Outline, Patch, Rect, blank_canvas, lay, rect_around
from tests.forge.geometry import Affine, box_of, map_quad, quad_of
from tests.forge.spec import Ink
from tests.forge.truth import LineKind, TrueMark, TrueWord

UNMOVED = Affine()


class Sheet:
    """Collects ink and truth. Lengths are pixels; ``inch`` of them make an inch."""

    def __init__(self, width: int, height: int, inch: int) -> None:
        self.width, self.height, self.inch = width, height, inch
        self.layers: dict[Ink, Canvas] = {}
        self.words: list[TrueWord] = []
        self.outlines: list[Outline] = []
        """Of the words, on the sheet."""
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
        outline: Outline,
        *,
        kind: InkKind,
        ink: Ink,
        group: int,
        line: int,
        affine: Affine = UNMOVED,
        struck: str = "",
        is_unclear: bool = False,
    ) -> int:
        """Note a word that has been written, and return its number; ``affine`` carries its outline to the sheet."""
        number = len(self.words)
        kind = InkKind.BLANK if text and not text.strip("_") else kind
        quad = map_quad(affine, quad_of(*rect_around(outline)))
        self.outlines.append(affine.map_all(outline))
        self.words.append(TrueWord(number, text, kind, quad, box_of(quad), group, line, str(ink), struck, is_unclear))
        return number

    def add_mark(
        self, kind: LineKind, rect: Rect, group: int, words: Iterable[int] = (), affine: Affine = UNMOVED
    ) -> None:
        quad = map_quad(affine, quad_of(*rect))
        self.marks.append(TrueMark(kind, quad, box_of(quad), group, tuple(words)))
