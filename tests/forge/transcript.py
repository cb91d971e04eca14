"""The transcript of a document as a person would have typed it, in Markdown, with that person's habits and slips.

The habits: no page breaks; what stands at one height goes on one line, so that stamps and notes cut into
sentences; headings and print bold; struck words as ``~~word~~``; form blanks as escaped underscores; ``[unclear]``
for what could not be read; two spaces at the end of a line that breaks within a block; words divided at the end of a
line joined again; page numbers left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from tests.forge.reading import Row, rows_in_order
from tests.forge.spec import Flow, Item, Print, Typed
from tests.forge.truth import PageTruth, TrueWord

UNCLEAR = "[unclear]"
HARD_BREAK = "  \n"
BLOCK_GAP = 2.2
"""Lines further apart than this many heights of a word stand in different blocks."""


@dataclass(frozen=True, slots=True)
class Slip:
    """An error the transcriber makes on purpose: ``word`` of a page (its ``nth`` occurrence) is typed otherwise."""

    page: int
    """Counted from 1."""
    word: str
    typed: str
    """What the transcript says instead; empty for a word left out, two words for one doubled."""
    kind: str
    """figure, name, skipped, doubled or swapped."""
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where words of a page stand in the transcript."""

    page: int
    words: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MadeSlip:
    """A slip as it was made, and where."""

    slip: Slip
    words: tuple[int, ...]
    start: int
    end: int
    """In the transcript; equal to ``start`` where a word was left out."""


@dataclass(frozen=True, slots=True)
class Transcribed:
    """A transcript, and where in it what stands."""

    text: str
    places: tuple[Place, ...]
    slips: tuple[MadeSlip, ...]


def transcribe(pages: Sequence[tuple[Sequence[Item], PageTruth]], slips: Sequence[Slip] = ()) -> Transcribed:
    """Type out the pages of a document, with the slips asked for; ``ValueError`` for a slip that finds no word."""
    pen = _Typing(slips)
    lines = [
        (number, shown)
        for number, (items, truth) in enumerate(pages, start=1)
        for line in rows_in_order(items, truth.words)
        if (shown := [row for row in line if not isinstance(row.item, Typed) or row.item.is_transcribed])
    ]
    for (page, line), (_, below) in zip_longest(lines, lines[1:], fillvalue=(0, [])):
        # A divided word is joined unless something stands between its halves.
        pen.type_line(page, line, joins=_is_divided(line[-1]) and bool(below) and below[0].is_running)
    return pen.finish()


class _Typing:
    """The transcript while it is being typed."""

    def __init__(self, slips: Sequence[Slip]) -> None:
        self._page = 0
        self._parts: list[str] = []
        self._length = 0
        self._gap = ""
        self._above: Row | None = None
        self._joined = False
        self._waiting = list(slips)
        self._seen: dict[tuple[int, str], int] = {}
        self._places: list[Place] = []
        self._slips: list[MadeSlip] = []

    def type_line(self, page: int, rows: list[Row], joins: bool) -> None:
        """Type what stands at one height of a page; ``joins`` says that its last word goes on in the next line."""
        self._leave(self._break_before(page, rows[0]))
        self._page = page
        for index, row in enumerate(rows):
            self._leave("  " if index else "")
            self._type_row(row, joins)
        self._above, self._joined = rows[-1], joins

    def finish(self) -> Transcribed:
        if self._waiting:
            raise ValueError(f"no such word to slip on: {self._waiting[0]}")
        self._put("\n")
        return Transcribed("".join(self._parts), tuple(self._places), tuple(self._slips))

    def _break_before(self, page: int, row: Row) -> str:
        above = self._above
        if above is None:
            return ""
        if row.is_running and above.is_running:
            if isinstance(row.item, Typed) and row.item.flow is Flow.STARTS:
                return "\n\n"
            return "" if self._joined else " "
        is_near = row.height - above.height < BLOCK_GAP * max(row.size, above.size)
        is_same_sort = type(row.item) is type(above.item) and row.is_running == above.is_running
        same_stamp = row.is_sideways and row.item is above.item
        if page == self._page and is_same_sort and (is_near or same_stamp):
            return HARD_BREAK
        return "\n\n"

    def _type_row(self, row: Row, joins: bool) -> None:
        is_bold = isinstance(row.item, Print) or (isinstance(row.item, Typed) and row.item.is_underlined)
        self._put("**" if is_bold else "")
        for (struck, is_unclear), part in groupby(row.words, lambda word: (word.struck, word.is_unclear)):
            words = list(part)
            sign = "~~" if struck else ""
            self._put(sign)
            if is_unclear:
                self._mark(UNCLEAR, words)
            else:
                self._type_words(words, row.words[-1].id if joins else None)
            self._put(sign)
            self._leave(" ")
        self._gap = ""
        self._put("**" if is_bold else "")

    def _type_words(self, words: list[TrueWord], joined: int | None) -> None:
        """Type neighbouring words; the word of number ``joined`` loses the hyphen at its end."""
        for index, word in enumerate(words):
            self._leave(" " if index else "")
            slip = self._slip_for(word)
            typed = word.text if slip is None else slip.typed
            if typed:
                self._mark(escape(typed[:-1] if word.id == joined else typed), [word])
            if slip is not None:
                start = self._places[-1].start if typed else self._length
                self._slips.append(MadeSlip(slip, (word.id,), start, self._length))

    def _slip_for(self, word: TrueWord) -> Slip | None:
        seen = self._seen[self._page, word.text] = self._seen.get((self._page, word.text), -1) + 1
        for slip in self._waiting:
            if (slip.page, slip.word, slip.nth) == (self._page, word.text, seen):
                self._waiting.remove(slip)
                return slip
        return None

    def _mark(self, text: str, words: list[TrueWord]) -> None:
        self._put(text)
        start = self._length - len(text)
        self._places.append(Place(self._page, tuple(word.id for word in words), start, self._length))

    def _leave(self, gap: str) -> None:
        """Leave a gap before whatever is put next; where a word is left out, the wider of its two gaps stays."""
        self._gap = max(self._gap, gap, key=lambda gap: (gap.count("\n"), len(gap)))

    def _put(self, text: str) -> None:
        if text:
            gap = self._gap if self._parts else ""
            self._parts += (gap, text)
            self._length += len(gap) + len(text)
            self._gap = ""


def _is_divided(row: Row) -> bool:
    return isinstance(row.item, Typed) and row.item.is_hyphenated


def escape(text: str) -> str:
    r"""Return text as Markdown that shows it unchanged.

    >>> escape("with ____ of")
    'with \\_\\_\\_\\_ of'
    """
    return re.sub(r"([\\`*_~\[\]<>])", r"\\\1", text)
