"""The alignment that the ISRI tools make: Ukkonen's, with wildcards, ties broken as they break them.

Which of several cheapest alignments is taken decides which gap an error stands in, and so whether a mark covers it.
The method is that of ``fastukk_sync`` of the ISRI Analytic Tools (S. V. Rice): for each number of edits p and each
diagonal k, how far the reference can be matched; diagonals that cannot lead to a cheapest alignment are left out.
Takes time and space that grow with the square of the number of edits.
"""

from __future__ import annotations

from collections.abc import Sequence

WILDCARD = "~"


def match_runs(reference: Sequence[str], ocr: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return the matching runs of a cheapest alignment: start in the reference, start in the OCR, length.

    The wildcard matches nothing, not even itself.
    """
    paths = _find_paths(reference, ocr)
    runs: list[tuple[int, int, int]] = []
    diagonal = len(ocr) - len(reference)
    for edits in range(len(paths) - 1, -1, -1):
        start, previous = _start(diagonal, paths[edits - 1] if edits else {})
        length = paths[edits][diagonal] - start
        if length:
            runs.append((start, start + diagonal, length))
        diagonal = previous
    return runs[::-1]


class _Search:
    """The diagonals still worth following, and how far each is followed."""

    def __init__(self, reference: Sequence[str], ocr: Sequence[str]) -> None:
        self.reference, self.ocr = reference, ocr
        self.goal = len(ocr) - len(reference)
        self.lowest, self.highest = -len(reference), len(ocr)
        self.paths: list[dict[int, int]] = []

    def step(self) -> None:
        """Follow the diagonals with one edit more."""
        edits = len(self.paths)
        before = self.paths[-1] if self.paths else {}
        reached: dict[int, int] = {}
        if self.goal >= 0:
            self._go_down(min(self.goal, edits), edits, before, reached)
            self._go_up(self.goal + 1, edits, before, reached)
        else:
            self._go_up(max(self.goal, -edits), edits, before, reached)
            self._go_down(self.goal - 1, edits, before, reached)
        self.paths.append(reached)

    def _go_down(self, diagonal: int, edits: int, before: dict[int, int], reached: dict[int, int]) -> None:
        while diagonal >= max(self.lowest, -edits):
            reached[diagonal] = self._follow(diagonal, edits, before)
            diagonal -= 1

    def _go_up(self, diagonal: int, edits: int, before: dict[int, int], reached: dict[int, int]) -> None:
        while diagonal <= min(self.highest, edits):
            reached[diagonal] = self._follow(diagonal, edits, before)
            diagonal += 1

    def _follow(self, diagonal: int, edits: int, before: dict[int, int]) -> int:
        reference, ocr = self.reference, self.ocr
        length, ocr_length = len(reference), len(ocr)
        end = _start(diagonal, before)[0]
        other = end + diagonal
        while end < length and other < ocr_length and reference[end] == ocr[other] != WILDCARD:
            end += 1
            other += 1
        if end == length:
            self.lowest = diagonal + 1
        if other == ocr_length:
            self.highest = diagonal - 1
        bound = edits + max(length, ocr_length - diagonal) - end
        self.lowest = max(self.lowest, (1 - bound + self.goal) >> 1)
        self.highest = min(self.highest, (bound + self.goal) >> 1)
        return end


def _find_paths(reference: Sequence[str], ocr: Sequence[str]) -> list[dict[int, int]]:
    """Return, for each number of edits from 0 to the distance, how far each diagonal reaches in the reference."""
    search = _Search(reference, ocr)
    while search.lowest <= search.goal:
        search.step()
    return search.paths


def _start(diagonal: int, before: dict[int, int]) -> tuple[int, int]:
    """Return where a diagonal starts after one edit more, and the diagonal it came from; later ones win ties."""
    best, origin = 0, diagonal
    for neighbour in (diagonal - 1, diagonal, diagonal + 1):
        if neighbour in before:
            value = before[neighbour] + (neighbour >= diagonal)
            if value >= best:
                best, origin = value, neighbour
    return best, origin
