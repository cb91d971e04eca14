"""Reading a page as it is, once more, differently prepared, when that was doubtful, and once as scattered text.

The thresholds here and in ``evidence`` were fitted on every other page of real sets of typed, printed and handwritten
pages and shown on the rest; ``docs/ocr-engines.md`` has the figures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.errors import RecognitionError, StoppedError
from pipeline.images.preparation import cleaned, fitted, is_blank, turned
from pipeline.model.page import Page
from pipeline.model.picture import GreyPicture
from pipeline.ocr.boxes import resized, turned_back
from pipeline.ocr.columns import in_columns
from pipeline.ocr.engine import Engine
from pipeline.ocr.evidence import good_letters, mean_confidence, score, word_height
from pipeline.ocr.readings import add_readings

BLANK_BELOW = 0.001
"""Share of ink below which a page is blank, and no engine is asked."""
BLANK_NOTE = "taken for a blank page: less than 0.1 % of it is ink"
CLEANED_NOTE = "a cleaned copy of the page was read, since it was doubtful as it is"
SCATTERED_NOTE = "the page was read as scattered text, since its layout was not understood: lines may be out of order"
FAILED_NOTE = "the page should have been read once more, differently prepared, but that failed: {}"
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
LAYOUT_LOST_BELOW = 0.75
"""Mean confidence below which what was read may have suffered from a wrong idea of the page's layout: a form's blanks,
an envelope. A page of which nothing at all was read with confidence is handwriting, more likely."""
SCATTERED_MARGIN = 0.1
"""How much more must speak for a page read without a layout, as a part of what speaks for the other reading: the order
of lines and columns is lost with it."""
GARBAGE_BELOW = 0.5
"""Mean confidence below which a page may stand upside down."""
TURNED_GAIN = 2.0
"""How many times the letters a page read upside down must have."""


@dataclass(frozen=True, slots=True)
class Passes:
    """Reads with an engine, in as many passes as a page needs; the readings given up stay with the words."""

    engine: Engine
    second_pass: bool
    """Whether doubtful pages are read a second time."""
    scattered: Engine | None
    """The same engine told to look for text without any layout; None where there is no such thing."""

    def read(self, picture: GreyPicture) -> Page:
        """Return the best reading of ``picture``; a page without ink is not given to the engine."""
        if is_blank(picture, BLANK_BELOW):
            return Page(picture.width, picture.height, (), self.engine.info, picture.dpi, notes=(BLANK_NOTE,))
        page = self._upright(picture)
        if self.second_pass and mean_confidence(page) < GARBAGE_BELOW:
            page = self._upside_down_if_better(picture, page)
        return replace(page, dpi=picture.dpi)

    def _upright(self, picture: GreyPicture) -> Page:
        """Read the page as it stands, in the order of its columns."""
        return in_columns(self._best(picture))

    def _best(self, picture: GreyPicture) -> Page:
        """Read the page once, cleaned as well when that is doubtful, and without a layout if need be."""
        plain = fitted(picture, LONGEST_SIDE)
        first = self._pass(picture, plain)
        if not self.second_pass or mean_confidence(first) >= DOUBTFUL_BELOW:
            return first
        clean = cleaned(picture, halve=_can_be_halved(first))
        second = self._pass_again(picture, clean)
        is_cleaned = _is_better(second, first)
        best, other = (second, first) if is_cleaned else (first, second)
        failures = second.notes
        if self.scattered and good_letters(best) > 0 and mean_confidence(best) < LAYOUT_LOST_BELOW:
            loose = self._pass_again(picture, clean if is_cleaned else plain, self.scattered)
            if _is_better(loose, best, SCATTERED_MARGIN):
                page = add_readings(loose, best, "cleaned" if is_cleaned else "plain")
                return _with_notes(page, is_cleaned, True, second.notes)
            failures = (*second.notes, *loose.notes)
        return _with_notes(add_readings(best, other, "plain" if is_cleaned else "cleaned"), is_cleaned, False, failures)

    def _upside_down_if_better(self, picture: GreyPicture, page: Page) -> Page:
        """Read the page upside down, too, and return that if it makes much more sense than ``page``."""
        try:
            other = replace(self, scattered=None)._upright(turned(picture))
        except StoppedError:
            raise
        except RecognitionError as error:
            return replace(page, notes=(*page.notes, FAILED_NOTE.format(error.what)))
        if good_letters(other) < max(LEAST_LETTERS, TURNED_GAIN * good_letters(page)):
            return page
        return replace(turned_back(other), notes=(*other.notes, "the page stands upside down"))

    def _pass(self, picture: GreyPicture, prepared: GreyPicture, engine: Engine | None = None) -> Page:
        """Read ``prepared``, and return what was read in the pixels of ``picture``."""
        return resized((engine or self.engine).read(prepared), picture.width, picture.height)

    def _pass_again(self, picture: GreyPicture, prepared: GreyPicture, engine: Engine | None = None) -> Page:
        """Read as ``_pass`` does; that it failed is a page without words and a note: the first reading stands."""
        try:
            return self._pass(picture, prepared, engine)
        except StoppedError:
            raise
        except RecognitionError as error:
            note = FAILED_NOTE.format(error.what)
            return Page(picture.width, picture.height, (), self.engine.info, picture.dpi, notes=(note,))


def _can_be_halved(first: Page) -> bool:
    height = word_height(first)
    return first.width >= HALVE_FROM_WIDTH if height is None else height >= HALVE_FROM_HEIGHT


def _is_better(other: Page, page: Page, margin: float = 0.0) -> bool:
    """Say whether more speaks for ``other``, by a part of what speaks for ``page``, and little read surely is lost."""
    kept = max(LEAST_LETTERS, LEAST_KEPT * good_letters(page))
    least = score(page) + margin * abs(score(page))
    return score(other) > least and good_letters(other) >= kept


def _with_notes(page: Page, is_cleaned: bool, is_scattered: bool, failures: tuple[str, ...]) -> Page:
    """Return the page, which says how it was read when that was not as it is, and what failed."""
    said = ((is_cleaned, CLEANED_NOTE), (is_scattered, SCATTERED_NOTE))
    return replace(page, notes=(*(note for holds, note in said if holds), *failures))
