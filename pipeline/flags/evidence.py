"""Everything the rules may look at, for one page or for transcript text that lies on no page."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter

from pipeline.model.alignment import Alignment, LaidPatch, Pair
from pipeline.model.difference import Difference
from pipeline.model.flag import Suggestion
from pipeline.model.geometry import Span
from pipeline.model.page import Page, Patch, Word
from pipeline.model.transcript import Mark, Token

_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One page, its stretch of the transcript, and how the two compare."""

    scan: str
    """Identity of the page image: its checksum, with the frame of a multi-page file. The keys are made from it."""
    number: int | None
    """Number of the page; None for transcript text that lies on no page."""
    page: Page | None
    tokens: tuple[Token, ...]
    """The leaves of the page's stretch of the transcript, in the order of the file; none without a transcript."""
    alignment: Alignment | None = None
    differences: tuple[Difference, ...] = ()
    suggestions: tuple[Suggestion | None, ...] = ()
    """One for each difference, or none at all."""
    laid_patches: tuple[LaidPatch, ...] = ()
    """Patches of ink whose text stands in the transcript, though not in that of the page."""
    readings: tuple[Suggestion, ...] = ()
    """On a page without a transcript: the most probable reading of each word of the page, or none at all."""

    def __post_init__(self) -> None:
        if self.suggestions and len(self.suggestions) != len(self.differences):
            raise ValueError("there must be one suggestion (or None) for each difference")
        if self.readings and (self.page is None or len(self.readings) != len(self.page.words)):
            raise ValueError("there must be one reading for each word of the page")

    @property
    def judged_differences(self) -> tuple[tuple[Difference, Suggestion | None], ...]:
        """Each difference with its suggestion."""
        suggestions = self.suggestions or (None,) * len(self.differences)
        return tuple(zip(self.differences, suggestions, strict=True))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks on this stretch, each once, in the order of the file, outer ones first."""
        marks = {mark: None for token in self.tokens for mark in token.marks}
        return tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end, mark.kind)))

    def tokens_under(self, mark: Mark) -> tuple[Token, ...]:
        """Return the leaves that a mark covers, delimiters included."""
        return self.tokens_within(mark.span)

    def tokens_within(self, span: Span) -> tuple[Token, ...]:
        """Return the leaves that lie wholly inside ``span``."""
        first = bisect_left(self.tokens, span.start, key=_start)
        last = bisect_left(self.tokens, span.end, first, key=_start)
        return tuple(token for token in self.tokens[first:last] if token.end <= span.end)

    def stretch_of(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """Return ``tokens`` with the white space, and whatever else stands between the first and the last of them."""
        return self.tokens_within(Span(tokens[0].start, tokens[-1].end)) if tokens else ()

    def pairs_of(self, tokens: tuple[Token, ...]) -> tuple[Pair, ...]:
        """Return the pairs in which any of ``tokens`` stands."""
        starts = {token.start for token in tokens}
        pairs = self.alignment.pairs if self.alignment else ()
        return tuple(pair for pair in pairs if any(token.start in starts for token in pair.tokens))

    def words_beside(self, tokens: tuple[Token, ...]) -> tuple[Word, ...]:
        """Return the OCR words that the alignment lays beside ``tokens``."""
        return tuple(word for pair in self.pairs_of(tokens) for word in pair.words)

    def patches_beside(self, tokens: tuple[Token, ...]) -> tuple[Patch, ...]:
        """Return the patches of ink that say any of ``tokens``."""
        starts = {token.start for token in tokens}
        return tuple(laid.patch for laid in self.laid_patches if any(token.start in starts for token in laid.tokens))

    def words_around(self, tokens: tuple[Token, ...]) -> tuple[Word, ...]:
        """Return the OCR words that stand beside ``tokens``, or next to them without a token of their own.

        For a gap: what the transcriber could not read is what the OCR reads there and the transcript has not.
        """
        if self.alignment is None or not (beside := self.pairs_of(tokens)):
            return ()
        pairs = self.alignment.pairs
        first = pairs.index(beside[0])
        last = pairs.index(beside[-1], first)
        while first and not pairs[first - 1].tokens:
            first -= 1
        while last + 1 < len(pairs) and not pairs[last + 1].tokens:
            last += 1
        return tuple(word for pair in pairs[first : last + 1] for word in pair.words)
