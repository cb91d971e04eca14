"""Laying a second reading of a page on the words of the first, by place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pipeline.model.geometry import Box
from pipeline.model.page import Page, Reading, Word

BAND = 64
"""Height in pixels of the bands by which words near each other are found."""
LEAST_SHARE = 0.4
"""Of its own area, that a word of the second reading must have in common with one of the first to belong to it."""


def add_readings(page: Page, other: Page, source: str) -> Page:
    """Return ``page`` with what ``other``, of the same size, reads at the place of each of its words.

    A word for which ``other`` has nothing gets no reading. Where ``other`` splits a word in two, its reading is both,
    with a space between.
    """
    near = _by_band(page.words)
    beside: defaultdict[int, list[Word]] = defaultdict(list)
    for word in other.words:
        if (owner := _owner(word, near)) is not None:
            beside[id(owner)].append(word)

    def with_reading(word: Word) -> Word:
        found = beside.get(id(word))
        return replace(word, readings=(*word.readings, _reading(found, source))) if found else word

    return page.with_words(map(with_reading, page.words))


def _reading(words: list[Word], source: str) -> Reading:
    ordered = sorted(words, key=lambda word: word.box.left if word.box else 0)
    known = [word.confidence for word in ordered if word.confidence is not None]
    return Reading(" ".join(word.text for word in ordered), source, min(known, default=None))


def _owner(word: Word, near: dict[int, list[Word]]) -> Word | None:
    """Return the word of the first reading that shares most of its place with ``word``, if it shares enough."""
    if word.box is None or not word.box.area:
        return None
    candidates = {id(each): each for band in _bands(word.box) for each in near.get(band, ())}
    shares = [(word.box.overlap(each.box), each) for each in candidates.values() if each.box]
    best, owner = max(shares, key=lambda share: share[0], default=(0, None))
    return owner if best >= LEAST_SHARE * word.box.area else None


def _by_band(words: Iterable[Word]) -> dict[int, list[Word]]:
    near: defaultdict[int, list[Word]] = defaultdict(list)
    for word in words:
        for band in _bands(word.box) if word.box else ():
            near[band].append(word)
    return near


def _bands(box: Box) -> range:
    return range(box.top // BAND, box.bottom // BAND + 1)
