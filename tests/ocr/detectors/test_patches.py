"""What a group of unread ink is said to be, from how probable each kind is."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.images.ink import pieces_of
from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, InkKind, Line, Page, Region, Word
from pipeline.model.picture import GreyPicture
from pipeline.ocr.detectors import patches
from pipeline.ocr.detectors.groups import Group
from pipeline.ocr.detectors.kinds import KINDS
from pipeline.ocr.detectors.words import Sight, sight_of

HEIGHT = 20
STROKE, DASH = Box(300, 150, 304, 190), Box(300, 150, 340, 154)

CASES: tuple[tuple[str, dict[InkKind, float], Box, list[InkKind]], ...] = (
    ("surely written", {InkKind.HAND: 0.9}, STROKE, [InkKind.HAND]),
    ("perhaps written", {InkKind.HAND: 0.35}, STROKE, [InkKind.HAND]),
    ("surely type, perhaps written on", {InkKind.BODY: 0.95, InkKind.HAND: 0.35}, STROKE, [InkKind.HAND]),
    ("surely type, perhaps stamped", {InkKind.BODY: 0.95, InkKind.STAMP: 0.35}, STROKE, [InkKind.STAMP]),
    ("surely type, hardly written on", {InkKind.BODY: 0.95, InkKind.HAND: 0.2}, STROKE, []),
    ("surely a stamp, perhaps written on", {InkKind.STAMP: 0.9, InkKind.HAND: 0.35}, STROKE, [InkKind.STAMP]),
    ("no stroke goes up or down", {InkKind.HAND: 0.9}, DASH, []),
    ("something that nobody read", {InkKind.UNKNOWN: 0.6}, DASH, [InkKind.UNKNOWN]),
    ("something upright that nobody read", {InkKind.UNKNOWN: 0.6}, STROKE, [InkKind.STAMP]),
    ("dirt", {InkKind.UNKNOWN: 0.4}, STROKE, []),
)


def sight_with(ink: Box) -> Sight:
    """Return a page of one word, somewhere else, and a stroke."""
    pixels = np.full((900, 700), 235, dtype=np.uint8)
    pixels[ink.top : ink.bottom, ink.left : ink.right] = 30
    word = Box(100, 500, 220, 500 + HEIGHT)
    line = Line((Word("word", word, 0.96),), word)
    page = Page(700, 900, (Region((line,), word),), EngineInfo("truth", "1", "eng"), HEIGHT / 0.11)
    return sight_of(page, GreyPicture(700, 900, pixels.tobytes(), 200), None)


@pytest.mark.parametrize(("chances", "ink", "kinds"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_group_is_said_to_be_what_is_probable(
    monkeypatch: pytest.MonkeyPatch, chances: dict[InkKind, float], ink: Box, kinds: list[InkKind]
) -> None:
    known = {kind: np.array([chances.get(kind, 0.0)]) for kind in KINDS}
    monkeypatch.setattr(patches, "kind_chances", lambda sight, groups: known)
    sight = sight_with(ink)
    found = patches.patches_of(sight, (Group(ink, pieces_of(sight.ink.mask), ()),))
    assert [patch.kind for patch in found if patch.kind is not InkKind.BLANK] == kinds
