"""The figures of a document or a run: what is counted for them, small enough to be added up over any run."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.alignment import Relation
from pipeline.model.counts import Tally
from pipeline.model.page import Word
from pipeline.model.result import PageResult
from pipeline.reports.alike import confusions_of
from pipeline.reports.places import Place

BINS = 10
CHANCES = (0.2, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99)
"""Where the table of probabilities parts its rows: close at the upper end, where most words are."""
CONFUSIONS_KEPT = 60
"""For each document; beyond that, sums over a run are of the most frequent ones of each document."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Words of like confidence, or of like probability, and how many of them both sides read alike."""

    words: int = 0
    right: int = 0
    said: float = 0.0
    """Sum of the confidence, or of the probability, over the words."""

    def __add__(self, other: Bin) -> Bin:
        return Bin(self.words + other.words, self.right + other.right, self.said + other.said)

    @property
    def mean_said(self) -> float:
        return self.said / self.words if self.words else 0.0

    @property
    def share_right(self) -> float:
        return self.right / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What the charts draw besides the counts."""

    confusions: tuple[tuple[str, str, int], ...] = ()
    """Transcript's characters, OCR's characters, number of places; the most frequent first."""
    bins: tuple[Bin, ...] = (Bin(),) * BINS
    """By the engine's confidence, from 0 upwards in equal steps."""
    chances: tuple[Bin, ...] = (Bin(),) * (len(CHANCES) + 1)
    """By the program's probability, parted at ``CHANCES``."""


class FiguresSum:
    """Adds up the figures of many documents, holding one of each confusion."""

    def __init__(self) -> None:
        self._confusions: Counter[tuple[str, str]] = Counter()
        self._bins, self._chances = Figures().bins, Figures().chances

    def add(self, figures: Figures) -> None:
        """Add those of one document."""
        self._confusions.update({(reference, ocr): count for reference, ocr, count in figures.confusions})
        self._bins = _added(self._bins, figures.bins)
        self._chances = _added(self._chances, figures.chances)

    def total(self) -> Figures:
        """Return those of all."""
        return Figures(most_frequent(self._confusions, len(self._confusions)), self._bins, self._chances)


def _added(bins: tuple[Bin, ...], others: tuple[Bin, ...]) -> tuple[Bin, ...]:
    return tuple(mine + theirs for mine, theirs in zip(bins, others, strict=True))


def count_figures(pages: Iterable[PageResult], places: Iterable[Place]) -> Figures:
    """Return the figures of a document."""
    confusions = Counter(pair for place in places for pair in confusions_of(place.lead))
    bins, chances = list(Figures().bins), list(Figures().chances)
    for page in pages:
        for word, is_right in _judged_words(page):
            if word.confidence is not None:
                bins[min(int(word.confidence * BINS), BINS - 1)] += Bin(1, int(is_right), word.confidence)
            if word.probability is not None:
                chances[bisect_right(CHANCES, word.probability)] += Bin(1, int(is_right), word.probability)
    return Figures(most_frequent(confusions, CONFUSIONS_KEPT), tuple(bins), tuple(chances))


def most_frequent(confusions: Counter[tuple[str, str]], most: int) -> tuple[tuple[str, str, int], ...]:
    """Return the most frequent confusions; ties in the order of their characters."""
    ranked = sorted(confusions.items(), key=lambda each: (-each[1], each[0]))[:most]
    return tuple((reference, ocr, count) for (reference, ocr), count in ranked)


def _judged_words(page: PageResult) -> Iterator[tuple[Word, bool]]:
    """Yield the words that stand beside text of the transcript, and whether both sides have the same.

    A hyphen at the end of a line, which most transcripts leave out, is no difference. The words of a page that was
    scanned twice count once.
    """
    for pair in page.alignment.pairs if page.alignment and not page.is_duplicate else ():
        if pair.relation is Relation.IN_ORDER and pair.tokens and pair.words:
            is_right = pair.reference_text in (pair.ocr_text, pair.ocr_text.replace("-\n", ""))
            yield from ((word, is_right) for word in pair.words)


@dataclass(frozen=True, slots=True)
class MeasuredPage:
    """A page in the strip of pages."""

    number: int
    tally: Tally
    """Recognition errors over characters."""
    places: int


def worst_pages(pages: Sequence[PageResult], places: Sequence[Place], most: int = 60) -> tuple[MeasuredPage, ...]:
    """Return the measured pages, the worst first; one that was scanned twice stands there once."""
    numbers = Counter(place.page for place in places)
    measured = [
        MeasuredPage(page.number, page.counts.recognition, numbers[page.number])
        for page in pages
        if page.counts and not page.is_duplicate
    ]
    return tuple(sorted(measured, key=lambda page: (-(page.tally.rate or 0.0), page.number)))[:most]


@dataclass(frozen=True, slots=True)
class Matrix:
    """How often single characters were taken for each other."""

    rows: tuple[str, ...]
    """Of the transcript."""
    columns: tuple[str, ...]
    """Of the OCR."""
    cells: tuple[tuple[int, ...], ...]
    """Row by row."""

    @property
    def most(self) -> int:
        return max((count for row in self.cells for count in row), default=0)


def confusion_matrix(figures: Figures, size: int = 12) -> Matrix:
    """Return the matrix of the most frequent confusions of one character by one other."""
    single = [each for each in figures.confusions if len(each[0]) == len(each[1]) == 1]
    counts = {(reference, ocr): count for reference, ocr, count in single}
    rows = _most_involved((reference, count) for reference, _, count in single)[:size]
    columns = _most_involved((ocr, count) for reference, ocr, count in single if reference in rows)[:size]
    cells = tuple(tuple(counts.get((row, column), 0) for column in columns) for row in rows)
    return Matrix(rows, columns, cells)


def _most_involved(signs: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    totals: Counter[str] = Counter()
    for sign, count in signs:
        totals[sign] += count
    return tuple(sorted(totals, key=lambda sign: (-totals[sign], sign)))
