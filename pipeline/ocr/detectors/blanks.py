"""Form blanks: rules to be written on, with little ink over and under them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.images.ink import Pieces
from pipeline.model.geometry import Box
from pipeline.ocr.detectors.words import Sight

LEAST_LENGTH = 1.7
"""Pitches; shorter rules are hyphens."""
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


def find_blanks(sight: Sight, rules: Pieces) -> tuple[Box, ...]:
    """Return the boxes of form blanks among the rules of a page, from the top down."""
    factor = sight.ink.factor
    sides = zip(rules.left, rules.top, rules.right, rules.bottom, strict=True)
    boxes = [Box(*(int(side) * factor for side in each)) for each in sides]
    across = [box for box in boxes if box.width > box.height]
    return tuple(sorted(_blanks(sight, across), key=lambda box: (box.top, box.left)))


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
    clear = round(CLEAR * sight.frame.height)
    gap = sight.ink.factor * 2
    over = Box(rule.left, max(0, rule.top - clear), rule.right, max(0, rule.top - gap))
    under = Box(rule.left, rule.bottom + gap, rule.right, rule.bottom + clear)
    shares = [float(cut.mean()) if cut.size else 0.0 for cut in (sight.ink.cut(over), sight.ink.cut(under))]
    return max(shares) < LITTLE
