"""Gaps of an edit script, put where a person would see them: around whole words.

Many scripts cost the same. "authority authority to go" against "authority to go" may lose one of the two words, or
parts of the second and of what follows. Of the scripts with one gap in place of several near ones, and no higher cost,
the one whose gap begins and ends at the edges of words is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from pipeline.alignment.steps import Step, append_step

GAPS = ("delete", "insert")
LEAST_GAP = 2
"""Characters of a gap that may hold a word, the blank included."""
APART = 12
"""Aligned characters between two gaps that may be one."""
MOST_GAPS = 6
"""That are made one."""
AROUND = 24
"""Aligned characters on either side through which a gap may slide: a long word."""


class _Window(NamedTuple):
    """A stretch of both texts in which one gap may move."""

    start: int
    end: int
    ocr_start: int
    ocr_end: int


def with_whole_gaps(reference: str, ocr: str, steps: Sequence[Step]) -> list[Step]:
    """Return a script that costs no more and covers the same texts, its gaps at the edges of words."""
    gaps = [index for index, step in enumerate(steps) if step[0] in GAPS]
    if not any(_size(steps[index]) >= LEAST_GAP for index in gaps):
        return list(steps)
    found: list[Step] = []
    here, next_step, number = 0, 0, 0
    while number < len(gaps):
        first, count, moved = gaps[number], 1, None
        for count in _counts(steps, gaps, number):
            limit = steps[gaps[number + count]][1] if number + count < len(gaps) else len(reference)
            window = _window(steps[first], steps[gaps[number + count - 1]], here, limit)
            moved = _moved(reference, ocr, window, steps[first : gaps[number + count - 1] + 1])
            if moved:
                break
        if moved:
            _copy(steps[next_step:first], here, window.start, found)
            for step in moved:
                append_step(found, step)
            here = window.end
        else:
            _copy(steps[next_step : first + 1], here, len(reference), found)
            here = steps[first][2]
        number += count
        next_step = gaps[number - 1] + 1
    _copy(steps[next_step:], here, len(reference), found)
    return found


def _size(step: Step) -> int:
    return max(step[2] - step[1], step[4] - step[3])


def _counts(steps: Sequence[Step], gaps: Sequence[int], number: int) -> tuple[int, ...]:
    """Return how many gaps, from one on, may be one gap; a single one comes last."""
    end = number + 1
    while end < min(len(gaps), number + MOST_GAPS) and steps[gaps[end]][1] - steps[gaps[end - 1]][2] <= APART:
        end += 1
    is_wide = any(_size(steps[index]) >= LEAST_GAP for index in gaps[number:end])
    return (*((end - number,) if is_wide and end - number > 1 else ()), 1)


def _window(first: Step, last: Step, here: int, limit: int) -> _Window:
    left, right = min(AROUND, first[1] - here), min(AROUND, limit - last[2])
    return _Window(first[1] - left, last[2] + right, first[3] - left, last[4] + right)


def _moved(reference: str, ocr: str, window: _Window, steps: Sequence[Step]) -> list[Step] | None:
    """Return the script of a window with a single gap; None where it costs more than ``steps``, or is the same."""
    side, ocr_side = reference[window.start : window.end], ocr[window.ocr_start : window.ocr_end]
    longer, shorter = (side, ocr_side) if len(side) > len(ocr_side) else (ocr_side, side)
    gap = len(longer) - len(shorter)
    if gap < LEAST_GAP:
        return None
    left, right = steps[0][1] - window.start, window.end - steps[-1][2]
    paid = (
        sum(_size(step) for step in steps if step[0] != "equal")
        + _mismatches(side[:left], ocr_side[:left])
        + _mismatches(side[len(side) - right :], ocr_side[len(ocr_side) - right :])
    )
    before = (0, *accumulate(one != other for one, other in zip(longer, shorter, strict=False)))
    after = (0, *accumulate(one != other for one, other in zip(longer[::-1], shorter[::-1], strict=False)))
    costs = [gap + before[place] + after[len(shorter) - place] for place in range(len(shorter) + 1)]
    lowest = min(costs)
    if lowest > paid:
        return None
    place = min(
        (place for place, cost in enumerate(costs) if cost == lowest),
        key=lambda place: (-_edges(longer, place, place + gap), abs(place - left), place),
    )
    if len(steps) == 1 and place == left:
        return None
    here, there = window.start + place, window.ocr_start + place
    deleted, inserted = (gap, 0) if longer is side else (0, gap)
    return [
        *_aligned(side[:place], ocr_side[:place], window.start, window.ocr_start),
        ("delete" if deleted else "insert", here, here + deleted, there, there + inserted),
        *_aligned(side[place + deleted :], ocr_side[place + inserted :], here + deleted, there + inserted),
    ]


def _mismatches(text: str, other: str) -> int:
    return sum(one != two for one, two in zip(text, other, strict=True))


def _edges(text: str, start: int, end: int) -> int:
    """Return how many ends of a stretch lie at the edge of a word."""
    return sum(place in (0, len(text)) or text[place - 1].isspace() or text[place].isspace() for place in (start, end))


def _aligned(side: str, ocr_side: str, start: int, ocr_start: int) -> Iterator[Step]:
    """Yield the script of two stretches of equal length, character beside character."""
    for place, (char, other) in enumerate(zip(side, ocr_side, strict=True)):
        tag = "equal" if char == other else "replace"
        yield tag, start + place, start + place + 1, ocr_start + place, ocr_start + place + 1


def _copy(steps: Sequence[Step], start: int, end: int, found: list[Step]) -> None:
    """Add steps, as far as they lie between two places of the reference."""
    for tag, here, until, there, ocr_until in steps:
        if tag in GAPS:
            append_step(found, (tag, here, until, there, ocr_until))
            continue
        first, last = max(here, start), min(until, end)
        if first < last:
            append_step(found, (tag, first, last, there + first - here, there + last - here))
