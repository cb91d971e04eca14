"""Form blanks: rules to be written on, drawn or typed as underscores, with little ink over and under them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipeline.images.ink import groups_of
from pipeline.model.geometry import Box
from pipeline.ocr.detectors.groups import box_of
from pipeline.ocr.detectors.words import Sight

LEAST_LENGTH = 2.6
"""Pitches; shorter rules are hyphens and dashes."""
FLAT = 0.3
"""Of a word's height, up to which a piece of ink is flat enough for a part of a rule."""
PART = 0.3
"""Pitches that such a part is long at least."""
GAP = 0.6
"""Pitches between the parts of a rule: underscores do not always touch."""
STRAIGHT = 0.5
"""Of a word's height, that the box of a rule is high at most."""
WIDEST = 0.6
"""Of the page's width; longer rules are the fold or the edge of a sheet, or printed ornament."""
CLEAR = 0.55
"""Of a word's height, over and under a rule, that must be nearly free of ink."""
LITTLE = 0.06
"""Share of ink there, up to which it is free."""
SAME_ENDS = 0.6
"""Heights of a word within which the ends of two rules must lie to be the edges of one frame."""
FRAME = 14.0
"""Heights of a word within which one must lie below the other."""


def find_blanks(sight: Sight) -> tuple[Box, ...]:
    """Return the boxes of the form blanks of a page, from the top down."""
    return tuple(sorted(_blanks(sight, _rules(sight)), key=lambda box: (box.top, box.left)))


def _rules(sight: Sight) -> list[Box]:
    """Return the boxes of straight, level lines, put together from their parts."""
    pitch, height = sight.frame.pitch / sight.ink.factor, sight.frame.height / sight.ink.factor
    flat = (sight.pieces.height <= FLAT * height) & (sight.pieces.width >= PART * pitch)
    parts = sight.pieces.chosen(flat)
    numbers = groups_of(parts, (GAP * pitch, FLAT * height), sight.ink.mask.shape)
    members = [parts.chosen(numbers == number) for number in range(int(numbers.max(initial=-1)) + 1)]
    boxes = [box_of(pieces, sight.ink.factor) for pieces in members]
    return [box for box in boxes if box.height <= STRAIGHT * sight.frame.height]


def _blanks(sight: Sight, rules: list[Box]) -> Iterator[Box]:
    pitch, height = sight.frame.pitch, sight.frame.height
    for rule in rules:
        if not LEAST_LENGTH * pitch < rule.width < WIDEST * sight.page.width:
            continue
        if not any(_frames(rule, other, height) for other in rules if other != rule) and _is_free(sight, rule):
            yield rule


def _frames(one: Box, other: Box, height: float) -> bool:
    """Say whether two rules are the edges of one frame: of equal length, one below the other."""
    near = SAME_ENDS * height
    same = abs(one.left - other.left) < near and abs(one.right - other.right) < near
    return same and height < abs(one.top - other.top) < FRAME * height


def _is_free(sight: Sight, rule: Box) -> bool:
    """Say whether there is paper over and under a rule, and next to nothing on it."""
    clear = round(CLEAR * sight.frame.height)
    gap = sight.ink.factor * 2
    if rule.top < clear or rule.bottom + clear > sight.page.height:
        return False  # the shadow along the edge of the sheet
    over = Box(rule.left, rule.top - clear, rule.right, rule.top - gap)
    under = Box(rule.left, rule.bottom + gap, rule.right, rule.bottom + clear)
    cuts = (sight.ink.cut(over), sight.ink.cut(under))
    return all(np.count_nonzero(cut) < LITTLE * cut.size for cut in cuts)
