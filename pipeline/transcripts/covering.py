"""Marks in order, and those that cover a place."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from pipeline.model.transcript import Mark


def outermost_first(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks by where they begin, the longer first."""
    return tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)))


class Covering:
    """The marks that cover a place, asked for from left to right."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self._next = 0
        self._active: tuple[Mark, ...] = ()
        self.until = 0
        """The next offset at which a mark begins or ends."""

    def at(self, place: int) -> tuple[Mark, ...]:
        """Return those that cover ``place``, outermost first."""
        if place < self.until:
            return self._active
        first = self._next
        while self._next < len(self._marks) and self._marks[self._next].span.start <= place:
            self._next += 1
        candidates = (*self._active, *self._marks[first : self._next])
        self._active = tuple(mark for mark in candidates if mark.span.end > place)
        edges = [mark.span.end for mark in self._active]
        if self._next < len(self._marks):
            edges.append(self._marks[self._next].span.start)
        self.until = min(edges, default=sys.maxsize)
        return self._active
