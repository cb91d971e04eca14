"""The walk with jumps costs what a plain, slow table of the same recurrence says it costs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.alignment import jumps
from pipeline.alignment.jumps import ALONE, EDIT, ENTER_ALONE, LEAVE_ALONE, OTHER_CASE, SKIPS, Walk, walk_with_jumps

PRICE = 35
WORDS = st.lists(st.text("abA", min_size=1, max_size=5), min_size=1, max_size=9)
FAR = 10**9


def other(char: str, ocr: str) -> int:
    if char == ocr:
        return 0
    return OTHER_CASE if char.lower() == ocr.lower() else EDIT


def skipped(row: list[int]) -> list[int]:
    """What the row becomes when reference characters may be left out."""
    return [
        min(row[place - skip] + skip * EDIT for skip in range(min(place, sum(SKIPS)) + 1)) for place in range(len(row))
    ]


def slow_cost(reference: str, ocr: str, landings: list[int], prices: dict[int, int]) -> int:
    """The cost of the cheapest walk, cell by cell."""
    row = skipped([0 if place in landings else FAR for place in range(len(reference) + 1)])
    alone = 0
    for number, char in enumerate(ocr, start=1):
        new = [cost + EDIT for cost in row]
        for place, letter in enumerate(reference):
            new[place + 1] = min(new[place + 1], row[place] + other(letter, char))
        alone += 0 if char.isspace() else ALONE
        if number in prices:
            landed = min(min(new) + prices[number], alone + LEAVE_ALONE)
            alone = min(alone, min(new) + ENTER_ALONE)
            for place in landings:
                new[place] = min(new[place], landed)
        row = skipped(new)
    return min(*row, alone)


def cost_of(reference: str, ocr: str, walks: tuple[Walk, ...], prices: dict[int, int]) -> int:
    """The cost of the walks that were found, added up from their parts."""
    cost = position = 0
    for walk in (*walks, None):
        start = len(ocr) if walk is None else walk.ocr_start
        if start > position:
            cost += sum(0 if char.isspace() else ALONE for char in ocr[position:start])
            cost += (ENTER_ALONE if position else 0) + (LEAVE_ALONE if walk else 0)
        elif walk and position:
            cost += prices[start]
        if walk:
            cost += distance(reference[walk.start : walk.end], ocr[walk.ocr_start : walk.ocr_end])
            position = walk.ocr_end
    return cost


def distance(reference: str, ocr: str) -> int:
    row = [EDIT * place for place in range(len(reference) + 1)]
    for char in ocr:
        new = [row[0] + EDIT]
        for place, letter in enumerate(reference):
            new.append(min(row[place] + other(letter, char), row[place + 1] + EDIT, new[place] + EDIT))
        row = new
    return row[-1]


@given(WORDS, WORDS, st.sampled_from([64, 64_000_000]))
@settings(max_examples=150, deadline=None)
def test_no_walk_is_cheaper(words: list[str], read: list[str], memory: int) -> None:
    reference, ocr = " ".join(words), " ".join([*read, *words[::-1], "zzzzzzzz"])
    landings = [place for place in range(len(reference)) if place == 0 or reference[place - 1] == " "]
    prices = {place: PRICE for place in range(1, len(ocr)) if ocr[place - 1] == " "}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jumps, "MEMORY", memory)  # the smaller one makes it compute rows a second time
        walks = walk_with_jumps(reference, ocr, landings, prices)
    assert cost_of(reference, ocr, walks, prices) == slow_cost(reference, ocr, landings, prices)


def test_two_halves_that_changed_places_are_two_walks() -> None:
    one, two = "the ferry had left before dawn", "with seven crates of instruments"
    walks = walk_with_jumps(f"{one} {two}", f"{two} {one}", [0, len(one) + 1], {len(two) + 1: PRICE})
    assert [(walk.start, walk.ocr_start) for walk in walks] == [(len(one) + 1, 0), (0, len(two) + 1)]


def test_an_empty_side_gives_no_walk() -> None:
    assert walk_with_jumps("", "text", [0], {}) == ()
    assert walk_with_jumps("text", "", [0], {}) == ()
