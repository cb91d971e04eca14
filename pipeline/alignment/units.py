"""The units of a transcript beside its letters: where a cut between two letters falls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.alignment.squeezed import squeeze
from pipeline.alignment.witness import UNIT_KINDS, reference_witness
from pipeline.model.geometry import Span
from pipeline.model.transcript import Token, TokenKind

WITHIN_WORD, AT_WORD, AT_LINE, AT_PARAGRAPH, AT_PAGE = 15, 0, -8, -15, -60
"""What a cut costs, in tenths of an edit."""


class Units:
    """The units of a transcript and the breaks between them."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.witness = reference_witness(tokens)
        self.letters = squeeze(self.witness.text)
        self.extents = _extents(tokens, self.witness.units)
        """Where each unit stands in the file, with the markup that touches it and nothing else."""
        self.breaks = _breaks(tokens, self.witness.units)
        """What a cut before each unit costs."""
        starts = np.asarray(self.witness.starts, np.int64)
        self.of_letter: NDArray[np.int64] = np.searchsorted(starts, self.letters.places, "right") - 1
        """The unit that each letter belongs to."""
        self.cut_costs, self.cut_units = self._cuts()

    def __len__(self) -> int:
        return len(self.witness.units)

    def _cuts(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return, for each place between two letters, what a cut there costs, and the unit that it falls before."""
        count = len(self.letters) + 1
        costs = np.full(count, WITHIN_WORD, np.int64)
        units = np.zeros(count, np.int64)
        units[:-1] = self.of_letter
        units[-1] = len(self)
        costs[[0, -1]] = AT_WORD
        for place in np.flatnonzero(np.diff(self.of_letter)) + 1:
            last, following = int(self.of_letter[place - 1]), int(self.of_letter[place])
            # A unit without letters (a dash, a gap) goes to the page before, unless a stronger break says otherwise.
            unit = min(range(following, last, -1), key=lambda unit: self.breaks[unit])
            costs[place], units[place] = self.breaks[unit], unit
        return costs, units

    def letter_range(self, first: int, end: int) -> tuple[int, int]:
        """Return the first and last + 1 of the letters of neighbouring units."""
        start, stop = np.searchsorted(self.of_letter, (first, end), "left")
        return int(start), int(stop)

    def letter_places(self, units: Sequence[int]) -> NDArray[np.int64]:
        """Return the letters that belong to some units, rising."""
        wanted = np.zeros(len(self), np.bool_)
        wanted[list(units)] = True
        return np.flatnonzero(wanted[self.of_letter])

    def letters_of(self, units: Sequence[int]) -> str:
        """Return the letters of some units, in order."""
        return self.letters.points[self.letter_places(units)].tobytes().decode("utf-32-le", "surrogatepass")

    def file_spans(self, units: Iterable[int]) -> list[Span]:
        """Return where units stand in the file, with the markup that touches them: a span for each run."""
        spans: list[Span] = []
        last = -2
        for unit in units:
            extent = self.extents[unit]
            if unit == last + 1:
                spans[-1] = Span(spans[-1].start, extent.end)
            else:
                spans.append(extent)
            last = unit
        return spans


def _breaks(tokens: Sequence[Token], units: Sequence[Token]) -> list[int]:
    """Return what a cut before each unit costs."""
    costs: list[int] = []
    lines, has_page_break = 0, False
    for token in tokens:
        if token.kind is TokenKind.LINE_BREAK:
            lines += 1
        elif token.kind is TokenKind.PAGE_BREAK:
            has_page_break = True
        elif len(costs) < len(units) and token is units[len(costs)]:
            by_lines = (AT_WORD, AT_LINE, AT_PARAGRAPH)[min(lines, 2)]
            costs.append(AT_PAGE if has_page_break else by_lines)
            lines, has_page_break = 0, False
    return costs


def _extents(tokens: Sequence[Token], units: Sequence[Token]) -> list[Span]:
    """Return the places of units in the file, those of their delimiters included (``~~SM~~``)."""
    extents: list[Span] = []
    cluster: list[Token] = []
    for token in (*tokens, None):
        if token is not None and token.kind not in (TokenKind.SPACE, TokenKind.LINE_BREAK, TokenKind.PAGE_BREAK):
            cluster.append(token)
            continue
        inside = [part for part in cluster if part.kind in UNIT_KINDS and part.text]
        for number, part in enumerate(inside):
            start = cluster[0].start if number == 0 else part.start
            end = cluster[-1].end if number == len(inside) - 1 else part.end
            extents.append(Span(start, end))
        cluster = []
    assert len(extents) == len(units)
    return extents
