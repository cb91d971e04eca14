"""Levenshtein distance with jumps: which stretch of the reference each stretch of the OCR was read from.

A pointer walks the reference while the OCR is read from beginning to end. Besides the three steps of Levenshtein it
may, where an OCR word begins, jump to any word of the reference at a fixed price, or leave the reference and let a
stretch of the OCR stand alone at a price for each character. The cheapest walk is found exactly. The states are those
of passim (Smith, Cordell and Mullen, 2015), here on characters and without pruning.

There is a row of costs for each OCR character, computed at once with numpy. Costs are in tenths of an edit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.alignment.kmers import code_points, lower

EDIT = 10
OTHER_CASE = 4
"""A letter that differs in case alone."""
ALONE = 7
"""An OCR character that stands alone. Dearer, and stamps are swallowed; cheaper, and badly read words are lost."""
ENTER_ALONE = 20
LEAVE_ALONE = 25
SKIPS = (1, 2)
"""Reference characters left out at once: up to their sum. To leave out more, a jump is cheaper."""
MEMORY = 64_000_000
"""Bytes for the table. Where it does not fit, only some rows are kept, and the others computed a second time."""

MISMATCH_ROWS = 512
"""Kept for as many different characters."""

_FAR = 20_000
_ALONE = -1

Row = NDArray[np.int16]


class Walk(NamedTuple):
    """A stretch of the OCR that was read from a stretch of the reference."""

    start: int
    end: int
    ocr_start: int
    ocr_end: int


def walk_with_jumps(reference: str, ocr: str, landings: Sequence[int], prices: Mapping[int, int]) -> tuple[Walk, ...]:
    """Return the stretches of the cheapest walk, in the order of the OCR; what lies between them stands alone.

    ``landings`` are the places of the reference that a jump may lead to; ``prices`` says at which places of the OCR
    (at least every 500 characters) it may begin, and its price. The same stretch may be walked twice.
    """
    if not reference or not ocr or not landings:
        return ()
    return tuple(_Table(reference, ocr, landings, prices).walks())[::-1]


class _Table:
    """The rows of costs, and the way back through them.

    Row ``j`` holds, for each place of the reference, the cost of having read ``j`` characters of the OCR and standing
    there; ``base[j]`` is what was taken off it to keep its numbers small.
    """

    def __init__(self, reference: str, ocr: str, landings: Sequence[int], prices: Mapping[int, int]) -> None:
        self.mismatch = _Mismatch(reference, ocr)
        self.length = len(ocr)
        self.landings = np.asarray(landings, np.int64)
        self.prices = prices
        self.is_blank = [char.isspace() for char in ocr]
        self.base = [0] * (self.length + 1)
        self.alone = [0] * (self.length + 1)
        self.lowest: dict[int, tuple[int, int]] = {}
        """Row: the cheapest place before any jump, and its cost."""
        self.jumped: dict[int, tuple[int, int]] = {}
        """Row: the place its jumps start from, or ``_ALONE``, and what it costs to have landed."""
        self.entered: dict[int, int] = {}
        """Row: the place where the walk that stands alone left the reference."""
        self.first = np.full(len(reference) + 1, _FAR, np.int16)
        self.first[self.landings] = 0
        _skip(self.first, np.empty_like(self.first))

    def walks(self) -> Iterator[Walk]:
        """Yield the stretches of the cheapest walk, the last one first."""
        chunk = max(64, MEMORY // (2 * len(self.first)))
        checkpoints = [self.first]
        starts = range(0, self.length, chunk)
        for start in starts:
            rows = self._advance(checkpoints[-1], start, min(start + chunk, self.length))
            checkpoints.append(rows[-1].copy())
        trace = _Trace(self, rows[-1])
        for start in reversed(starts):
            if start != starts[-1]:
                rows = self._advance(checkpoints[start // chunk], start, start + chunk)
            yield from trace.follow(rows, start)

    def _advance(self, row: Row, start: int, end: int) -> NDArray[np.int16]:
        """Return the rows from ``start`` to ``end``, the first being ``row``."""
        rows = np.empty((end - start + 1, len(row)), np.int16)
        rows[0] = row
        buffer = np.empty_like(row)
        for number in range(start + 1, end + 1):
            before, now = rows[number - start - 1], rows[number - start]
            np.add(before, EDIT, out=buffer)
            np.add(before[:-1], self.mismatch.of(number - 1), out=now[1:])
            now[0] = buffer[0]
            np.minimum(now, buffer, out=now)
            self.base[number] = self.base[number - 1]
            self.alone[number] = self.alone[number - 1] + (0 if self.is_blank[number - 1] else ALONE)
            if number in self.prices:
                self._jump(now, number)
            _skip(now, buffer)
        return rows

    def _jump(self, row: Row, number: int) -> None:
        """Let the walk jump, enter the reference again or leave it, where an OCR word begins."""
        base = self.base[number]
        place = int(row.argmin())
        cost = int(row[place]) + base
        jump, leave = cost + self.prices[number], self.alone[number] + LEAVE_ALONE
        landed = min(jump, leave)
        self.lowest[number] = (place, cost)
        self.jumped[number] = (place if jump <= leave else _ALONE, landed)
        if cost + ENTER_ALONE < self.alone[number]:
            self.alone[number] = cost + ENTER_ALONE
            self.entered[number] = place
        row[self.landings] = np.minimum(row[self.landings], landed - base)
        lowest = min(cost, landed) - base
        row -= lowest
        np.minimum(row, _FAR, out=row)
        self.base[number] += lowest


class _Trace:
    """The cheapest walk, followed backward through chunks of rows."""

    def __init__(self, table: _Table, last: Row) -> None:
        self.table = table
        self.row = self.end_row = table.length
        self.place = self.end_place = int(last.argmin())
        self.cost = int(last[self.place]) + table.base[self.row]
        self.is_alone = table.alone[self.row] <= self.cost

    def follow(self, rows: NDArray[np.int16], start: int) -> Iterator[Walk]:
        """Yield the stretches that begin in these rows, from the last row back to row ``start``."""
        while self.row > start:
            if self.is_alone:
                self._step_alone()
            elif not self._step_back(rows[self.row - start - 1]):
                yield self._leap()
        if not self.row and not self.is_alone:
            yield Walk(self.place - self.cost // EDIT, self.end_place, 0, self.end_row)

    def _step_alone(self) -> None:
        self.row -= 1
        if self.row in self.table.entered:
            self.is_alone = False
            self._arrive(*self.table.lowest[self.row])

    def _arrive(self, place: int, cost: int) -> None:
        self.place, self.cost = place, cost
        self.end_place, self.end_row = place, self.row

    def _step_back(self, before: Row) -> bool:
        """Go one OCR character back; False when the walk came here by a jump."""
        cost = self.cost - self.table.base[self.row - 1]
        mismatch = self.table.mismatch.of(self.row - 1)
        for skipped in range(min(sum(SKIPS), self.place) + 1):
            place = self.place - skipped
            paid = cost - skipped * EDIT
            if place and int(before[place - 1]) + int(mismatch[place - 1]) == paid:
                place -= 1
            elif int(before[place]) + EDIT != paid:
                continue
            self.row -= 1
            self.place, self.cost = place, int(before[place]) + self.table.base[self.row]
            return True
        return False

    def _leap(self) -> Walk:
        """Go back over the jump that led here, and return the stretch that it began."""
        source, cost = self.table.jumped[self.row]
        landing = self.place - (self.cost - cost) // EDIT
        walk = Walk(landing, self.end_place, self.row, self.end_row)
        if source == _ALONE:
            self.is_alone = True
        else:
            self._arrive(*self.table.lowest[self.row])
        return walk


class _Mismatch:
    """The price of reading each character of the reference as a given character of the OCR, row by row."""

    def __init__(self, reference: str, ocr: str) -> None:
        self.reference, self.ocr = code_points(reference), code_points(ocr).tolist()
        self.folded, self.ocr_folded = code_points(lower(reference)), code_points(lower(ocr)).tolist()
        self.rows: dict[int, Row] = {}

    def of(self, position: int) -> Row:
        """Return the prices of the OCR character at ``position``."""
        char = self.ocr[position]
        if char not in self.rows:
            if len(self.rows) >= MISMATCH_ROWS:
                self.rows.clear()
            row = np.where(self.folded == self.ocr_folded[position], OTHER_CASE, EDIT).astype(np.int16)
            row[self.reference == char] = 0
            self.rows[char] = row
        return self.rows[char]


def _skip(row: Row, buffer: Row) -> None:
    """Let the pointer leave out a few characters of the reference; ``buffer`` is scratch of the same size."""
    for skipped in SKIPS:
        if skipped < len(row):
            np.add(row[:-skipped], skipped * EDIT, out=buffer[:-skipped])
            np.minimum(row[skipped:], buffer[:-skipped], out=row[skipped:])
