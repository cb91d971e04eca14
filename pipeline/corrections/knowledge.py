"""What a run has taught: which words its texts use, how its words are spelt, which glyphs its OCR confuses."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.corrections.edits import edits_between
from pipeline.model.difference import Difference
from pipeline.model.page import Page
from pipeline.model.transcript import Token, TokenKind
from pipeline.text.forms import forms

Key = TypeVar("Key")

SURE = 0.9
"""Confidence from which a word that the OCR read counts as seen."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Counts over everything that was typed and read in a run; the empty one knows nothing."""

    typed: Mapping[str, int] = field(default_factory=dict)
    """Word forms of the transcripts, in small letters."""
    read: Mapping[str, int] = field(default_factory=dict)
    """Word forms that the OCR read with confidence."""
    words: Mapping[str, float] = field(default_factory=dict)
    """An outside word list, when there is one: what share of its language's words each is, 0 where nobody counted."""
    confusions: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """How often the transcript had the one and the OCR the other, in characters."""
    trigrams: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[str, int] = field(default_factory=dict)
    """How often each trigram's first two letters stand together."""

    def plausibility(self, text: str) -> float:
        """Return the mean log10 probability of a letter of ``text`` after its two forerunners; 0 without letters.

        Trigrams are smoothed by adding one half over an alphabet of 32.
        """
        logs = [
            math.log10((self.trigrams.get(trigram, 0) + 0.5) / (self.pairs.get(trigram[:2], 0) + 16))
            for form in forms(text)
            for trigram in _trigrams(form)
        ]
        return sum(logs) / len(logs) if logs else 0.0


EMPTY = Knowledge()


def learn(
    transcripts: Iterable[Sequence[Token]],
    pages: Iterable[Page] = (),
    differences: Iterable[Difference] = (),
    words: Mapping[str, float] | None = None,
) -> Knowledge:
    """Return what the texts of a run teach: its transcripts' tokens, the pages read, and where the two differed."""
    typed = Counter(form for tokens in transcripts for form in forms(_text(tokens)))
    read = Counter(
        form
        for page in pages
        for word in page.words
        if word.confidence is not None and word.confidence >= SURE
        for form in forms(word.text)
    )
    confusions = Counter(
        edit
        for difference in differences
        if difference.reference and difference.ocr
        for edit in edits_between(difference.reference, difference.ocr)
    )
    return Knowledge(typed, read, words or {}, confusions, *_spelling(typed))


def combine(run: Knowledge, document: Knowledge) -> Knowledge:
    """Return the counts of both together; what both were taught counts twice.

    What one of them alone was taught is not copied: a run's transcripts may hold a million word forms, and it has
    thousands of documents, which teach of their readings.
    """
    return Knowledge(
        _added(run.typed, document.typed),
        _added(run.read, document.read),
        {**run.words, **document.words} if document.words else run.words,
        _added(run.confusions, document.confusions),
        _added(run.trigrams, document.trigrams),
        _added(run.pairs, document.pairs),
    )


def _added(one: Mapping[Key, int], other: Mapping[Key, int]) -> Mapping[Key, int]:
    return Counter(one) + Counter(other) if one and other else one or other


def _text(tokens: Sequence[Token]) -> str:
    """Return what the tokens say stands on the page."""
    blanks = (TokenKind.SPACE, TokenKind.LINE_BREAK, TokenKind.PAGE_BREAK)
    return "".join(" " if token.kind in blanks else token.text for token in tokens)


def _spelling(typed: Mapping[str, int]) -> tuple[Counter[str], Counter[str]]:
    """Count trigrams over the transcripts' words; each form once for every tenfold of its frequency.

    Otherwise "the" and "of the" would decide what English looks like.
    """
    trigrams: Counter[str] = Counter()
    for form, count in typed.items():
        for trigram in _trigrams(form):
            trigrams[trigram] += 1 + int(math.log10(count))
    pairs: Counter[str] = Counter()
    for trigram, count in trigrams.items():
        pairs[trigram[:2]] += count
    return trigrams, pairs


def _trigrams(form: str) -> list[str]:
    padded = f"^^{form}$"
    return [padded[index : index + 3] for index in range(len(padded) - 2)]
