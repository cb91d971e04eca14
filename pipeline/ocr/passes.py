"""Reading a page as it is, and once more, differently prepared, when that was doubtful.

The thresholds here and in ``evidence`` were fitted on every other page of real sets of typed, printed and handwritten
pages and shown on the rest; ``docs/ocr-engines.md`` has the figures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.images.preparation import cleaned, fitted, ink_share, turned
from pipeline.model.page import EngineInfo, Page
from pipeline.model.picture import GreyPicture
from pipeline.ocr.boxes import resized, turned_back
from pipeline.ocr.engine import Engine
from pipeline.ocr.evidence import good_letters, mean_confidence, score, word_height
from pipeline.ocr.readings import add_readings

VERSION = "1"
"""To be raised with every change of what is read here: pages kept under another version are read anew."""
BLANK_BELOW = 0.001
"""Share of ink below which a page is blank, and no engine is asked."""
BLANK_NOTE = "taken for a blank page: less than 0.1 % of it is ink"
LONGEST_SIDE = 32_000
"""Pixels; Tesseract refuses pictures above 32,767."""
DOUBTFUL_BELOW = 0.88
"""Mean confidence below which a page is read a second time."""
HALVE_FROM_HEIGHT = 25
"""Pixels of a word's height from which half the size is enough for it."""
HALVE_FROM_WIDTH = 1500
"""Pixels of the page's width from which it is halved when no word was read."""
LEAST_KEPT = 0.8
"""Of the letters that the first reading was sure of, which the second must have to replace it."""
LEAST_LETTERS = 12
"""Of which a reading must be sure to replace another."""
GARBAGE_BELOW = 0.5
"""Mean confidence below which a page may stand upside down."""
TURNED_GAIN = 2.0
"""How many times the letters a page read upside down must have."""


@dataclass(frozen=True, slots=True)
class PassesEngine:
    """Reads with another engine, in as many passes as a page needs; the readings given up stay with the words."""

    engine: Engine
    second_pass: bool = True
    """Whether doubtful pages are read a second time."""

    @property
    def info(self) -> EngineInfo:
        """The engine's own, and how often it is asked."""
        info, kind = self.engine.info, "by need" if self.second_pass else "one"
        return replace(info, settings=(*info.settings, ("passes", f"{kind}, version {VERSION}")))

    def read(self, picture: GreyPicture) -> Page:
        """Return the best reading of ``picture``; a page without ink is not given to the engine."""
        if ink_share(picture) < BLANK_BELOW:
            return Page(picture.width, picture.height, (), self.info, picture.dpi, notes=(BLANK_NOTE,))
        page = self._upright(picture)
        if self.second_pass and mean_confidence(page) < GARBAGE_BELOW:
            page = self._upside_down_if_better(picture, page)
        return replace(page, engine=self.info, dpi=picture.dpi)

    def stop(self) -> None:
        """End what the engine is reading right now."""
        self.engine.stop()

    def _upright(self, picture: GreyPicture) -> Page:
        """Read the page as it stands: once, and cleaned as well when that is doubtful."""
        first = self._pass(picture, fitted(picture, LONGEST_SIDE))
        if not self.second_pass or mean_confidence(first) >= DOUBTFUL_BELOW:
            return first
        return _better(first, self._pass(picture, cleaned(picture, halve=_can_be_halved(first))))

    def _upside_down_if_better(self, picture: GreyPicture, page: Page) -> Page:
        """Read the page upside down, too, and return that if it makes much more sense than ``page``."""
        other = self._upright(turned(picture))
        if good_letters(other) < max(LEAST_LETTERS, TURNED_GAIN * good_letters(page)):
            return page
        return replace(turned_back(other), notes=(*other.notes, "the page stands upside down"))

    def _pass(self, picture: GreyPicture, prepared: GreyPicture) -> Page:
        """Read ``prepared``, and return what was read in the pixels of ``picture``."""
        return resized(self.engine.read(prepared), picture.width, picture.height)


def _can_be_halved(first: Page) -> bool:
    height = word_height(first)
    return first.width >= HALVE_FROM_WIDTH if height is None else height >= HALVE_FROM_HEIGHT


def _better(first: Page, second: Page) -> Page:
    """Return the reading for which more speaks, with the other's readings on its words."""
    kept = max(LEAST_LETTERS, LEAST_KEPT * good_letters(first))
    if score(second) > score(first) and good_letters(second) >= kept:
        note = "a cleaned copy of the page was read, since it was doubtful as it is"
        return replace(add_readings(second, first, "plain"), notes=(note,))
    return add_readings(first, second, "cleaned")
