"""Reading struck words once more without the stroke: what stands beneath the line."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from pipeline.images.erasing import without_line
from pipeline.model.geometry import Box
from pipeline.model.page import InkKind, Reading, Word
from pipeline.model.picture import GreyPicture
from pipeline.ocr.detectors.frame import Frame
from pipeline.ocr.detectors.inks import Ink
from pipeline.ocr.detectors.turned import TurnedText, View

SOURCE = "beneath-the-stroke"
MOST_WORDS = 24
"""Read again on one page."""
MARGIN = 0.25
"""Of a letter's room, by which the box of a word is taken wider: the stroke goes on there."""


def struck_views(words: Sequence[Word], inks: Sequence[Ink], frame: Frame, picture: GreyPicture) -> tuple[View, ...]:
    """Return struck words without the stroke, by their number; ``inks`` has kind and weight of each of ``words``."""
    struck = [
        (number, word.box)
        for number, (word, (kind, _)) in enumerate(zip(words, inks, strict=True))
        if kind is InkKind.STRUCK and word.box
    ][:MOST_WORDS]
    margin = round(MARGIN * frame.pitch)
    places = [(number, _wider(box, margin, picture)) for number, box in struck]
    return tuple(View(number, 0, without_line(picture, box), least_letters=1) for number, box in places if box.area)


def readings_beneath(words: Sequence[Word], texts: Mapping[Hashable, TurnedText]) -> dict[int, tuple[Reading, ...]]:
    """Return what was read in the views of struck words, by their number, where the engine is surer of that."""
    return {
        number: (Reading(text.text, SOURCE, round(text.confidence, 4)),)
        for number, word in enumerate(words)
        if (text := texts.get(number)) and text.confidence > (word.confidence or 0.0) and text.text != word.text
    }


def _wider(box: Box, margin: int, picture: GreyPicture) -> Box:
    """Return a box with its margin, within the picture."""
    left, top = max(0, box.left - margin), max(0, box.top - margin // 2)
    right, bottom = min(picture.width, box.right + margin), min(picture.height, box.bottom + margin // 2)
    return Box(left, top, max(left, right), max(top, bottom))
