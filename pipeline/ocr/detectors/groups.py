"""Ink that no word of the body explains, in groups: what lies close together is looked at as one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from pipeline.images.ink import Mask, Pieces, groups_of, pieces_of
from pipeline.model.geometry import Box
from pipeline.model.page import Word
from pipeline.ocr.detectors.inks import FOREIGN_FROM
from pipeline.ocr.detectors.logistic import Table
from pipeline.ocr.detectors.words import Sight

EXPLAINS = 0.35
"""Confidence from which a word of the body explains the ink at its place."""
MARGIN = 0.2
"""Of a word's height, by which its box is taken larger: ragged ink around letters belongs to them."""
REACH = (1.2, 0.7)
"""Widest gap within a group across and down, in heights of a word."""
SPECK = 0.2
"""Of a word's height: pieces of ink smaller than that in both directions are specks."""
CROWD = 0.75
"""Heights of a word, the side of the squares in which specks are counted; nine of them make a window."""
CROWDED = 6
"""Specks in a window from which they may be what is left of faint ink."""
CROWDED_BESIDE = 4.0
"""How many times more they must be than in the windows of the page on average."""
LONG = 3.0
"""Heights of a word from which a thin piece of ink is a rule."""
UPRIGHT = 5.0
"""The same for a piece that runs down the page: the stroke of a figure 1 is shorter, a rule of a form longer."""
THIN = 0.35
"""Of a word's height, up to which it is thin."""
BAND = 8.0
"""Heights of a word, and times its thickness, from which a piece is a fold or a shadow, be it thick."""
EDGE = 0.012
"""Of the page's width and height: what touches this margin may be the edge of the sheet."""
EDGE_LENGTH = 0.12
"""Of the page's height: pieces at the margin which are longer are such edges."""
OUTLINE = 0.45
"""Of the page's width and height: a piece that is larger in both is the outline of the sheet, or a printed frame."""
SPAN, ALL_BUT_SPAN = 0.35, 0.6
"""Of the page's width or height: a thin piece, and one that is not thick, that is longer is an edge, or a fold."""
THICK = 1.5
"""Heights of a word: area over length of a piece that is no edge, be it as long as the sheet."""
STRIP = 3.0
"""Heights of a word up to which a group along the side of the picture is a strip."""
LEAST_INK = 0.2
"""Square word heights of ink that a group must have: less is dirt."""
MOST = 40
"""Groups looked at on one page, those with most ink first."""


@dataclass(frozen=True, slots=True)
class Group:
    """Unexplained ink that lies together."""

    box: Box
    """Pixels of the page."""
    pieces: Pieces
    words: tuple[Word, ...]
    """What the engine read within, none of it body."""


def explaining(words: Sequence[Word], foreign: Table) -> list[bool]:
    """Say of each word whether it explains the ink at its place; ``foreign`` is how probably it is no body text."""
    return [
        bool(chance < FOREIGN_FROM and (word.confidence or 0.0) >= EXPLAINS)
        for word, chance in zip(words, foreign, strict=True)
    ]


def unexplained(sight: Sight, is_body: Sequence[bool]) -> Pieces:
    """Return the pieces of ink that no word of the body explains, without lone specks and rules and the sheet's edges.

    Outside the words of the body faint ink counts as dark ink does, and so do specks where they crowd.
    """
    mask = sight.ink.faint.copy()
    margin = round(MARGIN * sight.frame.height)
    for word, explains in zip(sight.page.words, is_body, strict=True):
        if explains and word.box:
            left, top, right, bottom = sight.ink.reduced(_grown(word.box, margin))
            mask[top:bottom, left:right] = False
    left_over = pieces_of(mask)
    height = sight.frame.height / sight.ink.factor
    is_speck = are_specks(left_over, height)
    is_speck[is_speck] = ~_are_crowded(left_over.chosen(is_speck), CROWD * height, mask.shape)
    return left_over.chosen(~is_speck & ~_are_rules(left_over, height) & ~_are_edges(left_over, mask.shape, height))


def find_groups(sight: Sight, pieces: Pieces, is_body: Sequence[bool]) -> tuple[Group, ...]:
    """Return the pieces in groups, from the top down."""
    height = sight.frame.height / sight.ink.factor
    numbers = groups_of(pieces, (REACH[0] * height, REACH[1] * height), sight.ink.mask.shape)
    others = [word for word, explains in zip(sight.page.words, is_body, strict=True) if not explains and word.box]
    found = []
    for number in range(int(numbers.max(initial=-1)) + 1):
        members = pieces.chosen(numbers == number)
        if members.area.sum() >= LEAST_INK * height * height and not _is_shadow(members, sight.ink.mask.shape, height):
            box = box_of(members, sight.ink.factor)
            found.append(Group(box, members, tuple(word for word in others if word.box and _lies_in(word.box, box))))
    found.sort(key=lambda group: (-int(group.pieces.area.sum()), group.box))
    return tuple(sorted(found[:MOST], key=lambda group: (group.box.top, group.box.left)))


def box_of(pieces: Pieces, factor: int) -> Box:
    """Return the box around pieces of ink, in pixels of the page."""
    left, top = int(pieces.left.min()), int(pieces.top.min())
    return Box(left * factor, top * factor, int(pieces.right.max()) * factor, int(pieces.bottom.max()) * factor)


def are_specks(pieces: Pieces, height: float) -> Mask:
    """Say which pieces are small in both directions; ``height`` is that of a word."""
    return np.asarray(np.maximum(pieces.width, pieces.height) < SPECK * height)


def _are_crowded(specks: Pieces, side: float, shape: tuple[int, int]) -> Mask:
    """Say which specks lie close together: not dirt, which lies evenly, but ink that took in few places."""
    across = ((specks.left + specks.right) / (2 * side)).astype(np.int64)
    down = ((specks.top + specks.bottom) / (2 * side)).astype(np.int64)
    counts = np.zeros((int(shape[0] / side) + 3, int(shape[1] / side) + 3), dtype=np.int64)
    np.add.at(counts, (down + 1, across + 1), 1)
    windows = sliding_window_view(counts, (3, 3)).sum(axis=(2, 3))
    least = max(CROWDED, CROWDED_BESIDE * float(windows.mean()))
    return np.asarray(windows[down, across] >= least)


def _are_rules(pieces: Pieces, height: float) -> Mask:
    across = (pieces.width > LONG * height) & (pieces.area < THIN * height * pieces.width)
    across &= pieces.height < 2 * THIN * height
    down = (pieces.height > UPRIGHT * height) & (pieces.area < THIN * height * pieces.height)
    down &= pieces.width < 2 * THIN * height
    longer, shorter = np.maximum(pieces.width, pieces.height), np.minimum(pieces.width, pieces.height)
    return across | down | (longer > BAND * np.maximum(height, shorter))


def _are_edges(pieces: Pieces, shape: tuple[int, int], height: float) -> Mask:
    down, across = EDGE * shape[0], EDGE * shape[1]
    at_side = (pieces.left < across) | (pieces.right > shape[1] - across)
    at_end = (pieces.top < down) | (pieces.bottom > shape[0] - down)
    limit = EDGE_LENGTH * shape[0]
    is_long = (at_side & (pieces.height > limit)) | (at_end & (pieces.width > limit))
    is_solid = (at_side | at_end) & (pieces.area > 0.6 * pieces.width * pieces.height) & (pieces.area > 400)
    wide, high = pieces.width / shape[1], pieces.height / shape[0]
    is_outline = (wide > OUTLINE) & (high > OUTLINE)
    thickness, span = pieces.area / (height * np.maximum(pieces.width, pieces.height)), np.maximum(wide, high)
    is_line = ((thickness < THIN) & (span > SPAN)) | ((thickness < THICK) & (span > ALL_BUT_SPAN))
    return is_long | is_solid | is_outline | is_line


def _is_shadow(pieces: Pieces, shape: tuple[int, int], height: float) -> bool:
    """Say whether a group is a narrow strip down the very side of the picture: dots of the dark around the sheet."""
    left, right = int(pieces.left.min()), int(pieces.right.max())
    touches = left <= 1 or right >= shape[1] - 1
    return touches and right - left < STRIP * height and int(np.ptp(pieces.top)) > 2 * (right - left)


def _grown(box: Box, margin: int) -> Box:
    return Box(max(0, box.left - margin), max(0, box.top - margin), box.right + margin, box.bottom + margin)


def _lies_in(word: Box, box: Box) -> bool:
    return word.overlap(box) > word.area / 2
