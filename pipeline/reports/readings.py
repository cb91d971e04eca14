"""The reading view: transcript and OCR side by side, line by line as the scan has them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model.alignment import Alignment, Pair
from pipeline.model.page import Page, Word
from pipeline.model.result import PageResult
from pipeline.reports.masking import HIDDEN_TEXT, Mask
from pipeline.reports.pageviews import PlaceView


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one side of a line."""

    text: str
    differs: bool = False
    place: int | None = None
    """Number of the place that a person decides on here."""


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One line of the scan, as the transcript and as the OCR has it."""

    reference: tuple[Run, ...]
    ocr: tuple[Run, ...]


def reading_lines(result: PageResult, places: Sequence[PlaceView], mask: Mask) -> tuple[ReadingLine, ...]:
    """Return the lines of a page; where it was not compared, only the side of the OCR has text."""
    if result.page is None:
        return ()
    if result.alignment is None:
        return tuple(_ocr_line(line.words, mask) for line in result.page.lines)
    numbers = _place_numbers(result.alignment, places)
    return tuple(_compared_line(pairs, numbers, mask) for pairs in _pairs_by_line(result.alignment, result.page))


def _ocr_line(words: Iterable[Word], mask: Mask) -> ReadingLine:
    return ReadingLine((), _joined(Run(HIDDEN_TEXT if word in mask.words else word.text) for word in words))


def _pairs_by_line(alignment: Alignment, page: Page) -> list[list[Pair]]:
    """Return the pairs of each line of the scan; text of the transcript alone stays with what it follows."""
    line_of = {word: index for index, line in enumerate(page.lines) for word in line.words}
    lines: list[list[Pair]] = [[] for _ in page.lines] or [[]]
    current = 0
    for pair in alignment.pairs:
        if pair.words:
            current = line_of.get(pair.words[0], current)
        lines[current].append(pair)
    return lines


def _place_numbers(alignment: Alignment, places: Sequence[PlaceView]) -> dict[int, int]:
    """Return for each pair (by its index) that belongs to a place the number of the most urgent one."""
    with_tokens = sorted((pair.tokens[0].start, index) for index, pair in enumerate(alignment.pairs) if pair.tokens)
    starts = [start for start, _ in with_tokens]
    of_word = {word: index for index, pair in enumerate(alignment.pairs) for word in pair.words}
    numbers: dict[int, int] = {}
    for view in sorted(places, key=lambda each: each.number):
        lead = view.place.lead
        if lead.reference and lead.reference.text:
            first = max(0, bisect_left(starts, lead.reference.start + 1) - 1)
            for _, index in with_tokens[first : bisect_left(starts, lead.reference.end)]:
                if alignment.pairs[index].tokens[-1].end > lead.reference.start:
                    numbers.setdefault(index, view.number)
        elif lead.ocr and lead.ocr.box:
            for word, index in of_word.items():
                if word.box and lead.ocr.box.overlap(word.box) * 2 > word.box.area:
                    numbers.setdefault(index, view.number)
    return {id(alignment.pairs[index]): number for index, number in numbers.items()}


def _compared_line(pairs: Sequence[Pair], numbers: dict[int, int], mask: Mask) -> ReadingLine:
    reference, ocr = [], []
    for pair in pairs:
        number = numbers.get(id(pair))
        differs = pair.reference_text != pair.ocr_text
        if mask.hides(pair):
            reference.append(Run(HIDDEN_TEXT))
            ocr.append(Run(HIDDEN_TEXT))
            continue
        reference.append(Run(" ".join(pair.reference_text.split()), differs, number))
        ocr.append(Run(" ".join(pair.ocr_text.split()), differs, number))
    return ReadingLine(_joined(reference), _joined(ocr))


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join neighbours that agree, so that a line of one colour is one run; those without text fall away."""
    joined: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        last = joined[-1] if joined else None
        if last and not (run.differs or run.place or last.differs or last.place):
            joined[-1] = Run(f"{last.text} {run.text}")
        else:
            joined.append(run)
    return tuple(joined)
