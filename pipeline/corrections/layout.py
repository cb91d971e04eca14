"""Where the words of a page stand among each other: which lines the transcript has, and where one is left out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from statistics import median

from pipeline.model.alignment import Alignment
from pipeline.model.difference import Difference
from pipeline.model.geometry import Box
from pipeline.model.page import Word


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of the OCR witness, and which of its words stand beside a token."""

    line_starts: tuple[int, ...]
    """Offsets in the OCR witness."""
    placed_ends: frozenset[int]
    """Where, in the OCR witness, the words that stand beside a token end."""
    placed_starts: frozenset[int]
    placed: tuple[tuple[int, int], ...]
    """For each line: how many of its words stand beside a token, and how many it has."""
    height: float
    """Pixels: middle height of the words that stand beside a token; 1 where there are none."""
    pitch: float
    """Pixels: middle width of a letter of these words."""

    def line_at(self, offset: int) -> int:
        return bisect_right(self.line_starts, offset) - 1

    def lines_of(self, difference: Difference) -> range:
        """Return the numbers of the lines that hold the difference's words."""
        spans = [pair.ocr for pair in difference.pairs if pair.words]
        if not spans:
            return range(0)
        return range(self.line_at(spans[0].start), self.line_at(max(spans[-1].end - 1, spans[0].start)) + 1)

    def is_enclosed(self, difference: Difference) -> bool:
        """Say whether the words right before and after it, in the same line, stand beside tokens."""
        spans = [pair.ocr for pair in difference.pairs if pair.words]
        if not spans:
            return False
        starts_line = spans[0].start in self.line_starts or spans[-1].end + 1 in self.line_starts
        return not starts_line and spans[0].start - 1 in self.placed_ends and spans[-1].end + 1 in self.placed_starts

    def share_placed(self, lines: range, without: int = 0) -> float:
        """Return which share of the words of ``lines`` stands beside tokens, ``without`` so many words; 0 for none."""
        listed = [self.placed[line] for line in lines if 0 <= line < len(self.placed)]
        total = sum(words for _, words in listed) - without
        return sum(placed for placed, _ in listed) / total if total > 0 else 0.0


def lay_out(alignment: Alignment) -> Layout:
    """Return the lines of the page, and how much of each the transcript has."""
    text = alignment.ocr.text
    starts = (0, *(index + 1 for index, char in enumerate(text) if char == "\n"))
    placed = [0] * len(starts)
    words = [0] * len(starts)
    for pair in alignment.pairs:
        if pair.words:
            line = bisect_right(starts, pair.ocr.start) - 1
            words[line] += len(pair.words)
            placed[line] += len(pair.words) if pair.tokens else 0
    beside = [pair for pair in alignment.pairs if pair.words and pair.tokens]
    ends, begins = frozenset(pair.ocr.end for pair in beside), frozenset(pair.ocr.start for pair in beside)
    typed = [word for pair in beside for word in pair.words if word.box and len(word.text) > 1]
    height = median(word.box.height for word in typed if word.box) if typed else 1.0
    pitch = median(word.box.width / len(word.text) for word in typed if word.box) if typed else 1.0
    return Layout(starts, ends, begins, tuple(zip(placed, words, strict=True)), height, pitch)


def gaps_around(difference: Difference, alignment: Alignment, layout: Layout) -> tuple[float | None, float | None]:
    """Return the gaps before and after the OCR's words in their line, in letters; None where no word stands there."""
    words = [word for pair in difference.pairs for word in pair.words]
    if not words:
        return None, None
    pairs = [pair for pair in alignment.pairs if pair.words]
    first = bisect_left(pairs, difference.pairs[0].ocr.start, key=lambda pair: pair.ocr.start)
    after = bisect_left(pairs, difference.pairs[-1].ocr.end, key=lambda pair: pair.ocr.start)
    before = pairs[first - 1].words[-1] if first else None
    behind = pairs[after].words[0] if after < len(pairs) else None
    return _gap(before, words[0], layout.pitch), _gap(words[-1], behind, layout.pitch)


def _gap(left: Word | None, right: Word | None, pitch: float) -> float | None:
    if not left or not right or not left.box or not right.box or not _share_line(left.box, right.box):
        return None
    return (right.box.left - left.box.right) / pitch


def room_for(difference: Difference, alignment: Alignment) -> float | None:
    """Return how much room the page leaves for text that only the transcript has, 1 meaning enough for it.

    The room is the gap between the words before and after it in the same line, less one blank, over the width that
    the text would take at these words' pitch. None where they stand in different lines, or nowhere.
    """
    first, last = difference.pairs[0].reference.start, difference.pairs[-1].reference.end
    before = after = None
    for pair in alignment.pairs:
        if not pair.tokens or not pair.words:
            continue
        if pair.reference.end <= first:
            before = pair
        elif pair.reference.start >= last:
            after = pair
            break
    if before is None or after is None:
        return None
    left, right = before.words[-1], after.words[0]
    if left.box is None or right.box is None or not _share_line(left.box, right.box):
        return None
    pitch = (left.box.width + right.box.width) / (len(left.text) + len(right.text))
    return (right.box.left - left.box.right - pitch) / (pitch * (len(difference.reference) + 1))


def _share_line(left: Box, right: Box) -> bool:
    middle = (right.top + right.bottom) / 2
    return left.top < middle < left.bottom and right.left > left.left
