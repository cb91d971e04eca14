"""Which stretch of a transcript without page breaks lies on which page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import Levenshtein

from pipeline.alignment.boundaries import cut_between, first_cut, last_cut
from pipeline.alignment.locating import Candidate, Locator
from pipeline.alignment.seating import Seat, seat_pages
from pipeline.alignment.squeezed import Squeezed, squeeze
from pipeline.alignment.strays import SHORTEST_PAGE, Owned, Shown, find_short_page, find_shown, hand_back, move_strays
from pipeline.alignment.units import Units
from pipeline.model.page import Page
from pipeline.model.placement import PagePlacement, Placement, PlacementStatus
from pipeline.model.transcript import Transcript

LEAST_LETTERS = 100
"""Letters and digits read on a page, about 120 characters, below which its place would be a guess."""
INSIDE = 80
"""Letters within a page from which its edge is looked for."""
FARTHEST_EDGE = 4000
"""Letters before the first page, and after the last, in which their edges are looked for."""
LONGEST_FOOT = 1500
"""Letters at an edge of a page that are looked at."""

LONGEST_OF_ONE = 4
"""Letters of the transcript for each letter of the only page; where there are more, pages are missing."""
LEAST_SHARE = 0.15
"""Of the 8-letter sequences of the only page that stand in its transcript, when it has no place of its own there."""

LEAST_LIKENESS = 0.30
"""Similarity of a duplicate with its stretch; a table of contents, which repeats the headings of others, has 0.2."""

NOTHING = squeeze("")


def place_pages(pages: Sequence[Page | None], transcript: Transcript) -> Placement:
    """Return for each page (None: it could not be read) the stretches of the transcript that lie on it.

    A gap that is marked, or that no page shows, lies on the page whose stretch surrounds it; between two pages a few
    unread lines lie on the first of them. More than that lies on no page and is listed.
    """
    units = Units(transcript.tokens)
    texts = [squeeze(page.text) if page else NOTHING for page in pages]
    locator = Locator(units.letters)
    seats = {
        seat.page: seat
        for seat in seat_pages([locator.candidates(text) if len(text) >= LEAST_LETTERS else [] for text in texts])
    }
    whole = _whole(units, texts, locator, bool(seats))
    stretches = whole or _stretches(units, texts, list(seats.values()))
    shown = find_shown(units, texts, stretches)
    stretches = hand_back(units, shown, stretches)
    owned = _with_short_pages(units, texts, shown, move_strays(units, shown, stretches))
    placements = tuple(
        _placement(page, units, text, seats.get(page), stretches, owned) for page, text in enumerate(texts)
    )
    placed = {unit for mine in owned.values() for unit in mine}
    unplaced = units.file_spans(unit for unit in range(len(units)) if unit not in placed)
    return Placement(placements, tuple(unplaced))


def _whole(units: Units, texts: Sequence[Squeezed], locator: Locator, is_located: bool) -> dict[int, list[int]]:
    """Give a transcript to the only page that there is, when it is as long as such a page and shares its text."""
    if len(texts) != 1 or len(texts[0]) < SHORTEST_PAGE:
        return {}
    is_as_long = len(units.letters) <= LONGEST_OF_ONE * len(texts[0])
    if not is_as_long or not (is_located or locator.share(texts[0]) >= LEAST_SHARE):
        return {}
    return {0: list(range(len(units)))}


def _with_short_pages(units: Units, texts: Sequence[Squeezed], shown: Shown, owned: Owned) -> Owned:
    """Give pages with little text what the pages before and after them leave between them, where they show it."""
    found = {page: list(mine) for page, mine in owned.items() if mine}
    for page, text in enumerate(texts):
        if page in owned or len(text) >= LEAST_LETTERS:
            continue
        before = max((other for other in found if other < page), default=None)
        after = min((other for other in found if other > page), default=None)
        first = 0 if before is None else _last_shown(units, shown, found[before]) + 1
        end = len(units) if after is None else _first_shown(units, shown, found[after])
        mine = find_short_page(units, text, first, end) if first < end else []
        if mine:
            found = {other: [unit for unit in theirs if unit not in mine] for other, theirs in found.items()}
            found[page] = mine
    return found


def _first_shown(units: Units, shown: Shown, mine: Sequence[int]) -> int:
    """Return the first unit of a page that the page shows; its first one, where nobody looked."""
    return next((unit for unit in mine if shown.letters[slice(*units.letter_range(unit, unit + 1))].any()), mine[0])


def _last_shown(units: Units, shown: Shown, mine: Sequence[int]) -> int:
    backward = reversed(mine)
    return next(
        (unit for unit in backward if shown.letters[slice(*units.letter_range(unit, unit + 1))].any()), mine[-1]
    )


def _stretches(units: Units, texts: Sequence[Squeezed], seats: Sequence[Seat]) -> Owned:
    """Return the units of each page that has a place of its own; neighbours share what lies between them."""
    ordered = sorted((seat for seat in seats if seat.twin is None), key=lambda seat: (seat.candidate.start, seat.page))
    if not ordered:
        return {}
    cuts = [_first(units, texts, ordered[0])]
    for before, after in pairwise(ordered):
        cuts.extend(_between(units, texts, before, after))
    cuts.append(_last(units, texts, ordered[-1]))
    edges = [int(units.cut_units[cut]) for cut in cuts]
    return {seat.page: list(range(edges[2 * number], edges[2 * number + 1])) for number, seat in enumerate(ordered)}


def _between(units: Units, texts: Sequence[Squeezed], before: Seat, after: Seat) -> tuple[int, int]:
    """Return the letters at which one page ends and the next begins."""
    start, foot_start = _near_end(before.candidate)
    end, head_end = _near_start(after.candidate)
    if start >= end:  # their places overlap: what both could have is halved
        middle = (start + end) // 2
        return middle, middle
    foot = texts[before.page].points[foot_start : foot_start + LONGEST_FOOT]
    head = texts[after.page].points[max(0, head_end - LONGEST_FOOT) : head_end]
    cut, begin = cut_between(foot, head, units.letters.points[start:end], units.cut_costs[start : end + 1])
    return start + cut, start + begin


def _first(units: Units, texts: Sequence[Squeezed], seat: Seat) -> int:
    end, head_end = _near_start(seat.candidate)
    start = max(0, end - FARTHEST_EDGE)
    head = texts[seat.page].points[max(0, head_end - LONGEST_FOOT) : head_end]
    return start + first_cut(head, units.letters.points[start:end], units.cut_costs[start : end + 1])


def _last(units: Units, texts: Sequence[Squeezed], seat: Seat) -> int:
    start, foot_start = _near_end(seat.candidate)
    end = min(len(units.letters), start + FARTHEST_EDGE)
    foot = texts[seat.page].points[foot_start : foot_start + LONGEST_FOOT]
    return start + last_cut(foot, units.letters.points[start:end], units.cut_costs[start : end + 1])


def _near_start(candidate: Candidate) -> tuple[int, int]:
    """Return a place near the beginning of a page that is beyond doubt: in the text, and on the page."""
    index = min(int(np.searchsorted(candidate.here, candidate.start + INSIDE)), len(candidate.here) - 1)
    return int(candidate.here[index]), int(candidate.there[index])


def _near_end(candidate: Candidate) -> tuple[int, int]:
    index = max(int(np.searchsorted(candidate.here, candidate.end - INSIDE, "right")) - 1, 0)
    return int(candidate.here[index]), int(candidate.there[index])


def _placement(
    page: int, units: Units, text: Squeezed, seat: Seat | None, stretches: Owned, owned: Owned
) -> PagePlacement:
    home = page if seat is None or seat.twin is None else seat.twin
    mine = owned.get(home, ())
    score = Levenshtein.normalized_similarity(units.letters_of(mine), text.part(0, len(text))) if mine else 0.0
    if not mine or (seat and seat.twin is not None and score < LEAST_LIKENESS):
        why = "too little text was read on it" if len(text) < LEAST_LETTERS else "its text is not in the transcript"
        return PagePlacement(page + 1, PlacementStatus.NOT_LOCATED, (), 0.0, why)
    main = set(stretches.get(home, mine))
    spans = units.file_spans([unit for unit in mine if unit in main])
    spans += units.file_spans([unit for unit in mine if unit not in main])
    status = seat.status if seat else PlacementStatus.LOCATED
    return PagePlacement(page + 1, status, tuple(spans), score, _why(seat) if seat else "")


def _why(seat: Seat) -> str:
    if seat.twin is not None:
        return f"its text was given to page {seat.twin + 1}, which fits it better"
    if seat.status is PlacementStatus.OUT_OF_ORDER:
        return "its text stands at another place in the transcript than its neighbours' suggest"
    return ""
