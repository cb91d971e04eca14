"""Text that is typed elsewhere than in its page's main stretch: stamps, notes, and pages with little text.

A line of the transcript that its page does not show, but that another page shows where it reads nothing of its own
stretch, belongs to the other page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from pipeline.alignment.anchored import align_in_order
from pipeline.alignment.squeezed import Squeezed
from pipeline.alignment.units import AT_WORD, Units

WINDOW = 25
"""Letters around one that must agree for it to count as shown."""
AGREEMENT = 0.6
UNSHOWN = 0.7
"""Share of a line's letters that its page must not show."""
LIKENESS = ((12, 80.0), (8, 90.0))
"""Least letters of a line, and the likeness in percent with which it must be found; the shorter, the better."""
AHEAD = 10.0
"""Percent by which another page must show a line better than its own."""
SHORTEST_PAGE = 12
"""Letters of a page that can be placed between its neighbours."""
PAGE_LIKENESS = 75.0
LONGEST_REGION = 2000
"""Letters of the transcript in which such a page is looked for."""
LONGEST_HEAD, CHANCE = 100, 0.2
"""Letters at the head of a page that may be unread lines of the page before, and how many of them agree by chance."""
GRAM = 5
"""A line is compared only with pages with which it shares so many letters in a row."""

Owned = Mapping[int, Sequence[int]]
"""Units of the transcript that lie on each page, rising."""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """On what the pages and their stretches agree."""

    letters: NDArray[np.bool_]
    """For each letter of the transcript, whether its page shows it."""
    rest: Mapping[int, str]
    """For each page, the letters that stand for nothing in its stretch, in pieces."""
    equal: NDArray[np.bool_]
    """For each letter of the transcript, whether it alone agrees."""


def find_shown(units: Units, texts: Sequence[Squeezed], owned: Owned) -> Shown:
    """Return which letters of the pages and of their stretches find each other in order."""
    shown, equal = np.zeros(len(units.letters), np.bool_), np.zeros(len(units.letters), np.bool_)
    rest: dict[int, str] = {}
    for page, mine in sorted(owned.items()):
        places = units.letter_places(mine)
        text = texts[page].part(0, len(texts[page]))
        here, there = _equal(units.letters_of(mine), text)
        shown[places], equal[places] = _smooth(here), here
        rest[page] = "".join(" " if known else letter for letter, known in zip(text, _smooth(there), strict=True))
    return Shown(shown, rest, equal)


def hand_back(units: Units, shown: Shown, owned: Owned) -> dict[int, list[int]]:
    """Return the units of each page, after unread lines at the head of a page have gone to the foot before it.

    Initials and file numbers stand at the foot of a page, and no engine reads them.
    """
    given = {page: list(mine) for page, mine in owned.items() if mine}
    for before, page in pairwise(sorted(given, key=lambda page: given[page][0])):
        unread = _unread_head(units, shown, given[page])
        if unread and given[before][-1] + 1 == unread[0]:
            given[before] += unread
            given[page] = given[page][len(unread) :]
    return given


def _unread_head(units: Units, shown: Shown, mine: Sequence[int]) -> list[int]:
    """Return the units of the lines that a page begins with, but does not show at all."""
    unread: list[int] = []
    letters = 0
    for line in _lines(units, mine):
        start, end = units.letter_range(line[0], line[-1] + 1)
        letters += end - start
        if letters > LONGEST_HEAD or shown.equal[start:end].sum() > CHANCE * (end - start):
            return unread
        unread += line
    return []


def move_strays(units: Units, shown: Shown, owned: Owned) -> dict[int, list[int]]:
    """Return the units of each page, after lines that only another page shows have gone there."""
    owner = {unit: page for page, mine in owned.items() for unit in mine}
    pages_with = _pages_by_gram(shown.rest)
    for line in _lines(units, range(len(units))):
        start, end = units.letter_range(line[0], line[-1] + 1)
        if end - start < LIKENESS[-1][0] or np.mean(shown.letters[start:end]) > 1 - UNSHOWN:
            continue
        page = _better_page(units.letters.part(start, end), owner.get(line[0], -1), shown.rest, pages_with)
        if page is not None:
            owner.update(dict.fromkeys(line, page))
    moved: dict[int, list[int]] = {page: [] for page in owned}
    for unit in sorted(owner):
        moved[owner[unit]].append(unit)
    return moved


def find_short_page(units: Units, text: Squeezed, first: int, end: int) -> list[int]:
    """Return the units of a page with little text, looked for between two units; none without strong evidence."""
    start, stop = units.letter_range(first, end)
    region, letters = units.letters.part(start, stop), text.part(0, len(text))
    if not SHORTEST_PAGE <= len(letters) <= len(region) <= LONGEST_REGION:
        return []
    found = fuzz.partial_ratio_alignment(letters, region, score_cutoff=PAGE_LIKENESS)
    if found is None:
        return []
    inside = units.of_letter[start + found.dest_start : start + found.dest_end]
    return list(range(int(inside[0]), int(inside[-1]) + 1))


def _better_page(
    letters: str, owner: int, rest: Mapping[int, str], pages_with: Mapping[str, Sequence[int]]
) -> int | None:
    """Return the page that shows a line, the nearest first; None when there is none, or its owner shows it as well."""
    needed = next(likeness for least, likeness in LIKENESS if len(letters) >= least)
    sharing = {page for place in range(len(letters) - GRAM + 1) for page in pages_with.get(letters[place:][:GRAM], ())}
    own = _likeness(letters, rest.get(owner, "")) + AHEAD
    for page in sorted(sharing - {owner}, key=lambda page: (abs(page - owner), page)):
        if _likeness(letters, rest[page]) >= max(needed, own):
            return page
    return None


def _likeness(letters: str, rest: str) -> float:
    return fuzz.partial_ratio(letters, rest) if len(letters) <= len(rest) else 0.0


def _pages_by_gram(rest: Mapping[int, str]) -> dict[str, list[int]]:
    pages: dict[str, list[int]] = {}
    for page, text in rest.items():
        for piece in text.split():
            for place in range(len(piece) - GRAM + 1):
                listed = pages.setdefault(piece[place : place + GRAM], [])
                if not listed or listed[-1] != page:
                    listed.append(page)
    return pages


def _equal(reference: str, page: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return for each letter of both sides whether it is the same on the other."""
    equal, page_equal = np.zeros(len(reference), np.bool_), np.zeros(len(page), np.bool_)
    for tag, start, end, page_start, page_end in align_in_order(reference, page):
        if tag == "equal":
            equal[start:end] = page_equal[page_start:page_end] = True
    return equal, page_equal


def _smooth(equal: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return for each letter whether most of those around it agree."""
    if not len(equal):
        return equal
    window = np.ones(min(WINDOW, len(equal)))
    return np.convolve(equal, window, "same") >= AGREEMENT * np.convolve(np.ones(len(equal)), window, "same")


def _lines(units: Units, mine: Sequence[int]) -> Iterator[list[int]]:
    """Yield the units of each line of the transcript, or of what a page has of it."""
    line: list[int] = []
    for unit in mine:
        if line and (units.breaks[unit] < AT_WORD or unit != line[-1] + 1):
            yield line
            line = []
        line.append(unit)
    if line:
        yield line
