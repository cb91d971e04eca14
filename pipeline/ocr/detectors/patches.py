"""From groups of unexplained ink to patches: what it is, how sure that is, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.images.regions import cut_out
from pipeline.model.geometry import Box, surround
from pipeline.model.page import InkKind, Patch
from pipeline.model.picture import GreyPicture
from pipeline.ocr.detectors.blanks import find_blanks
from pipeline.ocr.detectors.groups import Group, box_of
from pipeline.ocr.detectors.inks import FILE_NUMBER
from pipeline.ocr.detectors.kinds import GROUP, KINDS, are_frames, are_written, group_features, turning
from pipeline.ocr.detectors.logistic import probabilities
from pipeline.ocr.detectors.rims import Rim, find_rim
from pipeline.ocr.detectors.turned import TurnedText, View, read_views
from pipeline.ocr.detectors.weights import KIND_WEIGHTS
from pipeline.ocr.detectors.words import Sight
from pipeline.ocr.engine import Engine

SURE = 0.5
"""Probability from which a group is said to be of a kind."""
PERHAPS = 0.3
"""Probability from which it is said when it is no other kind, either."""
MIXED = 0.2
"""Probability from which handwriting is said to share a large group with a stamp: there it is easily outweighed."""
MANY = 30
"""Pieces from which a group is large."""
UNREAD_INK = 1.5
"""Square word heights of ink from which a group that nobody read, and that is of no kind, is worth a mark."""
LEAST_STROKES = 2.5
"""Heights of a word that strokes of a pen go up and down, all together: on forged pages the shortest have 5.9."""
READ = 0.6
"""Confidence from which a word in a group says that the group was read."""
UNREAD_WEIGHT = 0.5
UNREAD_REACH = 3.0
"""Heights of a word within which unread ink makes one mark: a line that the OCR passed over is one thing."""
BLANK_WEIGHT = 0.6
SIDEWAYS_FROM = 0.1
"""Of ``turning``, from which text runs sideways."""
NARROW = 2.5
"""Times as high as wide, from which it does in any case."""
SIDEWAYS, UPRIGHT = (90, 270), (0,)
"""Degrees clockwise by which the text of a stamp may be turned."""
HEAD_OUT, FEET_OUT = 0, 180
"""The same for text along a rim, at its top: the letters' feet point to the middle, or away from it."""
WHOLE = -1
"""Stands for all of a stamp, where its rim has numbered stretches."""
Place = tuple[Box, int]
"""A stamp, and a stretch of its rim or all of it."""
MOST_STAMPS = 8
"""Read again on one page, the largest first."""
MOST_AREA = 0.2
"""Of the page, that all of them together may have."""
SIGNATURE_WIDTH = 18.0
"""Heights of a word up to which handwriting below the text is initials or a signature."""


def patches_of(
    sight: Sight, groups: tuple[Group, ...], picture: GreyPicture, engine: Engine | None
) -> tuple[Patch, ...]:
    """Return the patches of a page, from the top down."""
    features = group_features(sight, groups)
    chances = {kind: probabilities(GROUP, features, KIND_WEIGHTS[kind]) for kind in KINDS}
    found = [
        patch
        for index, group in enumerate(groups)
        for patch in _kinds_of(sight, group, {kind: float(chances[kind][index]) for kind in KINDS})
    ]
    texts = _read_stamps(sight, groups, found, picture, engine)
    patches = [_with_text(patch, texts.get(patch.box)) for patch in found if patch.kind is not InkKind.UNKNOWN]
    patches += _joined([patch for patch in found if patch.kind is InkKind.UNKNOWN], UNREAD_REACH * sight.frame.height)
    patches += [Patch(InkKind.BLANK, box, BLANK_WEIGHT, why="a rule with nothing on it") for box in find_blanks(sight)]
    return tuple(sorted(patches, key=lambda patch: (patch.box.top, patch.box.left, patch.kind)))


def _kinds_of(sight: Sight, group: Group, chances: dict[InkKind, float]) -> Iterator[Patch]:
    """Yield a patch for each kind that a group is probably of."""
    stamp, hand = chances[InkKind.STAMP], chances[InkKind.HAND]
    words = " ".join(word.text for word in group.words)
    least = SURE if max(*chances.values()) >= SURE else PERHAPS
    if stamp >= least:
        yield Patch(InkKind.STAMP, group.box, round(stamp, 3), words, why="letters apart from the text")
    if hand >= (MIXED if stamp >= SURE and len(group.pieces) >= MANY else least) and _has_strokes(sight, group):
        yield Patch(_hand_kind(sight, group), _written_box(sight, group, stamp), round(hand, 3), why="strokes of a pen")
    if max(stamp, hand) >= least:
        return
    if chances[InkKind.PRINT] >= SURE and group.words:
        yield Patch(InkKind.PRINT, group.box, round(chances[InkKind.PRINT], 3), words, why="print beside the type")
    elif _ink(sight, group) >= UNREAD_INK and _is_unread(sight, group):
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
    kind = InkKind.STAMP if framed or _is_narrow(group) else InkKind.UNKNOWN
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


def _read_stamps(
    sight: Sight, groups: Sequence[Group], patches: Sequence[Patch], picture: GreyPicture, engine: Engine | None
) -> dict[Box, TurnedText]:
    """Return what the engine reads in stamps when asked again: sideways, along a rim, and where it read nothing."""
    if engine is None:
        return {}
    boxes = {patch.box for patch in patches if patch.kind is InkKind.STAMP}
    stamps = [group for group in groups if group.box in boxes]
    rims = {group.box: rim for group in stamps if (rim := find_rim(sight, group)) is not None}
    asked = [group for group in stamps if _is_sideways(sight, group) or not group.words or group.box in rims]
    asked = _within_limits(asked, sight.page.width * sight.page.height)
    views = [view for group in asked for view in _views(sight, group, rims.get(group.box), picture)]
    turned = [[view for view in views if view.angle == angle] for angle in SIDEWAYS]
    sheets = [*turned, [view for view in views if view.angle not in SIDEWAYS]]
    texts = read_views(sheets, engine, round(sight.frame.height))
    return {group.box: text for group in asked if (text := _text_of(group, rims.get(group.box), texts)) is not None}


def _within_limits(stamps: Sequence[Group], page_area: int) -> list[Group]:
    chosen: list[Group] = []
    for stamp in sorted(stamps, key=lambda group: (-group.box.area, group.box))[:MOST_STAMPS]:
        if sum(each.box.area for each in chosen) + stamp.box.area <= MOST_AREA * page_area:
            chosen.append(stamp)
    return chosen


def _views(sight: Sight, group: Group, rim: Rim | None, picture: GreyPicture) -> Iterator[View[Place]]:
    """Yield the ways in which a stamp may have to be looked at."""
    box = _within(rim.middle if rim else group.box, picture)
    for angle in SIDEWAYS if _is_sideways(sight, group) else UPRIGHT:
        if box.area:
            yield View((group.box, WHOLE), angle, cut_out(picture, box, angle))
    if rim is not None:
        for number in range(len(rim.stretches)):
            for angle, view in zip((HEAD_OUT, FEET_OUT), rim.views(picture, number), strict=True):
                yield View((group.box, number), angle, view)


def _within(box: Box, picture: GreyPicture) -> Box:
    right, bottom = min(box.right, picture.width), min(box.bottom, picture.height)
    return Box(min(box.left, right), min(box.top, bottom), right, bottom)


def _text_of(group: Group, rim: Rim | None, texts: Mapping[Place, TurnedText]) -> TurnedText | None:
    """Return what stands in a stamp: the upper part of its rim, its middle, the lower part of its rim."""
    whole = texts.get((group.box, WHOLE))
    if rim is None:
        return whole
    around = [text for number in range(len(rim.stretches)) if (text := texts.get((group.box, number))) is not None]
    if not around:
        return whole
    inner = [word.text for word in group.words if word.box and not rim.holds(word.box)]
    middle = whole.text if whole else " ".join(inner)
    upper = [text.text for text in around if text.angle == HEAD_OUT]
    lower = [text.text for text in around if text.angle == FEET_OUT]
    confidence = sum(text.confidence for text in around) / len(around)
    return TurnedText(" ".join(filter(None, (*upper, middle, *lower))), whole.angle if whole else 0, confidence)


def _is_sideways(sight: Sight, group: Group) -> bool:
    return _is_narrow(group) or turning(sight, group) > SIDEWAYS_FROM


def _is_narrow(group: Group) -> bool:
    return group.box.height > NARROW * group.box.width


def _with_text(patch: Patch, found: TurnedText | None) -> Patch:
    if found is None or patch.kind is not InkKind.STAMP:
        return patch
    kind = InkKind.FILE_NUMBER if FILE_NUMBER.search(found.text) and len(found.text.split()) < 3 else patch.kind
    return Patch(kind, patch.box, patch.weight, found.text, found.angle, patch.why)
