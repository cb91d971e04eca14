"""Reading stamps in their own direction: the engine is asked again, once for each direction, for all together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import RecognitionError
from pipeline.images.regions import lay_out
from pipeline.model.geometry import Box
from pipeline.model.page import Page, Word
from pipeline.model.picture import GreyPicture
from pipeline.ocr.engine import Engine
from pipeline.ocr.evidence import letters

MOST_REGIONS = 8
"""Read again on one page, the largest first."""
MOST_AREA = 0.2
"""Of the page, that all of them together may have."""
LEAST_CONFIDENCE = 0.4
"""Of a word, to be taken for something that stands in a stamp."""
LEAST_LETTERS = 3
SIDEWAYS = (90, 270)
UPRIGHT = (0,)


@dataclass(frozen=True, slots=True)
class TurnedText:
    """What was read in a region."""

    text: str
    angle: int
    """Degrees clockwise by which the text is turned."""
    confidence: float


def read_regions(
    picture: GreyPicture, boxes: Sequence[Box], angles: Sequence[int], engine: Engine, gap: int
) -> dict[Box, TurnedText]:
    """Return what ``engine`` reads in each region in the direction that makes most sense; nothing where none does.

    An engine that fails here costs only this further look.
    """
    chosen = _within_limits(boxes, picture.width * picture.height)
    best: dict[Box, tuple[float, TurnedText]] = {}
    for angle in angles if chosen else ():
        sheet = lay_out(picture, chosen, angle, gap)
        try:
            page = engine.read(sheet.picture)
        except RecognitionError:
            return {}
        for box, place in zip(chosen, sheet.places, strict=True):
            words = _words_in(page, place)
            sense = sum((word.confidence or 0.0) * letters(word.text) for word in words)
            if sum(letters(word.text) for word in words) >= LEAST_LETTERS and sense > best.get(box, (0.0,))[0]:
                confidence = min(1.0, sense / sum(letters(word.text) for word in words))
                best[box] = (sense, TurnedText(" ".join(word.text for word in words), angle, confidence))
    return {box: text for box, (_, text) in best.items()}


def _within_limits(boxes: Sequence[Box], page_area: int) -> list[Box]:
    chosen: list[Box] = []
    for box in sorted(boxes, key=lambda box: (-box.area, box))[:MOST_REGIONS]:
        if sum(each.area for each in chosen) + box.area <= MOST_AREA * page_area:
            chosen.append(box)
    return chosen


def _words_in(page: Page, place: Box) -> list[Word]:
    return [
        word
        for word in page.words
        if word.box
        and word.box.overlap(place) > word.box.area / 2
        and (word.confidence or 0.0) >= LEAST_CONFIDENCE
        and letters(word.text)
    ]
