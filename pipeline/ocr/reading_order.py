"""Putting the lines of a page in another order than the engine's, where they make clearly more sense so.

Tesseract at times reads straight across two columns, takes columns in another order, or splits a paragraph beside a
stamp into blocks, and no resolution or preparation helps in general. So its lines are tried from the top down, and,
cut at the gutters that the boxes of the words show, column by column. Such an order is kept only where the text itself
says so: tables, forms and letters have gutters too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.model.geometry import Box, surround
from pipeline.model.page import Line, Page, Region, Word
from pipeline.ocr.detectors.frame import frame_of
from pipeline.ocr.gutters import LEAST_ROWS, Gutter, find_gutters
from pipeline.ocr.seams import coherence

MARGIN = 12.0
"""By how much more must speak for an order than for any simpler one, as a natural logarithm of how often that happens
by chance. Where it would have made things worse it came to 11 at most, where it mended much to 16 and more."""
ROWS, STRICT, LOOSE = None, 0, 1
"""Ways to part a page, from the simplest to the boldest: not at all, or at gutters that so many words in a band may
cross."""
SURE = 0.8
"""Confidence from which the words beside a seam between two lines are believed."""
OVER = 1.5
"""Heights of a word by which a line that crosses a gutter reaches beyond its middle, on either side."""
SAME_ROW = 0.5
"""Heights of a word within which lines stand beside each other."""
ORDER_NOTE = "lines were put in another order than the engine's, since they make more sense so"

_RULE = re.compile(r"(?<=[^\W_])([.,;:?!'\"’”-]*)[|\]\[}{\\/¦]+(?=[\"'“‘]*[^\W_])")
"""A rule between columns, read as a sign within a word that joins two."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or a part of one between two gutters."""

    words: tuple[Word, ...]
    box: Box
    """On the page put straight."""

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def down(self) -> float:
        """The height of its middle."""
        return (self.box.top + self.box.bottom) / 2


@dataclass(frozen=True, slots=True)
class Cut:
    """A gutter through pieces: those above its upper end, left and right of it, and below."""

    gutter: Gutter
    length: float
    parts: tuple[tuple[Piece, ...], ...]


def in_order(page: Page) -> Page:
    """Return the page with its lines in the order that makes most sense: the engine's, or another if that is clear."""
    frame = frame_of(page)
    if not frame.is_seen or any(word.box is None for word in page.words):
        return page
    parted = _parted_at_rules(page)
    words = [_straight(word.box, frame.slope) for word in parted.words if word.box and _is_text(word)]
    best, most = page, 0.0
    for crossing in (ROWS, STRICT, LOOSE):
        gutters = [] if crossing is None else find_gutters(words, frame.height, crossing)
        if crossing is not None and not gutters:
            continue
        pieces = tuple(_pieces(parted if gutters else page, gutters, frame.slope))
        columns = _arranged(pieces, gutters, frame.height)
        more = _sense([piece for column in columns for piece in column], page) - _sense(pieces, page)
        if more > most + MARGIN:
            best, most = _of_columns(page, columns), more
    return best


def _sense(pieces: Iterable[Piece], page: Page) -> float:
    """Return how much speaks for an order of lines, told from the seams between words that were read surely."""
    following = (
        (piece.text, after.text)
        for piece, after in pairwise(pieces)
        if min(piece.words[-1].confidence or 0.0, after.words[0].confidence or 0.0) >= SURE
    )
    return coherence(following, page.engine.languages)


def _of_columns(page: Page, columns: Iterable[Sequence[Piece]]) -> Page:
    regions = []
    for column in columns:
        boxes = [surround(word.box for word in piece.words if word.box) for piece in column]
        lines = tuple(Line(piece.words, box) for piece, box in zip(column, boxes, strict=True))
        regions.append(Region(lines, surround(boxes)))
    return replace(page, regions=tuple(regions), notes=(*page.notes, ORDER_NOTE))


def _pieces(page: Page, gutters: Sequence[Gutter], slope: float) -> Iterator[Piece]:
    """Yield the lines of a page, all of whose words have a place, cut at the gutters."""
    for line in page.lines:
        placed = [(word, _straight(word.box, slope)) for word in line.words if word.box]
        down = sum(box.top + box.bottom for _, box in placed) / (2 * len(placed))
        ends = [gutter.across(down) for gutter in gutters if gutter.top <= down <= gutter.bottom]
        columns: dict[int, list[tuple[Word, Box]]] = {}
        for word, box in placed:
            columns.setdefault(sum(box.left + box.right > 2 * end for end in ends), []).append((word, box))
        for _, part in sorted(columns.items()):
            yield Piece(tuple(word for word, _ in part), surround(box for _, box in part))


def _arranged(pieces: Sequence[Piece], gutters: Sequence[Gutter], height: float) -> list[tuple[Piece, ...]]:
    """Return the pieces column by column: the longest gutter parts them first, then others what is on its sides.

    ``height`` is that of a word, in pixels.
    """
    cuts = [cut for gutter in gutters if (cut := _cut(pieces, gutter, height))]
    if not cuts:
        return [_by_rows(pieces, height)] if pieces else []
    longest = max(cuts, key=lambda cut: (cut.length, -cut.gutter.across(cut.gutter.top)))
    rest = [gutter for gutter in gutters if gutter is not longest.gutter]
    return [column for part in longest.parts for column in _arranged(part, rest, height)]


def _cut(pieces: Sequence[Piece], gutter: Gutter, height: float) -> Cut | None:
    """Part the pieces at a gutter, as far up and down as no line crosses it; None where one side has no column."""
    crossing = [piece for piece in pieces if _crosses(piece, gutter, OVER * height)]
    top = max((piece.box.bottom for piece in crossing if piece.down < gutter.top), default=float("-inf"))
    bottom = min((piece.box.top for piece in crossing if piece.down > gutter.bottom), default=float("inf"))
    beside = [piece for piece in pieces if top <= piece.down <= bottom]
    left = tuple(piece for piece in beside if piece.box.left + piece.box.right < 2 * gutter.across(piece.down))
    right = tuple(piece for piece in beside if piece.box.left + piece.box.right >= 2 * gutter.across(piece.down))
    if min(len(left), len(right)) < LEAST_ROWS:
        return None
    above = tuple(piece for piece in pieces if piece.down < top)
    below = tuple(piece for piece in pieces if piece.down > bottom)
    length = max(piece.down for piece in beside) - min(piece.down for piece in beside)
    return Cut(gutter, length, (above, left, right, below))


def _crosses(piece: Piece, gutter: Gutter, over: float) -> bool:
    across = gutter.across(piece.down)
    return piece.box.left < across - over and piece.box.right > across + over


def _by_rows(pieces: Sequence[Piece], height: float) -> tuple[Piece, ...]:
    """Return the pieces from the top down, those of a row from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.down, piece.box)):
        if rows and piece.down - rows[-1][0].down <= SAME_ROW * height:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return tuple(piece for row in rows for piece in sorted(row, key=lambda piece: piece.box))


def _straight(box: Box, slope: float) -> Box:
    """Return where a box lies once the page is turned so that its lines are level."""
    right = slope * (box.top + box.bottom) / 2
    down = -slope * (box.left + box.right) / 2
    return Box(round(box.left + right), round(box.top + down), round(box.right + right), round(box.bottom + down))


def _is_text(word: Word) -> bool:
    return any(map(str.isalnum, word.text))


def _parted_at_rules(page: Page) -> Page:
    """Return the page with words in which a rule was read as two; what else was read there is no reading of either."""
    regions = tuple(
        replace(
            region,
            lines=tuple(
                replace(line, words=tuple(part for word in line.words for part in _at_rule(word)))
                for line in region.lines
            ),
        )
        for region in page.regions
    )
    return replace(page, regions=regions)


def _at_rule(word: Word) -> tuple[Word, ...]:
    rule, box = _RULE.search(word.text), word.box
    if rule is None or box is None:
        return (word,)
    ends = rule.end(1), rule.end()
    left, right = (box.left + box.width * end // len(word.text) for end in ends)
    before = replace(word, text=word.text[: ends[0]], box=replace(box, right=left), readings=())
    after = replace(word, text=word.text[ends[1] :], box=replace(box, left=right), readings=())
    return (before, *_at_rule(after))
