"""Typed lines: every character in its cell, with the faults of its type and of the stroke."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from pipeline.model.page import InkKind
from tests.forge.canvas import Canvas, Outline, Patch, Rect, draw_text, rect_around, rect_outline
from tests.forge.faces import load_face, type_pixels
from tests.forge.pen import strike_through
from tests.forge.sheet import Sheet
from tests.forge.spec import Ink, Means, PageSpec, Strike, Typed
from tests.forge.truth import LineKind
from tests.forge.wear import Machine


class Typist:
    """Types on a sheet with one machine."""

    def __init__(self, sheet: Sheet, spec: PageSpec, machine: Machine) -> None:
        self.sheet, self.machine = sheet, machine
        self.cell = sheet.inch / spec.columns_per_inch
        self.font = load_face(spec.face, type_pixels(spec.face, self.cell))

    def type_line(self, item: Typed, group: int, rng: np.random.Generator) -> None:
        """Type a line, overtype and underline it, and note its words."""
        left, baseline = item.left * self.sheet.inch, item.baseline * self.sheet.inch
        line = self.sheet.new_line()
        numbers: list[int] = []
        outlines: list[Outline] = []
        for index, match in enumerate(re.finditer(r"\S+", item.text)):
            outlines.append(self._type_word(match.group(), left + match.start() * self.cell, baseline, rng))
            numbers.append(
                self.sheet.add_word(
                    match.group(),
                    outlines[-1],
                    kind=InkKind.FILE_NUMBER if item.is_file_number else InkKind.BODY,
                    ink=Ink.RIBBON,
                    group=group,
                    line=line,
                    struck=_means(item.strikes, index),
                )
            )
        for strike in item.strikes:
            self._strike(strike, item.text, (left, baseline), outlines, numbers, group, rng)
        if item.is_underlined:
            self._underline(rect_around(np.concatenate(outlines)), baseline, numbers, group, rng)

    def _type_word(self, word: str, left: float, baseline: float, rng: np.random.Generator) -> Outline:
        outlines = []
        for index, character in enumerate(word):
            patch = self._stroke(character, left + index * self.cell, baseline, rng)
            self.sheet.lay(Ink.RIBBON, patch)
            outlines.append(patch.outline())
        outline = np.concatenate(outlines)
        # A word of strokes too faint to measure keeps the cells it was typed in.
        cells = (left, baseline - self.cell, left + len(word) * self.cell, baseline)
        return outline if len(outline) else rect_outline(cells)

    def _stroke(self, character: str, left: float, baseline: float, rng: np.random.Generator) -> Patch:
        unit = self.sheet.inch / 100
        wear = self.machine.wear
        right, down, force = self.machine.fault(character)
        jitter = rng.standard_normal(3)
        centre = (self.cell - self.font.getlength(character)) / 2
        at = (left + centre + (right + jitter[0] * wear.jitter * 0.4) * unit, baseline + down * unit)
        patch = draw_text(character, self.font, (at[0], at[1] + jitter[1] * wear.jitter * 0.3 * unit))
        weight = np.clip(force + jitter[2] * wear.uneven, 0.35, 1.15)
        cover = np.clip(patch.cover * np.float32(weight), 0, 1)
        if rng.random() < wear.faint:
            cover = cover * _half(cover.shape, rng)
        return replace(patch, cover=cover)

    def _strike(
        self,
        strike: Strike,
        text: str,
        at: tuple[float, float],
        outlines: list[Outline],
        numbers: list[int],
        group: int,
        rng: np.random.Generator,
    ) -> None:
        words = numbers[strike.first : strike.last]
        rect = rect_around(np.concatenate(outlines[strike.first : strike.last]))
        if strike.means is Means.PEN:
            strike_through(self.sheet, Ink.PEN, rect, group, words, rng)
            return
        spans = [match.span() for match in re.finditer(r"\S+", text)][strike.first : strike.last]
        sign = "x" if strike.means is Means.CROSSES else "-"
        left = at[0] + spans[0][0] * self.cell
        over = self._type_word(sign * (spans[-1][1] - spans[0][0]), left, at[1], rng)
        self.sheet.add_mark(LineKind.OVERTYPED, rect_around(over), group, words)

    def _underline(self, rect: Rect, baseline: float, numbers: list[int], group: int, rng: np.random.Generator) -> None:
        count = round((rect[2] - rect[0]) / self.cell)
        line = self._type_word("_" * count, rect[0], baseline + 0.01 * self.sheet.inch, rng)
        self.sheet.add_mark(LineKind.UNDERLINE, rect_around(line), group, numbers)


def _means(strikes: tuple[Strike, ...], word: int) -> str:
    return next((str(strike.means) for strike in strikes if strike.first <= word < strike.last), "")


def _half(shape: tuple[int, ...], rng: np.random.Generator) -> Canvas:
    """Return the print of a type that hit with one side only: full ink fading to next to nothing."""
    axis = int(rng.integers(2))
    ramp = np.clip(np.linspace(1.4, 0.05, shape[axis]), 0, 1).astype(np.float32)
    ramp = ramp[::-1] if rng.random() < 0.5 else ramp
    return ramp[:, None] if axis == 0 else ramp[None, :]
