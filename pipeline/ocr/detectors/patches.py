"""From groups of unexplained ink to patches: what it is, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.model.geometry import Box, surround
from pipeline.model.page import InkKind, Patch
from pipeline.ocr.detectors.blanks import find_blanks
from pipeline.ocr.detectors.groups import Group, box_of
from pipeline.ocr.detectors.kinds import are_frames, are_written, kind_chances
from pipeline.ocr.detectors.words import Sight

SURE = 0.5
"""Probability from which a group is said to be of a kind."""
PERHAPS = 0.3
"""Probability from which it is said when it is no other kind, either; type that nobody read may lie beneath it."""
MIXED = 0.2
"""Probability from which handwriting is said to share a large group with a stamp: there it is easily outweighed."""
MANY = 30
"""Pieces from which a group is large."""
SOMETHING = 0.5
"""Probability of being no dirt from which a group that nobody read, and that is of no kind, is worth a mark."""
UNREAD_INK = 1.5
"""Square word heights of ink that such a group must have where it is probably type: less is the edge of a letter."""
LEAST_STROKES = 1.5
"""Heights of a word that strokes of a pen go up and down, all together: those of a tick; a speck has fewer."""
READ = 0.6
"""Confidence from which a word in a group says that the group was read."""
UNREAD_WEIGHT = 0.5
UNREAD_REACH = 3.0
"""Heights of a word within which unread ink makes one mark: a line that the OCR passed over is one thing."""
BLANK_WEIGHT = 0.6
NARROW = 2.5
"""Times as high as wide, from which text runs sideways in any case."""
SIGNATURE_WIDTH = 18.0
"""Heights of a word up to which handwriting below the text is initials or a signature."""


def patches_of(sight: Sight, groups: tuple[Group, ...]) -> tuple[Patch, ...]:
    """Return the patches of a page, from the top down; a stamp has the text that was read with the page."""
    chances = kind_chances(sight, groups)
    found = [
        patch
        for index, group in enumerate(groups)
        for patch in _kinds_of(sight, group, {kind: float(each[index]) for kind, each in chances.items()})
    ]
    patches = [patch for patch in found if patch.kind is not InkKind.UNKNOWN]
    patches += _joined([patch for patch in found if patch.kind is InkKind.UNKNOWN], UNREAD_REACH * sight.frame.height)
    patches += [Patch(InkKind.BLANK, box, BLANK_WEIGHT, why="a rule with nothing on it") for box in find_blanks(sight)]
    return in_order(patches)


def in_order(patches: Iterable[Patch]) -> tuple[Patch, ...]:
    """Return patches from the top down."""
    return tuple(sorted(patches, key=lambda patch: (patch.box.top, patch.box.left, patch.kind)))


def _kinds_of(sight: Sight, group: Group, chances: dict[InkKind, float]) -> Iterator[Patch]:
    """Yield a patch for each kind that a group is probably of."""
    stamp, hand = chances[InkKind.STAMP], chances[InkKind.HAND]
    words = " ".join(word.text for word in group.words)
    surest = max(stamp, hand, chances[InkKind.PRINT])
    least = SURE if surest >= SURE else PERHAPS
    if stamp >= least:
        yield Patch(InkKind.STAMP, group.box, round(stamp, 3), words, why="letters apart from the text")
    if hand >= (MIXED if stamp >= SURE and len(group.pieces) >= MANY else least) and _has_strokes(sight, group):
        yield Patch(_hand_kind(sight, group), _written_box(sight, group, stamp), round(hand, 3), why="strokes of a pen")
    if max(stamp, hand) >= least:
        return
    if chances[InkKind.PRINT] >= SURE and group.words:
        yield Patch(InkKind.PRINT, group.box, round(chances[InkKind.PRINT], 3), words, why="print beside the type")
        return
    is_worth_it = chances[InkKind.BODY] < SURE or _ink(sight, group) >= UNREAD_INK
    if chances[InkKind.UNKNOWN] >= SOMETHING and is_worth_it and _is_unread(sight, group):
        yield _unread(sight, group)


def _has_strokes(sight: Sight, group: Group) -> bool:
    """Say whether there is as much of a pen's way up and down as initials have; a speck has not."""
    return int(group.pieces.runs.sum()) >= LEAST_STROKES * sight.frame.height / sight.ink.factor


def _is_unread(sight: Sight, group: Group) -> bool:
    """Say whether nobody read a group; beside the text, words read without confidence are no reading."""
    if not group.words:
        return True
    is_beside = not group.box.overlap(sight.frame.column)
    return is_beside and all((word.confidence or 0.0) < READ for word in group.words)


def _unread(sight: Sight, group: Group) -> Patch:
    """Return ink of no certain kind that nobody read: in a frame, or running sideways, it is probably a stamp."""
    framed = bool(are_frames(group.pieces, sight.frame.height / sight.ink.factor).any())
    kind = InkKind.STAMP if framed or is_narrow(group) else InkKind.UNKNOWN
    return Patch(kind, group.box, UNREAD_WEIGHT, why="ink that the OCR did not read")


def _joined(patches: list[Patch], reach: float) -> list[Patch]:
    """Return patches of one kind, those nearer than ``reach`` pixels as one."""
    joined: list[Patch] = []
    for patch in patches:
        near = [other for other in joined if _distance(patch.box, other.box) <= reach]
        joined = [other for other in joined if other not in near]
        joined.append(replace(patch, box=surround(each.box for each in (patch, *near))))
    return joined if len(joined) == len(patches) else _joined(joined, reach)


def _distance(one: Box, other: Box) -> int:
    """Return the wider of the gaps between two boxes, across and down; 0 where they overlap."""
    across = max(one.left, other.left) - min(one.right, other.right)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return max(across, down, 0)


def _ink(sight: Sight, group: Group) -> float:
    return float(group.pieces.area.sum()) * sight.ink.factor**2 / sight.frame.height**2


def _hand_kind(sight: Sight, group: Group) -> InkKind:
    is_below = sight.frame.is_seen and group.box.top > sight.frame.column.bottom
    is_small = group.box.width < SIGNATURE_WIDTH * sight.frame.height
    return InkKind.SIGNATURE if is_below and is_small else InkKind.HAND


def _written_box(sight: Sight, group: Group, stamp: float) -> Box:
    """Return the box of the strokes of a pen where they share a group with a stamp, else that of the group."""
    written = are_written(group.pieces, sight.frame.height / sight.ink.factor)
    if stamp < SURE or not written.any():
        return group.box
    return box_of(group.pieces.chosen(written), sight.ink.factor)


def is_narrow(group: Group) -> bool:
    """Say whether a group is so narrow that its text can only run sideways."""
    return group.box.height > NARROW * group.box.width
