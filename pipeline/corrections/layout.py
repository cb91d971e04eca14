"""Where the words of a page stand among each other: which lines the transcript has, and where one is left out."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from pipeline.model.alignment import Alignment
from pipeline.model.difference import Difference
from pipeline.model.geometry import Box


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
    beside = [pair.ocr for pair in alignment.pairs if pair.words and pair.tokens]
    ends, begins = frozenset(span.end for span in beside), frozenset(span.start for span in beside)
    return Layout(starts, ends, begins, tuple(zip(placed, words, strict=True)))


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
