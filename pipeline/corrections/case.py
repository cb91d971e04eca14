"""One difference, with everything it is judged by, and what several clues ask of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.corrections.knowledge import SURE, Knowledge
from pipeline.corrections.layout import Layout
from pipeline.model.alignment import Alignment
from pipeline.model.difference import Difference
from pipeline.model.page import Word
from pipeline.text.forms import forms


@dataclass(frozen=True, slots=True)
class Case:
    """One difference, and what it is judged by."""

    difference: Difference
    alignment: Alignment
    layout: Layout
    knowledge: Knowledge

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for pair in self.difference.pairs for word in pair.words)


Clue = Callable[[Case], float]
"""A plain question about a case, with a small number for answer."""


def lowest_confidence(case: Case) -> float:
    return min((word.confidence or 0.0 for word in case.words), default=0.0)


def known_elsewhere(case: Case, text: str) -> float:
    """Return how often the rarest of the words occurs in the run outside this place."""
    own_typed, own_read = forms(case.difference.reference), _own_read(case)
    counts = []
    for form in forms(text):
        count = case.knowledge.typed.get(form, 0) + case.knowledge.read.get(form, 0)
        count -= own_typed.count(form) + own_read.count(form)
        counts.append(max(0, count))
    return min(counts, default=0)


def is_listed(case: Case, text: str) -> bool:
    """Say whether a word list is there and has all words of ``text``; a possessive counts as its word."""
    found = forms(text)
    words = case.knowledge.words
    return bool(found) and all(form in words or form.removesuffix("'s") in words for form in found)


def share_of_language(case: Case, text: str) -> float:
    """Return what share of its language the rarest word of ``text`` is; 0 where one is not listed, or not counted."""
    words = case.knowledge.words
    return min((words.get(form) or words.get(form.removesuffix("'s"), 0.0) for form in forms(text)), default=0.0)


def _own_read(case: Case) -> tuple[str, ...]:
    return tuple(form for word in case.words if (word.confidence or 0.0) >= SURE for form in forms(word.text))


def stands_beside(case: Case, text: str) -> bool:
    """Say whether the transcript has ``text`` right before or after the place."""
    words = text.casefold().split()
    before, after = case.difference.before.casefold().split(), case.difference.after.casefold().split()
    return bool(words) and words in (before[-len(words) :], after[: len(words)])


def second_readings(case: Case) -> list[list[str]]:
    """Return what each further source reads for all of the words together."""
    sources = sorted({reading.source for word in case.words for reading in word.readings})
    by_word = [{reading.source: reading.text for reading in word.readings} for word in case.words]
    return [
        " ".join(reading[source] for reading in by_word).split()
        for source in sources
        if all(source in reading for reading in by_word)
    ]
