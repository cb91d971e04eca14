"""A closer look at a page that was read: what on it is not typed text, and which words may be wrong.

The words and their places come from the engine; the ink is looked at beside them. ``docs/detectors.md`` tells how each
step works and how well.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.images.chroma import Chroma
from pipeline.model.page import Page, Reading
from pipeline.model.picture import GreyPicture
from pipeline.ocr.detectors.beneath import readings_beneath, struck_views
from pipeline.ocr.detectors.doubt import word_probabilities
from pipeline.ocr.detectors.groups import explaining, find_groups, unexplained
from pipeline.ocr.detectors.inks import word_inks
from pipeline.ocr.detectors.logistic import probabilities
from pipeline.ocr.detectors.patches import patches_of
from pipeline.ocr.detectors.stamps import ask_stamps
from pipeline.ocr.detectors.strikes import strike_probabilities
from pipeline.ocr.detectors.turned import read_views
from pipeline.ocr.detectors.weights import FOREIGN_WEIGHTS
from pipeline.ocr.detectors.words import FOREIGN, foreign_features, sight_of
from pipeline.ocr.engine import SheetEngine
from pipeline.ocr.passes import BLANK_NOTE


def look_closer(picture: GreyPicture, page: Page, engine: SheetEngine | None, chroma: Chroma | None = None) -> Page:
    """Return ``page`` with the kind of each word and the probability that it is right, and with its patches.

    ``picture`` is what the page was read on, box for box; ``chroma`` its colour, if it has any. ``engine`` reads
    stamps in their own direction and struck words without the stroke; without one they stay unread. A page that says
    more than that already (of its patches, or of its words' kinds) keeps what it says.
    """
    is_known = page.patches or any(word.ink_weight for word in page.words)
    if is_known or BLANK_NOTE in page.notes:
        return page
    sight = sight_of(page, picture, chroma)
    foreign = probabilities(FOREIGN, foreign_features(sight), FOREIGN_WEIGHTS)
    is_body = explaining(page.words, foreign)
    groups = find_groups(sight, unexplained(sight, is_body), is_body)
    patches = patches_of(sight, groups)
    struck = strike_probabilities(sight, picture)
    inks = word_inks(page, foreign, struck, patches)
    beneath: dict[int, tuple[Reading, ...]] = {}
    if engine is not None:
        stamps = ask_stamps(sight, groups, patches, picture)
        words = struck_views(page.words, inks, sight.frame, picture)
        texts = read_views([*stamps.sheets, words], engine, round(sight.frame.height))
        beneath = readings_beneath(page.words, texts)
        patches = stamps.read(patches, texts)
        inks = word_inks(page, foreign, struck, patches)
    right = word_probabilities(page, sight.frame)
    seen = [
        replace(
            word,
            ink=ink_kind,
            ink_weight=weight,
            probability=round(float(chance), 4),
            readings=(*word.readings, *beneath.get(number, ())),
        )
        for number, (word, (ink_kind, weight), chance) in enumerate(zip(page.words, inks, right, strict=True))
    ]
    return replace(page.with_words(seen), patches=patches)
