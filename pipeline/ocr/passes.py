"""Reading a page as it is or cleaned, the other way as well when that was doubtful, and once as scattered text.

The thresholds here and in ``evidence`` were fitted on every other page of real sets of typed, printed and handwritten
pages and shown on the rest; the size of large letters, and when a further reading is kept, were chosen in view of all
of them, and hold for either half. ``docs/ocr-engines.md`` has the figures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.errors import RecognitionError, StoppedError
from pipeline.images.letters import letter_height
from pipeline.images.preparation import cleaned, fitted, is_blank, most_inked, turned
from pipeline.model.page import Page
from pipeline.model.picture import GreyPicture
from pipeline.ocr.boxes import resized, turned_back
from pipeline.ocr.engine import Engine
from pipeline.ocr.evidence import good_letters, mean_confidence, score, sure_letters
from pipeline.ocr.reading_order import in_order
from pipeline.ocr.readings import add_readings

BLANK_BELOW = 0.001
"""Share of ink below which a page is blank, and no engine is asked."""
BLANK_NOTE = "taken for a blank page: less than 0.1 % of it is ink"
CLEANED_NOTE = "a cleaned copy of the page was read, since it was doubtful as it is"
SCATTERED_NOTE = "the page was read as scattered text, since its layout was not understood: lines may be out of order"
FAILED_NOTE = "the page should have been read once more, differently prepared, but that failed: {}"
TURNED_NOTE = "the page stands upside down"
LONGEST_SIDE = 32_000
"""Pixels; Tesseract refuses pictures above 32,767."""
DOUBTFUL_BELOW = 0.88
"""Mean confidence below which a page is read a second time."""
LARGE_LETTERS = 20.0
"""Pixels of the letters' height from which they are read cleaned and at half the size: as well or better, and in six
tenths of the time. Smaller ones suffer from both."""
LEAST_KEPT = 0.8
"""Of the letters that a reading was sure of, which one without a layout must have to replace it."""
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
STRIPS = 3
"""Into so many parts a page is cut, and only the one with most ink turned, to see whether it stands upside down."""


@dataclass(frozen=True, slots=True)
class Passes:
    """Reads with an engine, in as many passes as a page needs; the readings given up stay with the words."""

    engine: Engine
    second_pass: bool
    """Whether doubtful pages are read once more, prepared otherwise."""
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
        """Read the page as it stands, its lines in the order that makes most sense."""
        return in_order(self._best(picture))

    def _best(self, picture: GreyPicture) -> Page:
        """Read the page as suits its letters, the other way as well when that is doubtful, and loosely if need be."""
        plain = fitted(picture, LONGEST_SIDE)
        are_large = has_large_letters(plain)
        one = cleaned(plain, halve=True) if are_large else plain
        first = self._pass(picture, one)
        if not self.second_pass or mean_confidence(first) >= DOUBTFUL_BELOW:
            return first
        two = plain if are_large else cleaned(plain, halve=False)
        second = self._pass_again(picture, two)
        is_second = _is_better(second, first)
        best, other = (second, first) if is_second else (first, second)
        is_cleaned = is_second != are_large
        source, beside = ("cleaned", "plain") if is_cleaned else ("plain", "cleaned")
        notes = (CLEANED_NOTE,) if is_cleaned and not are_large else ()
        failures = second.notes
        if self.scattered and good_letters(best) > 0 and mean_confidence(best) < LAYOUT_LOST_BELOW:
            loose = self._pass_again(picture, two if is_second else one, self.scattered)
            if _is_clearly_better(loose, best):
                return replace(add_readings(loose, best, source), notes=(*notes, SCATTERED_NOTE, *failures))
            failures += loose.notes
        return replace(add_readings(best, other, beside), notes=notes + failures)

    def _upside_down_if_better(self, picture: GreyPicture, page: Page) -> Page:
        """Read the page upside down, too, if the part with most ink makes much more sense so, and return the better."""
        top, strip = most_inked(picture, STRIPS)
        probe = self._pass_again(strip, turned(cleaned(strip, halve=has_large_letters(strip))))
        here = [word for word in page.words if word.box and top <= word.box.top < top + strip.height]
        if good_letters(probe) < max(LEAST_LETTERS, TURNED_GAIN * sure_letters(here)):
            return replace(page, notes=page.notes + probe.notes)
        other = self._noting_failure(lambda: replace(self, scattered=None)._upright(turned(picture)), picture)
        if good_letters(other) < max(LEAST_LETTERS, TURNED_GAIN * good_letters(page)):
            return page if other.words else replace(page, notes=page.notes + other.notes)
        return replace(turned_back(other), notes=(*other.notes, TURNED_NOTE))

    def _pass(self, picture: GreyPicture, prepared: GreyPicture, engine: Engine | None = None) -> Page:
        """Read ``prepared``, and return what was read in the pixels of ``picture``."""
        return resized((engine or self.engine).read(prepared), picture.width, picture.height)

    def _pass_again(self, picture: GreyPicture, prepared: GreyPicture, engine: Engine | None = None) -> Page:
        """Read as ``_pass`` does, when something was read before."""
        return self._noting_failure(lambda: self._pass(picture, prepared, engine), picture)

    def _noting_failure(self, read: Callable[[], Page], picture: GreyPicture) -> Page:
        """Return what ``read`` gives; that it failed is a page without words and a note: the first reading stands."""
        try:
            return read()
        except StoppedError:
            raise
        except RecognitionError as error:
            note = FAILED_NOTE.format(error.what)
            return Page(picture.width, picture.height, (), self.engine.info, picture.dpi, notes=(note,))


def has_large_letters(picture: GreyPicture) -> bool:
    """Say whether the letters of a page can be read at half their size; not where it has hardly any."""
    return (letter_height(picture) or 0.0) >= LARGE_LETTERS


def _is_better(other: Page, page: Page) -> bool:
    """Say whether more was read with confidence in ``other``, and what was read is surer on the whole.

    Where hardly anything was read on ``page`` with confidence, the first is enough.
    """
    good = good_letters(page)
    is_surer = good < LEAST_LETTERS or mean_confidence(other) > mean_confidence(page)
    return is_surer and good_letters(other) > max(LEAST_LETTERS, good)


def _is_clearly_better(loose: Page, page: Page) -> bool:
    """Say whether so much more speaks for a page read without a layout that it is worth its order of lines."""
    kept = max(LEAST_LETTERS, LEAST_KEPT * good_letters(page))
    least = score(page) + SCATTERED_MARGIN * abs(score(page))
    return score(loose) > least and good_letters(loose) >= kept
