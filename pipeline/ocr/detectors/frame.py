"""The frame of a typed page, from its own words: how wide and high its letters are, how it is turned, where it is."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from pipeline.model.geometry import Box
from pipeline.model.page import Line, Page, Word

CLEAR = 0.85
"""Confidence from which a word helps to tell the frame."""
LEAST_WORDS = 20
"""Clear words without which a page has no frame of its own."""
LINE = 4
"""Clear words that a line must have to tell how the page is turned, and where its text begins and ends."""
GAP = 0.15
"""Of a pitch: the white that the box of a word lacks, beside the room of its letters."""
USUAL_HEIGHT = 0.11
"""Inches of a typed word's height, where the page does not say."""
USUAL_PITCH = 0.1
"""Inches from letter to letter: pica type."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Lengths in pixels of the page."""

    pitch: float
    """From letter to letter."""
    height: float
    """Of a word."""
    slope: float
    """Pixels down for each pixel to the right, along a line of type."""
    column: Box
    """Where lines of text stand."""
    is_seen: bool
    """Whether the page itself says so; otherwise all of this is what is usual."""

    def pitch_fit(self, word: Word) -> float:
        """Return the width of a word over the width its letters should take; 1 where it has no place."""
        if word.box is None:
            return 1.0
        return word.box.width / ((len(word.text) - GAP) * self.pitch)


def frame_of(page: Page) -> Frame:
    """Return the frame of a page; of a page with few clear words, the usual one."""
    dpi = page.dpi or 300.0
    whole = Box(0, 0, page.width, page.height)
    clear = [word for word in page.words if is_clear(word)]
    if len(clear) < LEAST_WORDS:
        return Frame(USUAL_PITCH * dpi, USUAL_HEIGHT * dpi, 0.0, whole, is_seen=False)
    lines = [line for line in page.lines if sum(map(is_clear, line.words)) >= LINE]
    return Frame(
        pitch=median(word.box.width / (len(word.text) - GAP) for word in clear if word.box),
        height=median(word.box.height for word in clear if word.box),
        slope=median([_slope(line) for line in lines] or [0.0]),
        column=_column(lines) or whole,
        is_seen=True,
    )


def is_clear(word: Word) -> bool:
    """Say whether a word was read clearly enough, and is long enough, to be measured."""
    return word.box is not None and len(word.text) > 3 and (word.confidence or 0.0) > CLEAR


def _slope(line: Line) -> float:
    """Return the slope of a line: the median over all pairs of its words (H. Theil 1950, P. K. Sen 1968)."""
    feet = [((word.box.left + word.box.right) / 2, word.box.bottom) for word in line.words if word.box]
    slopes = [
        (other[1] - one[1]) / (other[0] - one[0])
        for index, one in enumerate(feet)
        for other in feet[index + 1 :]
        if other[0] > one[0]
    ]
    return median(slopes) if slopes else 0.0


def _column(lines: list[Line]) -> Box | None:
    """Return the box of the text: the second least and second largest of each side, so that one line may stray."""
    boxes = [line.box for line in lines if line.box]
    if len(boxes) < LINE:
        return None
    sides = [sorted(getattr(box, side) for box in boxes) for side in ("left", "top", "right", "bottom")]
    return Box(sides[0][1], sides[1][0], max(sides[2][-2], sides[0][1]), max(sides[3][-1], sides[1][0]))
