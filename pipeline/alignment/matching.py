"""Finds which stretch of the OCR was read from which stretch of the reference, in whatever order they stand.

Each round looks only at what the rounds before it have left over:

1. in the same order; what is beyond doubt is taken (``ISLAND``);
2. in any order, when there is too much left to be searched exactly: by common k-mers;
3. in any order, exactly: Levenshtein with jumps;
4. in the same order again, between neighbours that were found: short and badly read words;
5. in any order, in what has its counterpart already: lines that the engine read twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from pipeline.alignment.anchored import WIDEST_GAP, align_in_order
from pipeline.alignment.chains import heaviest_chain
from pipeline.alignment.growing import grown
from pipeline.alignment.jumps import walk_with_jumps
from pipeline.alignment.kmers import code_points, kmer_codes
from pipeline.alignment.optimal import optimal_steps
from pipeline.alignment.patchwork import Coverage, Match, Patchwork
from pipeline.alignment.seeds import seeded_matches
from pipeline.alignment.trust import IN_PLACE, ISLAND, MOVED, REPEATED, SAME_ROOM, Standard, trusted

JUMP_CELLS = 100_000_000
"""Reference characters times OCR characters that are searched exactly for moved text: a large newspaper page."""
SEED_LENGTHS = (16, 12, 10)
REPEAT_SEED = 12
"""Characters in a row without which no line was read twice."""
LEAST_REST = 8
"""Characters that must be left on both sides for a search to make sense."""

WORD_PRICE, LINE_PRICE, PIECE_PRICE = 35, 30, 20
"""Tenths of an edit for a jump at any word, at the beginning of a line, and where something was taken out before."""
LONGEST_WORD = 400
"""A longer run of characters without a blank may be jumped into."""


class Matches(NamedTuple):
    """What was found; the matches overlap on neither side."""

    matches: tuple[Match, ...]
    """In the order of the reference."""
    repeats: tuple[Match, ...]
    """Stretches of the OCR that were read from a part of the reference that has its counterpart already."""


def find_matches(reference: str, ocr: str, prices: Mapping[int, int] | None = None) -> Matches:
    """Return the stretches that two texts share.

    ``prices`` may lower the price of a jump where the layout suggests one, in tenths of an edit for places of
    ``ocr`` at which a word begins.
    """
    found = trusted(_whole(reference), _whole(ocr), align_in_order(reference, ocr), ISLAND)
    found += _seeded(reference, ocr, found)
    moved, repeats = _moved(reference, ocr, found, prices or {})
    found = grown(reference, ocr, sorted((*found, *moved)), repeats)
    found += _between(reference, ocr, found, repeats)
    repeats += _repeated(reference, ocr, found, repeats)
    return Matches(tuple(sorted(found)), tuple(sorted(repeats)))


def in_order(matches: Sequence[Match]) -> list[int]:
    """Return the indices of those that make up the largest part standing in the same order on both sides."""
    return heaviest_chain([(match.start, match.ocr_start, match.ocr_end, match.equal) for match in matches])


def _whole(text: str) -> Patchwork:
    return Patchwork(text, [(0, len(text))])


def _rest(reference: str, ocr: str, found: Sequence[Match]) -> tuple[Patchwork, Patchwork]:
    covered, ocr_covered = _coverage(reference, ocr, found)
    return Patchwork(reference, covered.holes()), Patchwork(ocr, ocr_covered.holes())


def _coverage(reference: str, ocr: str, found: Sequence[Match]) -> tuple[Coverage, Coverage]:
    return (
        Coverage(reference, ((match.start, match.end) for match in found)),
        Coverage(ocr, ((match.ocr_start, match.ocr_end) for match in found)),
    )


def _seeded(reference: str, ocr: str, found: Sequence[Match]) -> list[Match]:
    added: list[Match] = []
    for k in SEED_LENGTHS:
        rest, ocr_rest = _rest(reference, ocr, (*found, *added))
        if len(rest.text) * len(ocr_rest.text) <= JUMP_CELLS:
            break
        added += seeded_matches(rest, ocr_rest, k)
    return added


def _moved(
    reference: str, ocr: str, found: Sequence[Match], prices: Mapping[int, int]
) -> tuple[list[Match], list[Match]]:
    """Return what a walk with jumps finds in the rest, and what of it goes over the same stretch again."""
    rest, ocr_rest = _rest(reference, ocr, found)
    size, ocr_size = len(rest.text), len(ocr_rest.text)
    if min(size, ocr_size) < LEAST_REST or size * ocr_size > JUMP_CELLS:
        return [], []
    return _once(reference, ocr, _walked(rest, ocr_rest, _jump_prices(ocr_rest, ocr, prices), MOVED))


def _walked(rest: Patchwork, ocr_rest: Patchwork, prices: Mapping[int, int], standard: Standard) -> list[Match]:
    """Return what a walk with jumps through the reference finds, as far as it is to be believed."""
    landings = [start for start, _ in rest.words]
    walked: list[Match] = []
    for walk in walk_with_jumps(rest.text, ocr_rest.text, landings, prices):
        texts = rest.text[walk.start : walk.end], ocr_rest.text[walk.ocr_start : walk.ocr_end]
        walked += trusted(rest, ocr_rest, optimal_steps(*texts, walk.start, walk.ocr_start), standard)
    return walked


def _once(reference: str, ocr: str, walked: Sequence[Match]) -> tuple[list[Match], list[Match]]:
    """Give each stretch of the reference to the match that agrees with it best; return the others as repeats."""
    kept: list[Match] = []
    repeats: list[Match] = []
    for match in sorted(walked, key=lambda match: (-match.equal, match)):
        covered = Coverage(reference, ((other.start, other.end) for other in kept))
        free = covered.holes(match.start, match.end)
        if free == [(match.start, match.end)]:
            kept.append(match)
        elif 2 * sum(end - start for start, end in free) < match.end - match.start:
            repeats.append(match)
        else:
            rest, ocr_rest = Patchwork(reference, free), Patchwork(ocr, [(match.ocr_start, match.ocr_end)])
            kept += trusted(rest, ocr_rest, optimal_steps(rest.text, ocr_rest.text), MOVED)
    return kept, repeats


def _jump_prices(rest: Patchwork, ocr: str, prices: Mapping[int, int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for start, end in rest.words:
        place, _ = rest.at_source(start, end)
        price = LINE_PRICE if ocr[place - 1 : place] == "\n" else WORD_PRICE
        if rest.starts[rest.piece_of(start)] == start:
            price = PIECE_PRICE
        found[start] = min(price, prices.get(place, price))
        found.update((inside, WORD_PRICE) for inside in range(start + LONGEST_WORD, end, LONGEST_WORD))
    return found


def _between(reference: str, ocr: str, found: Sequence[Match], repeats: Sequence[Match]) -> list[Match]:
    """Look, between neighbours in the same order, at what is left of both sides."""
    ordered = sorted(found)
    chain = [ordered[index] for index in in_order(ordered)]
    covered, _ = _coverage(reference, ocr, ordered)
    _, ocr_covered = _coverage(reference, ocr, (*ordered, *repeats))
    end = Match(len(reference), len(reference), len(ocr), len(ocr), 0)
    added: list[Match] = []
    for before, after in pairwise((Match(0, 0, 0, 0, 0), *chain, end)):
        rest = Patchwork(reference, covered.holes(before.end, after.start))
        ocr_rest = Patchwork(ocr, ocr_covered.holes(before.ocr_end, after.ocr_start))
        if rest.words and ocr_rest.words and len(rest.text) * len(ocr_rest.text) <= WIDEST_GAP:
            lengths = sorted((len(rest.text), len(ocr_rest.text)))
            standard = SAME_ROOM if 2 * lengths[0] >= lengths[1] else IN_PLACE
            added += trusted(rest, ocr_rest, optimal_steps(rest.text, ocr_rest.text), standard)
    return added


def _repeated(reference: str, ocr: str, found: Sequence[Match], repeats: Sequence[Match]) -> list[Match]:
    """Return stretches of the OCR that were read from a part of the reference that has its counterpart already."""
    _, ocr_covered = _coverage(reference, ocr, (*found, *repeats))
    whole = _whole(reference)
    rest = Patchwork(ocr, [hole for hole in ocr_covered.holes() if hole[1] - hole[0] >= REPEATED.least_equal])
    if not rest.words or len(whole.text) * len(rest.text) > JUMP_CELLS:
        return []
    seeds, ocr_seeds = (kmer_codes(code_points(patchwork.text), REPEAT_SEED) for patchwork in (whole, rest))
    if not np.isin(ocr_seeds, seeds).any():
        return []
    return _walked(whole, rest, _jump_prices(rest, ocr, {}), REPEATED)
