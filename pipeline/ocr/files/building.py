"""What the readers of all formats share: making words, lines and regions of what a file says, oddities counted.

A value that makes no sense never loses text: the word is kept, its box or confidence becomes unknown, and the page
carries one note for each kind of oddity, with a count.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.model.geometry import Box, surround
from pipeline.model.page import InkKind, Line, Reading, Region, Word

NO_BOX = "boxes that make no sense were dropped"
NO_CONFIDENCE = "confidences that make no sense are taken as unknown"
SHARED_BOX = "lines without boxes for their words: these are estimated"
UNORDERED = "regions missing from the reading order were added at the end"
WRONG_ORDER = "entries of the reading order that make no sense were passed over"
WORDS_DIFFER = "lines say something else than their words; the words were taken"
LEAST_INSIDE = 0.5
"""Of a box's area, that must lie on the page; what sticks out is cut off."""

INK_WORDS: tuple[tuple[str, InkKind], ...] = (
    ("signature", InkKind.SIGNATURE),
    ("stamp", InkKind.STAMP),
    ("handwrit", InkKind.HAND),
    ("manuscript", InkKind.HAND),
    ("typewrit", InkKind.BODY),
    ("print", InkKind.PRINT),
)
"""Words in the name of a region or line type, and what its text then is."""
INK_WEIGHT = 0.9


@dataclass(slots=True)
class Sheet:
    """One page while it is being read: its size, and what was odd about it."""

    width: int
    height: int
    oddities: Counter[str] = field(default_factory=Counter)

    def note(self, oddity: str) -> None:
        self.oddities[oddity] += 1

    def notes(self) -> tuple[str, ...]:
        return tuple(f"{count} {oddity}" for oddity, count in sorted(self.oddities.items()))

    def box(self, edges: Sequence[str | float | None]) -> Box | None:
        """Return the box with the edges left, top, right, bottom, or None, noted, when they make none on this page."""
        box = self._box([number(edge) for edge in edges])
        if box is None:
            self.note(NO_BOX)
        return box

    def _box(self, edges: Sequence[float | None]) -> Box | None:
        known = [round(edge) for edge in edges if edge is not None]
        if len(known) != 4 or known[2] <= known[0] or known[3] <= known[1]:
            return None
        whole, inside = Box(*known), Box(0, 0, self.width, self.height)
        if whole.overlap(inside) / whole.area < LEAST_INSIDE:  # in whole numbers, which may be of any size
            return None
        return Box(max(whole.left, 0), max(whole.top, 0), min(whole.right, self.width), min(whole.bottom, self.height))

    def confidence(self, text: str | float | None, most: float = 1.0) -> float | None:
        """Return a confidence, given on a scale from 0 to ``most``, as 0–1; None when it is missing or no number."""
        if text is None:
            return None
        value = number(text)
        if value is None or not 0 <= value <= most:
            self.note(NO_CONFIDENCE)
            return None
        return value / most

    def words(self, text: str, box: Box | None, confidence: float | None) -> tuple[Word, ...]:
        """Return the words of ``text``; several share ``box`` by their lengths."""
        pieces = text.split()
        if box is None or len(pieces) < 2:
            return tuple(Word(piece, box, confidence) for piece in pieces)
        self.note(SHARED_BOX)
        return tuple(Word(piece, part, confidence) for piece, part in zip(pieces, _shares(box, pieces), strict=True))


def number(text: str | float | None) -> float | None:
    """Return a finite number, or None."""
    try:
        value = float(text) if text is not None else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def points_box(text: str) -> tuple[float, float, float, float] | None:
    """Return the edges around points, written as ``1,2 3,4``; None when any makes no sense, or there are none."""
    pairs = [[number(part) for part in pair.split(",")] for pair in text.split()]
    known = [(pair[0], pair[1]) for pair in pairs if len(pair) == 2 and pair[0] is not None and pair[1] is not None]
    if not known or len(known) != len(pairs):
        return None
    across, down = zip(*known, strict=True)
    return min(across), min(down), max(across), max(down)


def with_readings(words: tuple[Word, ...], texts: Iterable[tuple[str, float | None]]) -> tuple[Word, ...]:
    """Return the words with further readings of their place; only a single word can have them."""
    readings = tuple(Reading(" ".join(text.split()), "alternative", sure) for text, sure in texts if text.strip())
    if len(words) != 1 or not readings:
        return words
    return (replace(words[0], readings=readings),)


def of_kind(words: tuple[Word, ...], name: str) -> tuple[Word, ...]:
    """Return the words marked as the kind of ink that the name of a region or line type speaks of, if any."""
    kind = ink_kind(name)
    return words if kind is None else tuple(replace(word, ink=kind, ink_weight=INK_WEIGHT) for word in words)


def ink_kind(name: str) -> InkKind | None:
    """Return the kind of ink that a name such as ``DefaultLine:Signature`` speaks of."""
    lowered = name.lower()
    return next((kind for word, kind in INK_WORDS if word in lowered), None)


def make_line(words: Sequence[Word], box: Box | None) -> tuple[Line, ...]:
    """Return a line, or nothing when there are no words."""
    return (Line(tuple(words), box or _around(words)),) if words else ()


def make_region(lines: Sequence[Line], box: Box | None, kind: str = "text") -> tuple[Region, ...]:
    """Return a region, or nothing when there are no lines."""
    return (Region(tuple(lines), box or _around(lines), kind),) if lines else ()


def _around(parts: Sequence[Word] | Sequence[Line]) -> Box | None:
    boxes = [part.box for part in parts if part.box]
    return surround(boxes) if boxes else None


def _shares(box: Box, pieces: Sequence[str]) -> list[Box]:
    """Cut a line's box into boxes for its words, as if all characters were equally wide."""
    total = sum(map(len, pieces)) + len(pieces) - 1
    shares, start = [], 0
    for piece in pieces:
        left = min(box.left + box.width * start // total, box.right - 1)
        right = box.left - (-box.width * (start + len(piece)) // total)
        shares.append(Box(left, box.top, right, box.bottom))
        start += len(piece) + 1
    return shares
