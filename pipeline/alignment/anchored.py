"""An edit script of two long texts in the same order, in time that grows with their length.

Rare, long k-mers that occur once in each text are safe anchors. Between two anchors the script is an optimal one,
and where the anchors are right the whole script is: on texts in the same order its cost is the Levenshtein distance.
After Yalniz and Manmatha, "A Fast Alignment Scheme for Automatic OCR Evaluation of Books" (ICDAR 2011), with
characters in place of words and few anchors in place of many.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.alignment.kmers import Positions, code_points, common_repeated, common_unique, kmer_codes
from pipeline.alignment.optimal import optimal_steps
from pipeline.alignment.steps import Step, append_step

LEVELS = ((24, 16), (16, 4), (12, 1), (9, 1), (7, 1))
"""Length of the k-mers, and one in how many is looked at; the next level is tried in gaps that stay too wide."""
SPACING = 1500
"""One anchor is enough for so many characters: fewer anchors, fewer mistakes."""
EASY_GAP = 3000
"""A gap without anchors that is aligned at once."""
WIDEST_GAP = 2_000_000_000
"""Product of the lengths of a gap that is aligned at all; beyond, the texts have nothing to do with each other."""
REPEATED_LENGTH = 16
"""Length of the k-mers that are looked at where none occurs only once."""
MOST_REPEATED = 400_000
"""Places with the same k-mer that are laid in order."""


def align_in_order(reference: str, ocr: str) -> list[Step]:
    """Return an edit script that covers both texts; cuts between anchors do not show in it.

    A gap wider than ``WIDEST_GAP`` without any anchor is not compared: its sides are deleted and inserted.
    """
    steps: list[Step] = []
    for step in _align(reference, ocr, 0, len(reference), 0, len(ocr), LEVELS):
        append_step(steps, step)
    return steps


def _align(
    reference: str, ocr: str, start: int, end: int, ocr_start: int, ocr_end: int, levels: Sequence[tuple[int, int]]
) -> Iterator[Step]:
    size, ocr_size = end - start, ocr_end - ocr_start
    if max(size, ocr_size) <= EASY_GAP or not min(size, ocr_size) or not levels:
        yield from _align_gap(reference, ocr, start, end, ocr_start, ocr_end)
        return
    anchors = _anchors(reference[start:end], ocr[ocr_start:ocr_end], *levels[0])
    here, there = start, ocr_start
    for anchor, ocr_anchor in (*anchors, (size, ocr_size)):
        next_here, next_there = start + anchor, ocr_start + ocr_anchor
        yield from _align(reference, ocr, here, next_here, there, next_there, levels[1:])
        here, there = next_here, next_there


def _align_gap(reference: str, ocr: str, start: int, end: int, ocr_start: int, ocr_end: int) -> Iterator[Step]:
    if (end - start) * (ocr_end - ocr_start) <= WIDEST_GAP:
        yield from optimal_steps(reference[start:end], ocr[ocr_start:ocr_end], start, ocr_start)
        return
    here, there = start, ocr_start
    for anchor, ocr_anchor in _repeated_anchors(reference[start:end], ocr[ocr_start:ocr_end]):
        yield from _align_small_gap(reference, ocr, here, start + anchor, there, ocr_start + ocr_anchor)
        here, there = start + anchor, ocr_start + ocr_anchor
    yield from _align_small_gap(reference, ocr, here, end, there, ocr_end)


def _align_small_gap(reference: str, ocr: str, start: int, end: int, ocr_start: int, ocr_end: int) -> Iterator[Step]:
    if (end - start) * (ocr_end - ocr_start) <= WIDEST_GAP:
        yield from optimal_steps(reference[start:end], ocr[ocr_start:ocr_end], start, ocr_start)
        return
    yield ("delete", start, end, ocr_start, ocr_start)
    yield ("insert", end, end, ocr_start, ocr_end)


def _repeated_anchors(reference: str, ocr: str) -> list[tuple[int, int]]:
    """Return places where two long texts may be cut that have no k-mer of their own: texts that repeat themselves.

    Of all ways to lay their common k-mers in order beside each other the one with the most of them is taken.
    """
    codes, ocr_codes = (kmer_codes(code_points(text), REPEATED_LENGTH) for text in (reference, ocr))
    return _cuts(reference, ocr, REPEATED_LENGTH, *common_repeated(codes, ocr_codes, MOST_REPEATED))


def _anchors(reference: str, ocr: str, k: int, one_in: int) -> list[tuple[int, int]]:
    """Return places, in order on both sides, where the texts may be cut: in the middle of an equal k-mer."""
    codes, ocr_codes = (kmer_codes(code_points(text), k) for text in (reference, ocr))
    return _cuts(reference, ocr, k, *common_unique(codes, ocr_codes, one_in=one_in))


def _cuts(reference: str, ocr: str, k: int, here: Positions, there: Positions) -> list[tuple[int, int]]:
    """Return the middles of those equal k-mers that stand in the same order on both sides, well apart."""
    chain = _longest_increasing(list(zip(here.tolist(), there.tolist(), strict=True)))
    half = k // 2
    return [
        (position + half, ocr_position + half)
        for position, ocr_position in _spaced(_agreeing(chain))
        if reference[position : position + k] == ocr[ocr_position : ocr_position + k]
    ]


def _longest_increasing(anchors: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a longest chain whose places rise on both sides; ``anchors`` rise on the first (patience sorting)."""
    tails: list[int] = []
    last_of: list[int] = []
    before: list[int] = []
    for index, (_, there) in enumerate(anchors):
        length = bisect_left(tails, there)
        tails[length : length + 1] = [there]
        last_of[length : length + 1] = [index]
        before.append(last_of[length - 1] if length else -1)
    chain: list[tuple[int, int]] = []
    index = last_of[-1] if last_of else -1
    while index >= 0:
        chain.append(anchors[index])
        index = before[index]
    return chain[::-1]


def _agreeing(chain: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out anchors that stand askew to both their neighbours: equal by chance, not in meaning."""

    def askew(one: tuple[int, int], other: tuple[int, int]) -> bool:
        along, across = abs(other[0] - one[0]), abs(other[1] - one[1])
        return abs(along - across) > 24 + 0.15 * max(along, across)

    return [
        anchor
        for index, anchor in enumerate(chain)
        if not (index > 0 and askew(chain[index - 1], anchor))
        or not (index + 1 < len(chain) and askew(anchor, chain[index + 1]))
    ]


def _spaced(chain: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for anchor in chain:
        if not kept or min(anchor[0] - kept[-1][0], anchor[1] - kept[-1][1]) >= SPACING:
            kept.append(anchor)
    return kept
