"""Giving each word of the transcript its place on the scan.

A word beside one OCR word takes its box. Where the engine split or merged words, the boxes are cut into equal slices,
one for each letter, and shared out in proportion. A word that the engine did not read at all is put between its
neighbours, and says so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.exports.interpolating import Slot, between
from pipeline.exports.sheets import HyphenPart, Origin, PlacedBlock, PlacedLine, PlacedWord
from pipeline.model.alignment import Alignment, Pair
from pipeline.model.geometry import Box, Span, surround
from pipeline.model.page import InkKind, Page, Reading, Word
from pipeline.model.transcript import GAP_TEXT, MarkKind, Token

HYPHENS = "-\u00ad\u2010\u2011\u2e17="


@dataclass(frozen=True, slots=True)
class _Seen:
    """A word that the engine read."""

    line: int
    word: Word
    box: Box


@dataclass(frozen=True, slots=True)
class _Typed:
    """A word of the transcript: tokens that touch."""

    text: str
    tokens: tuple[Token, ...]


def place_words(page: Page, alignment: Alignment | None, corrected: Sequence[Span] = ()) -> tuple[PlacedBlock, ...]:
    """Return the page's blocks with the transcript's words in them, in the engine's reading order.

    Without an ``alignment`` they hold the engine's own words. Words in one of the ``corrected`` stretches of the
    transcript are marked so. Words of the engine without a box are left out.
    """
    lines = [number for number, line in enumerate(page.lines) for _ in line.words]
    seen = [_Seen(line, word, word.box) if word.box else None for line, word in zip(lines, page.words, strict=True)]
    if alignment is None:
        return tuple(_blocks(page, [Slot(each.line, _from_ocr(each)) for each in seen if each]))
    slots: list[Slot] = []
    unread: list[PlacedWord] = []
    for pair in alignment.pairs:
        first = bisect_left(alignment.ocr.starts, pair.ocr.start)
        found = [each for each in seen[first : first + len(pair.words)] if each]
        if found:
            placed = tuple(_place_pair(pair, found, corrected))
            slots += between(slots[-1] if slots else None, unread, placed[0], page)
            slots += placed
            unread = []
        else:
            unread += (_from_typed(word, None, (), corrected) for word in _typed_words(pair))
    slots += between(slots[-1] if slots else None, unread, None, page)
    return tuple(_blocks(page, slots))


def _place_pair(pair: Pair, seen: Sequence[_Seen], corrected: Sequence[Span]) -> Iterator[Slot]:
    """Yield the words of a pair of which the engine saw something."""
    typed = _typed_words(pair)
    if not typed:
        yield from (Slot(each.line, _from_ocr(each)) for each in seen)
    elif len(typed) == len(seen):
        for word, each in zip(typed, seen, strict=True):
            yield Slot(each.line, _from_typed(word, each.box, (each.word,), corrected))
    elif len(typed) == 1 and len(seen) == 2 and seen[0].line != seen[1].line and seen[0].word.text[-1] in HYPHENS:
        yield from _cut_word(typed[0], seen, corrected)
    else:
        words = tuple(each.word for each in seen)
        for word, (line, box) in zip(typed, _share_out(typed, seen), strict=True):
            yield Slot(line, _from_typed(word, box, words, corrected))


def _typed_words(pair: Pair) -> list[_Typed]:
    """Return the pair's tokens as words: those between which the witness has no white space make one."""
    groups: list[list[Token]] = []
    rest = pair.reference_text
    for token in pair.tokens:
        if groups and not rest[:1].isspace():
            groups[-1].append(token)
        else:
            groups.append([token])
        rest = rest.lstrip().removeprefix(token.text)
    return [_Typed("".join(_shown(token) for token in group), tuple(group)) for group in groups]


def _shown(token: Token) -> str:
    return token.raw if token.text == GAP_TEXT else token.text


def _cut_word(typed: _Typed, seen: Sequence[_Seen], corrected: Sequence[Span]) -> Iterator[Slot]:
    """Yield the two parts of a word that the line end cuts, divided where the engine saw the cut."""
    cut = min(max(1, len(seen[0].word.text.rstrip(HYPHENS))), max(1, len(typed.text) - 1))
    for number, (part, each) in enumerate(zip((typed.text[:cut], typed.text[cut:]), seen, strict=True), start=1):
        word = _from_typed(typed, each.box, (each.word,), corrected)
        yield Slot(each.line, replace(word, text=part, hyphen=HyphenPart(number, typed.text)))


def _share_out(typed: Sequence[_Typed], seen: Sequence[_Seen]) -> Iterator[tuple[int, Box]]:
    """Yield for each typed word its line and its box: its share, by letters, of what the engine saw."""
    slices = [(each.line, box) for each in seen for box in _slices(each)]
    letters = sum(len(word.text) for word in typed)
    begin = 0
    for word in typed:
        end = begin + len(word.text)
        first = min(begin * len(slices) // letters, len(slices) - 1)
        share = slices[first : max(first + 1, -(-end * len(slices) // letters))]
        lines = [line for line, _ in share]
        line = max(sorted(set(lines)), key=lines.count)
        yield line, surround(box for at, box in share if at == line)
        begin = end


def _slices(seen: _Seen) -> Iterator[Box]:
    """Yield a slice of a word's box for each of its letters."""
    box, count = seen.box, len(seen.word.text)
    for index in range(count):
        yield Box(
            box.left + box.width * index // count, box.top, box.left + box.width * (index + 1) // count, box.bottom
        )


def _from_ocr(seen: _Seen) -> PlacedWord:
    word = seen.word
    return PlacedWord(
        text=word.text,
        box=seen.box,
        origin=Origin.OCR,
        ocr=word.text,
        confidence=word.confidence,
        readings=word.readings,
        ink=word.ink,
    )


def _from_typed(typed: _Typed, box: Box | None, words: Sequence[Word], corrected: Sequence[Span]) -> PlacedWord:
    """Return a typed word; without a box it waits for one between its neighbours."""
    known = [word.confidence for word in words if word.confidence is not None]
    readings: tuple[Reading, ...] = words[0].readings if len(words) == 1 else ()
    return PlacedWord(
        text=typed.text,
        box=box or Box(0, 0, 0, 0),
        origin=Origin.TRANSCRIPT,
        is_interpolated=box is None,
        is_corrected=any(span.overlap(token.span) for span in corrected for token in typed.tokens),
        ocr=" ".join(word.text for word in words),
        confidence=min(known) if known else None,
        readings=readings,
        marks=_marks(typed.tokens),
        ink=words[0].ink if words else InkKind.UNKNOWN,
    )


def _marks(tokens: Sequence[Token]) -> tuple[MarkKind, ...]:
    return tuple(dict.fromkeys(mark.kind for token in tokens for mark in token.marks))


def _blocks(page: Page, slots: Sequence[Slot]) -> Iterator[PlacedBlock]:
    """Yield the words by block and line as the engine laid them out; a line's words from left to right."""
    region_of = [number for number, region in enumerate(page.regions) for _ in region.lines]
    by_line = sorted(enumerate(slots), key=lambda each: (each[1].line, each[1].word.box.left, each[0]))
    lines = [
        (region_of[line], tuple(slot.word for _, slot in group))
        for line, group in groupby(by_line, lambda each: each[1].line)
    ]
    for _, grouped in groupby(lines, key=lambda each: each[0]):
        placed = tuple(PlacedLine(words, surround(word.box for word in words)) for _, words in grouped)
        yield PlacedBlock(placed, surround(line.box for line in placed))
