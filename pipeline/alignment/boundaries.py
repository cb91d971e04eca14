"""Where one page ends and the next begins: the cut of the text between them that fits both best.

The foot of one page and the head of the other are aligned with the text between them, for every cut at once: one
alignment gives the cost of the foot with each beginning of the text, another that of the head with each rest. Letters
of a page that stand for nothing in the text (catchwords, page numbers, running heads, stamps) are cheap; letters of the
text that no page shows are dear, unless there are so many that a page must be missing.

Costs are in tenths of an edit.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

OTHER_LETTER = 10
FOOT_UNREAD, HEAD_UNREAD = 8, 10
"""A letter of the text that the foot, or the head, does not show. What neither shows goes to the foot."""
OPEN_EXTRA = 10
"""For any letters of the page that the text does not have: they come together, not one here and one there."""
FOOT_EXTRA, HEAD_EXTRA = 4, 5
"""For each such letter of the foot (a catchword), and of the head."""
LONGEST_CATCHWORD, CATCHWORD_SHOWN = 24, 0.6
"""Letters at a foot that may be the first words of the next page, and the share of them that it must show itself."""
UNPLACED = 0
"""A letter of the text that lies on neither page."""
OPEN_BETWEEN = 1000
"""For any such letters between two pages: up to about 140 unread letters go to a page."""
OPEN_AT_END = 5000
"""The same before the first page and after the last: up to about 700."""

LONGEST_TEXT = 6000
"""Letters between two pages; of more, only both ends are looked at."""

Costs = NDArray[np.int64]


Letters = NDArray[np.uint32]


def cut_between(foot: Letters, head: Letters, text: Letters, favours: Costs) -> tuple[int, int]:
    """Return where in ``text`` the foot ends and where the head begins; what lies between is on neither page.

    ``favours`` holds, for each of the ``len(text) + 1`` places, what a cut there costs in addition: less where the
    transcript has a break, more inside a word.
    """
    if len(text) > LONGEST_TEXT:
        half = LONGEST_TEXT // 2
        end = last_cut(foot, text[:half], favours[: half + 1], OPEN_BETWEEN)
        return end, len(text) - half + first_cut(head, text[-half:], favours[-half - 1 :], OPEN_BETWEEN)
    feet = _costs(foot, text, FOOT_UNREAD, FOOT_EXTRA) + favours
    heads = _costs(head[::-1], text[::-1], HEAD_UNREAD, HEAD_EXTRA)[::-1]
    cut = int((feet + heads).argmin())
    # The cheapest end of the foot at or before each place, when what follows it is left unplaced.
    ramp = np.arange(len(text) + 1) * UNPLACED
    apart = np.minimum.accumulate(feet - ramp) + ramp + OPEN_BETWEEN + heads + favours
    begin = int(apart.argmin())
    if apart[begin] >= feet[cut] + heads[cut]:
        cut = _before_catchword(cut, heads, favours)
        return cut, cut
    return int((feet - ramp)[: begin + 1].argmin()), begin


def _before_catchword(cut: int, heads: Costs, favours: Costs) -> int:
    """Return the cut before words at the foot that the head shows as well: it is from there that the page begins."""
    for place in range(max(0, cut - LONGEST_CATCHWORD), cut):
        if favours[place] <= 0 and heads[cut] - heads[place] >= CATCHWORD_SHOWN * HEAD_EXTRA * (cut - place):
            return place
    return cut


def first_cut(head: Letters, text: Letters, favours: Costs, open_cost: int = OPEN_AT_END) -> int:
    """Return where in ``text``, which ends within the first page, that page begins."""
    heads = _costs(head[::-1], text[::-1], HEAD_UNREAD, HEAD_EXTRA)[::-1]
    before = np.arange(len(text) + 1) * UNPLACED
    before[1:] += open_cost
    return int((heads + before + favours).argmin())


def last_cut(foot: Letters, text: Letters, favours: Costs, open_cost: int = OPEN_AT_END) -> int:
    """Return where in ``text``, which begins within the last page, that page ends."""
    return len(text) - first_cut(foot[::-1], text[::-1], favours[::-1], open_cost)


def _costs(page: Letters, text: Letters, unread: int, extra: int) -> Costs:
    """Return, for each beginning of ``text``, the cost of aligning the whole of ``page`` with it."""
    ramp = np.arange(len(text) + 1, dtype=np.int64) * unread
    row = ramp.copy()
    in_extra = row + OPEN_EXTRA
    for letter in page:
        matched = row[:-1] + np.where(text == letter, 0, OTHER_LETTER)
        in_extra = np.minimum(in_extra, row + OPEN_EXTRA) + extra
        row = in_extra.copy()
        np.minimum(row[1:], matched, out=row[1:])
        row = np.minimum.accumulate(row - ramp) + ramp
    return row
