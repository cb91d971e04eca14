"""What stands in stamps: those that run sideways, along a rim, or that were not read at all are read again."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.images.regions import cut_out
from pipeline.model.geometry import Box
from pipeline.model.page import InkKind, Patch
from pipeline.model.picture import GreyPicture
from pipeline.ocr.detectors.groups import Group
from pipeline.ocr.detectors.inks import FILE_NUMBER
from pipeline.ocr.detectors.kinds import turning
from pipeline.ocr.detectors.patches import in_order, is_narrow
from pipeline.ocr.detectors.rims import Rim, find_rim
from pipeline.ocr.detectors.turned import TurnedText, View
from pipeline.ocr.detectors.words import Sight

SIDEWAYS_FROM = 0.1
"""Of ``turning``, from which text runs sideways."""
SIDEWAYS, UPRIGHT = (90, 270), (0,)
"""Degrees clockwise by which the text of a stamp may be turned."""
HEAD_OUT, FEET_OUT = 0, 180
"""The same for text along a rim, at its top: the letters' feet point to the middle, or away from it."""
WHOLE = -1
"""Stands for all of a stamp, where its rim has numbered stretches."""
MOST_STAMPS = 8
"""Read again on one page, the largest first."""
MOST_AREA = 0.2
"""Of the page, that all of them together may have."""


@dataclass(frozen=True, slots=True)
class AskedStamps:
    """Stamps that are to be read again."""

    groups: tuple[Group, ...]
    rims: Mapping[Box, Rim]
    """Those that have one, by the box of the stamp."""
    sheets: tuple[tuple[View, ...], ...]
    """Views that may be read together, each with the box of its stamp and the stretch of the rim, or ``WHOLE``."""

    def read(self, patches: Sequence[Patch], texts: Mapping[Hashable, TurnedText]) -> tuple[Patch, ...]:
        """Return the patches of a page, the stamps with what was read in the views."""
        found = {group.box: _text_of(group, self.rims.get(group.box), texts) for group in self.groups}
        return in_order(_with_text(patch, found.get(patch.box)) for patch in patches)


def ask_stamps(sight: Sight, groups: Sequence[Group], patches: Sequence[Patch], picture: GreyPicture) -> AskedStamps:
    """Return the stamps that run sideways, have text along a rim, or were not read, in all ways they may stand."""
    boxes = {patch.box for patch in patches if patch.kind is InkKind.STAMP}
    stamps = [group for group in groups if group.box in boxes]
    rims = {group.box: rim for group in stamps if (rim := find_rim(sight, group)) is not None}
    asked = [group for group in stamps if _is_sideways(sight, group) or not group.words or group.box in rims]
    asked = _within_limits(asked, sight.page.width * sight.page.height)
    views = [view for group in asked for view in _views(sight, group, rims.get(group.box), picture)]
    turned = [tuple(view for view in views if view.angle == angle) for angle in SIDEWAYS]
    upright = tuple(view for view in views if view.angle not in SIDEWAYS)
    return AskedStamps(tuple(asked), rims, (*turned, upright))


def _within_limits(stamps: Sequence[Group], page_area: int) -> list[Group]:
    chosen: list[Group] = []
    for stamp in sorted(stamps, key=lambda group: (-group.box.area, group.box))[:MOST_STAMPS]:
        if sum(each.box.area for each in chosen) + stamp.box.area <= MOST_AREA * page_area:
            chosen.append(stamp)
    return chosen


def _views(sight: Sight, group: Group, rim: Rim | None, picture: GreyPicture) -> Iterator[View]:
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


def _text_of(group: Group, rim: Rim | None, texts: Mapping[Hashable, TurnedText]) -> TurnedText | None:
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
    return is_narrow(group) or turning(sight, group) > SIDEWAYS_FROM


def _with_text(patch: Patch, found: TurnedText | None) -> Patch:
    if found is None or patch.kind is not InkKind.STAMP:
        return patch
    kind = InkKind.FILE_NUMBER if FILE_NUMBER.search(found.text) and len(found.text.split()) < 3 else patch.kind
    return Patch(kind, patch.box, patch.weight, found.text, found.angle, patch.why)
