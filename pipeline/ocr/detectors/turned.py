"""Reading what does not stand as the page does, in its own direction: the engine is asked again, once for all."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.errors import RecognitionError, StoppedError
from pipeline.images.regions import lay_out
from pipeline.model.geometry import Box
from pipeline.model.page import Page, Word
from pipeline.model.picture import GreyPicture
from pipeline.ocr.engine import SheetEngine
from pipeline.ocr.evidence import letters

LEAST_CONFIDENCE = 0.4
"""Of a word, to be taken for something that stands there."""
LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class View:
    """A piece of the page, as it may have to be looked at."""

    key: Hashable
    """What is looked at; views of the same are compared."""
    angle: int
    """Degrees clockwise by which its text is turned on the page, if this is the right view."""
    picture: GreyPicture
    least_letters: int = LEAST_LETTERS
    """Without which nothing was read."""


@dataclass(frozen=True, slots=True)
class TurnedText:
    """What was read in a view."""

    text: str
    angle: int
    """Degrees clockwise by which the text is turned."""
    confidence: float


def read_views(sheets: Iterable[Sequence[View]], engine: SheetEngine, gap: int) -> dict[Hashable, TurnedText]:
    """Return what ``engine`` reads of each thing in the view that makes most sense; nothing where none does.

    The views of one sheet are laid on one picture: text and text on its head there spoil each other. ``gap`` is the
    paper around each, in pixels. An engine that fails here costs only this further look; one that was stopped costs the
    page, which would be kept without what was not read.
    """
    laid = [(views, lay_out([view.picture for view in views], gap)) for views in sheets if views]
    if not laid:
        return {}
    try:
        pages = engine.read_together([sheet.picture for _, sheet in laid])
    except StoppedError:
        raise
    except RecognitionError:
        return {}
    best: dict[Hashable, tuple[float, TurnedText]] = {}
    for (views, sheet), page in zip(laid, pages, strict=True):
        for view, place in zip(views, sheet.places, strict=True):
            words = _words_in(page, place)
            count = sum(letters(word.text) for word in words)
            sense = sum((word.confidence or 0.0) * letters(word.text) for word in words)
            if count >= view.least_letters and sense > best.get(view.key, (0.0,))[0]:
                text = " ".join(word.text for word in words)
                best[view.key] = (sense, TurnedText(text, view.angle, min(1.0, sense / count)))
    return {key: text for key, (_, text) in best.items()}


def _words_in(page: Page, place: Box) -> list[Word]:
    return [
        word
        for word in page.words
        if word.box
        and word.box.overlap(place) > word.box.area / 2
        and (word.confidence or 0.0) >= LEAST_CONFIDENCE
        and letters(word.text)
    ]
