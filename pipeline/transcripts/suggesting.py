"""Marks that nobody typed, suggested by how a line looks; a person confirms them.

Initials in a name ("W.A. Harriman") are text like any other. Only a line that holds nothing but initials signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model.geometry import Span
from pipeline.model.transcript import Mark, MarkKind, Token, TokenKind, Transcript
from pipeline.transcripts.covering import outermost_first
from pipeline.transcripts.patterns import PATTERNS, Pattern

LONGEST_LINE = 120
"""Characters; a longer line is running text."""

LONGEST_LABEL = 60

BREAKS = (TokenKind.LINE_BREAK, TokenKind.PAGE_BREAK)


def suggest_marks(transcript: Transcript, patterns: Sequence[Pattern] = PATTERNS) -> Transcript:
    """Return ``transcript`` with a suggested mark on each line that looks like no part of the running text."""
    tokens = list(transcript.tokens)
    suggested: list[Mark] = []
    for first, last in _lines(transcript.tokens):
        for mark, start, end in _suggest(tokens, first, last, patterns):
            suggested.append(mark)
            for index in range(start, end):
                tokens[index] = replace(tokens[index], marks=outermost_first((*tokens[index].marks, mark)))
    return replace(transcript, tokens=tuple(tokens), marks=outermost_first((*transcript.marks, *suggested)))


def _lines(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield first and last index (half-open) of each line's tokens, without white space at its ends."""
    start = 0
    for index in range(len(tokens) + 1):
        if index < len(tokens) and tokens[index].kind not in BREAKS:
            continue
        first, last = start, index
        while first < last and not _is_solid(tokens[first]):
            first += 1
        while first < last and not _is_solid(tokens[last - 1]):
            last -= 1
        if first < last:
            yield first, last
        start = index + 1


def _is_solid(token: Token) -> bool:
    return bool(token.raw.strip())


def _suggest(
    tokens: Sequence[Token], first: int, last: int, patterns: Sequence[Pattern]
) -> Iterator[tuple[Mark, int, int]]:
    """Yield the marks for one line, with the tokens they cover."""
    if tokens[last - 1].end - tokens[first].start > LONGEST_LINE:
        return
    line = tokens[first:last]
    shown = " ".join("".join(token.text for token in line if token.kind is not TokenKind.GAP).split())
    pattern = next((pattern for pattern in patterns if pattern.expression.fullmatch(shown)), None)
    if pattern is not None and not any(token.has_mark(pattern.kind) for token in line):
        yield _mark(pattern.kind, pattern.attributes, line, pattern.why), first, last
    for start, end in _labels(line):
        why = "what stands before a blank on the same line is its label"
        yield _mark(MarkKind.FORM_LABEL, (), line[start:end], why), first + start, first + end


def _labels(line: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the words before each blank of a line, from the blank or the wide space before them."""
    start = 0
    for index, token in enumerate(line):
        if token.kind is TokenKind.BLANK:
            end = index
            while end > start and not line[end - 1].is_text:
                end -= 1
            while start < end and not line[start].is_text:
                start += 1
            if start < end and line[end - 1].end - line[start].start <= LONGEST_LABEL:
                yield start, end
        if token.kind is TokenKind.BLANK or (token.kind is TokenKind.SPACE and len(token.raw) > 1):
            start = index + 1


def _mark(kind: MarkKind, attributes: tuple[tuple[str, str], ...], covered: Sequence[Token], why: str) -> Mark:
    span = Span(covered[0].start, covered[-1].end)
    return Mark(kind, span, attributes, is_suggested=True, why=why)
