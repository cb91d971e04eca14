"""Which parts of an edit script are to be believed: words whose neighbours agree as well.

An edit script aligns everything with something. Unrelated English still agrees in a quarter of its characters; text
that was read with 30 % errors agrees in more than half of them (measured on synthetic noise).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from pipeline.alignment.links import Extent, Group, group_units
from pipeline.alignment.patchwork import Match, Patchwork
from pipeline.alignment.steps import Step

REACH = 4
"""Groups on either side of one that vouch for it."""


@dataclass(frozen=True, slots=True)
class Standard:
    """What a run of words must show to be believed."""

    agreement: float
    """Share of equal characters around each of its words."""
    least_equal: int
    """Equal characters in the whole run."""
    at_ends: float
    """Share of equal characters of its first and last words."""
    widest_hole: int = 12
    """Characters of one side, without a counterpart, that do not break the run."""
    open_hole: int = 12
    """Characters of one side, without a counterpart, that are not taken along with the run: they may have moved."""
    least_part: int = 1
    """Equal characters between two such holes."""


ISLAND = Standard(agreement=0.70, least_equal=24, at_ends=0.50, open_hole=7, least_part=12)
"""Certain enough to be taken out before anything moved is looked for."""
MOVED = Standard(agreement=0.45, least_equal=8, at_ends=0.40)
"""Found at another place: alone, without support from what stands around it."""
REPEATED = Standard(agreement=0.70, least_equal=20, at_ends=0.50)
"""Found in a stretch that has its counterpart already: no stamp that is there twice, but a line that was read twice."""
IN_PLACE = Standard(agreement=0.40, least_equal=1, at_ends=0.0)
"""Between two stretches that agree."""
SAME_ROOM = Standard(agreement=0.25, least_equal=1, at_ends=0.0)
"""Between two stretches that agree, and as long on either side: the same text, badly read."""


class _Weighed(NamedTuple):
    """Linked words, and how long the longer side of them is."""

    group: Group
    size: int


def trusted(reference: Patchwork, ocr: Patchwork, steps: Sequence[Step], standard: Standard) -> list[Match]:
    """Return the stretches of an edit script of two patchworks that meet a standard, within single pieces."""
    weighed = [
        _Weighed(
            group,
            max(
                _letters(reference.words, group.first_token, group.end_token),
                _letters(ocr.words, group.first_word, group.end_word),
            ),
        )
        for group in group_units(reference.words, ocr.words, steps)
    ]
    matches: list[Match] = []
    for run in _runs(reference, ocr, _vouched(weighed, standard.agreement), standard):
        groups = _trimmed(run, standard.at_ends)
        if _equal(groups) >= standard.least_equal:
            parts = _parts(reference, ocr, groups, standard.open_hole)
            matches += [_match(reference, ocr, part) for part in parts if _equal(part) >= standard.least_part]
    return matches


def _parts(reference: Patchwork, ocr: Patchwork, groups: Sequence[Group], open_hole: int) -> Iterator[list[Group]]:
    """Cut a run that is believed at its wide holes."""
    start = 0
    for place in range(1, len(groups)):
        if _hole(reference, ocr, groups[place - 1], groups[place]) > open_hole:
            yield list(groups[start:place])
            start = place
    yield list(groups[start:])


def _match(reference: Patchwork, ocr: Patchwork, groups: Sequence[Group]) -> Match:
    first, last = groups[0], groups[-1]
    start, end = reference.words[first.first_token][0], reference.words[last.end_token - 1][1]
    ocr_start, ocr_end = ocr.words[first.first_word][0], ocr.words[last.end_word - 1][1]
    return Match(*reference.at_source(start, end), *ocr.at_source(ocr_start, ocr_end), _equal(groups))


def _equal(groups: Iterable[Group]) -> int:
    return sum(group.equal for group in groups)


def _letters(words: Sequence[Extent], first: int, end: int) -> int:
    """Return the length of some neighbouring words, without the blanks between them."""
    return words[end - 1][1] - words[first][0] - (end - first - 1)


def _vouched(weighed: Sequence[_Weighed], agreement: float) -> Iterator[_Weighed]:
    """Yield those around which enough characters agree."""
    equal_before = (0, *accumulate(group.equal for group, _ in weighed))
    size_before = (0, *accumulate(size for _, size in weighed))
    for index, one in enumerate(weighed):
        low, high = max(0, index - REACH), min(len(weighed), index + REACH + 1)
        if equal_before[high] - equal_before[low] >= agreement * (size_before[high] - size_before[low]):
            yield one


def _trimmed(run: Sequence[_Weighed], at_ends: float) -> list[Group]:
    """Leave out words at both ends that hardly agree themselves."""
    agree = [index for index, (group, size) in enumerate(run) if group.equal >= at_ends * size]
    return [group for group, _ in run[agree[0] : agree[-1] + 1]] if agree else []


def _runs(
    reference: Patchwork, ocr: Patchwork, vouched: Iterable[_Weighed], standard: Standard
) -> Iterator[list[_Weighed]]:
    """Cut the groups where a piece ends or a hole is too wide."""
    run: list[_Weighed] = []
    for one in vouched:
        group = one.group
        within = _is_within_one_piece(reference, group.first_token, group.end_token) and _is_within_one_piece(
            ocr, group.first_word, group.end_word
        )
        if run and not (within and _continues(reference, ocr, run[-1].group, group, standard)):
            yield run
            run = []
        if within:
            run.append(one)
    if run:
        yield run


def _is_within_one_piece(patchwork: Patchwork, first: int, end: int) -> bool:
    if len(patchwork.pieces) == 1:
        return True
    return patchwork.piece_of(patchwork.words[first][0]) == patchwork.piece_of(patchwork.words[end - 1][0])


def _continues(reference: Patchwork, ocr: Patchwork, last: Group, group: Group, standard: Standard) -> bool:
    if _hole(reference, ocr, last, group) > standard.widest_hole:
        return False
    return _is_within_one_piece(reference, last.first_token, group.end_token) and _is_within_one_piece(
        ocr, last.first_word, group.end_word
    )


def _hole(reference: Patchwork, ocr: Patchwork, last: Group, group: Group) -> int:
    """Return how many characters stand between two groups on the side that has more, without the blank."""
    hole = reference.words[group.first_token][0] - reference.words[last.end_token - 1][1]
    ocr_hole = ocr.words[group.first_word][0] - ocr.words[last.end_word - 1][1]
    return max(hole, ocr_hole) - 1
