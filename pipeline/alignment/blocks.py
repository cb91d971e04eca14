"""From matched stretches to blocks that cover both texts, each exactly once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.alignment.anchored import align_in_order
from pipeline.alignment.distance import GAP_REACH
from pipeline.alignment.matching import Matches, in_order
from pipeline.alignment.patchwork import Match
from pipeline.alignment.steps import Step, shifted
from pipeline.model.alignment import Relation
from pipeline.model.transcript import GAP_TEXT

NEAR = 12
"""Characters on either side between two neighbours that do not keep them apart."""

Cell = tuple[int, int, int | None]
"""A stretch of one side, and the index of the match that it belongs to."""


class Piece(NamedTuple):
    """A block before it is dressed as one."""

    relation: Relation
    start: int
    end: int
    ocr_start: int
    ocr_end: int
    steps: list[Step]


def cut_pieces(reference: str, ocr: str, found: Matches) -> list[Piece]:
    """Return pieces that cover both texts, in the order of the reference.

    What the OCR alone has follows the piece that it follows in the OCR. Blanks belong to the piece before them.
    """
    matches = _joined(reference, ocr, found)
    ordered = set(in_order(matches))
    repeats = len(matches)
    owners = sorted((match.ocr_start, match.ocr_end, index) for index, match in enumerate((*matches, *found.repeats)))
    cells = list(_cover(reference, [(match.start, match.end, index) for index, match in enumerate(matches)]))
    ocr_cells = list(_cover(ocr, owners))
    ocr_of = {owner: (start, end) for start, end, owner in ocr_cells if owner is not None}
    alone = _alone_behind(ocr_cells, repeats)
    pieces = [_ocr_only(cell, 0, repeats) for cell in alone.get(-1, ())]
    there = 0
    for start, end, owner in cells:
        if owner is None:
            pieces.append(
                Piece(Relation.REFERENCE_ONLY, start, end, there, there, [("delete", start, end, there, there)])
            )
            continue
        ocr_start, there = ocr_of[owner]
        steps = shifted(align_in_order(reference[start:end], ocr[ocr_start:there]), start, ocr_start)
        relation = Relation.IN_ORDER if owner in ordered else Relation.MOVED
        pieces.append(Piece(relation, start, end, ocr_start, there, steps))
        pieces.extend(_ocr_only(cell, end, repeats) for cell in alone.get(owner, ()))
    return pieces


def _joined(reference: str, ocr: str, found: Matches) -> list[Match]:
    """Join matches that follow each other closely on both sides."""
    ocr_order = sorted((*found.matches, *found.repeats), key=lambda match: match.ocr_start)
    next_in_ocr = dict(pairwise(ocr_order))
    joined: list[Match] = []
    last: Match | None = None
    for match in found.matches:
        if last and next_in_ocr.get(last) == match and _is_near(reference, ocr, last, match):
            whole = joined[-1]
            joined[-1] = Match(whole.start, match.end, whole.ocr_start, match.ocr_end, whole.equal + match.equal)
        else:
            joined.append(match)
        last = match
    return joined


def _is_near(reference: str, ocr: str, one: Match, other: Match) -> bool:
    between, ocr_between = reference[one.end : other.start].strip(), ocr[one.ocr_end : other.ocr_start].strip()
    is_gap = GAP_TEXT in between and not any(char.isalnum() for char in between)
    return len(between) <= NEAR and len(ocr_between) <= (GAP_REACH if is_gap else NEAR)


def _cover(text: str, owners: Sequence[tuple[int, int, int]]) -> Iterator[Cell]:
    """Yield cells that cover ``text``: each owner's stretch with the blanks behind it, and what lies between."""
    position = 0
    for start, end, owner in owners:
        if text[position:start].strip():
            yield position, start, None
            position = start
        behind = text[end : end + 80]
        end += len(behind) - len(behind.lstrip())
        yield position, end, owner
        position = end
    if position < len(text):
        yield position, len(text), None


def _alone_behind(cells: Sequence[Cell], repeats: int) -> dict[int, list[Cell]]:
    """Return the cells without a counterpart, by the match that they follow (-1: none)."""
    behind: dict[int, list[Cell]] = {}
    last = -1
    for cell in cells:
        owner = cell[2]
        if owner is None or owner >= repeats:
            behind.setdefault(last, []).append(cell)
        else:
            last = owner
    return behind


def _ocr_only(cell: Cell, here: int, repeats: int) -> Piece:
    start, end, owner = cell
    relation = Relation.OCR_ONLY if owner is None else Relation.REPEATED
    return Piece(relation, here, here, start, end, [("insert", here, here, start, end)])
