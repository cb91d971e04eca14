"""Which kind of ink each word is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model.page import InkKind, Page, Patch, Word
from pipeline.ocr.detectors.logistic import Table

Ink = tuple[InkKind, float]
"""A kind, and how sure it is."""

STRUCK_FROM = 0.25
"""Probability from which a word is said to be struck out: on an unknown machine that looks less sure than learnt."""
STRUCK_WEIGHT = 0.5
"""What the weight of such a word is at least."""
FOREIGN_FROM = 0.5
"""Probability from which a word is taken for no body text."""
NOISE_BELOW = 0.5
"""Confidence below which foreign words that lie in no patch are dirt."""
DOUBTFUL = 0.6
"""Confidence below which a word that lies on a form blank is the blank itself."""
BLANK_WEIGHT = 0.9
FILE_NUMBER_WEIGHT = 0.7
FILE_NUMBER = re.compile(r"\d{3}\.\d{2,4}[A-Z]?(?:/[\w-]+)?")
"""A decimal file number of the Department of State, such as 871.4016/298."""
_UNDERSCORES = re.compile(r"[_.]*__[_.]*")
_READ_IN = (InkKind.STAMP, InkKind.HAND, InkKind.SIGNATURE, InkKind.PRINT)


def word_inks(page: Page, foreign: Table, struck: Table, patches: Sequence[Patch]) -> list[Ink]:
    """Return kind and weight for each word of the page.

    ``foreign`` and ``struck`` are the probabilities that it is no body text and that it was struck out.
    """
    chances = zip(page.words, map(float, foreign), map(float, struck), strict=True)
    return [
        _ink(word, strange, max(strike, STRUCK_WEIGHT) if strike >= STRUCK_FROM else 0.0, patches)
        for word, strange, strike in chances
    ]


def _ink(word: Word, foreign: float, struck: float, patches: Sequence[Patch]) -> Ink:
    """Return kind and weight of a word; ``struck`` is 0 where it is not struck out."""
    if _UNDERSCORES.fullmatch(word.text):
        return InkKind.BLANK, BLANK_WEIGHT
    if (word.confidence or 0.0) < DOUBTFUL and _is_rule(word, patches):
        return InkKind.BLANK, BLANK_WEIGHT
    if struck and (foreign < FOREIGN_FROM or _around(word, patches) is None):
        return InkKind.STRUCK, round(struck, 3)
    if foreign < FOREIGN_FROM:
        if FILE_NUMBER.fullmatch(word.text.strip(".,")):
            return InkKind.FILE_NUMBER, FILE_NUMBER_WEIGHT
        return InkKind.BODY, round(1 - foreign, 3)
    patch = _around(word, patches)
    if patch is not None:
        return patch.kind, round(foreign * patch.weight, 3)
    kind = InkKind.NOISE if (word.confidence or 0.0) < NOISE_BELOW else InkKind.UNKNOWN
    return kind, round(foreign, 3)


def _is_rule(word: Word, patches: Sequence[Patch]) -> bool:
    """Say whether a flat word is nothing but a form blank."""
    box = word.box
    blanks = [patch.box for patch in patches if patch.kind is InkKind.BLANK]
    return box is not None and any(blank.overlap(box) > box.area / 2 for blank in blanks)


def _around(word: Word, patches: Sequence[Patch]) -> Patch | None:
    """Return the patch in which a word lies; the surest of several."""
    if word.box is None:
        return None
    holding = [each for each in patches if each.kind in _READ_IN and each.box.overlap(word.box) > word.box.area / 2]
    return max(holding, key=lambda patch: patch.weight, default=None)
