"""One pass over a transcript that finds its markup: pieces that are not plain text, and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.model.geometry import Span
from pipeline.model.transcript import GAP_TEXT, Mark, MarkKind, TokenKind
from pipeline.transcripts.conventions.rules import Rule, Shows
from pipeline.transcripts.grammar import Affixed, Grammar

DEEPEST = 32
"""Brackets within brackets beyond this are errors: nobody typed them on purpose."""

LONGEST = 4000
"""Code points between a bracket and the one that closes it; farther apart they do not belong together."""


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """A stretch of the file that is one token, other than plain text."""

    start: int
    end: int
    kind: TokenKind
    text: str


@dataclass(slots=True)
class Scan:
    """What was found so far."""

    text: str
    grammar: Grammar
    pieces: list[Piece] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    brackets: dict[str, list[int]] = field(default_factory=dict)
    depth: int = 0
    overflow: int = 0
    runs: dict[str, int] = field(default_factory=dict)


def scan(text: str, grammar: Grammar) -> tuple[list[Piece], list[Mark]]:
    """Return the pieces and marks of ``text``, both in order of their start, the longer mark first."""
    state = Scan(text, grammar)
    if grammar.lexemes is not None:
        for lexeme in grammar.lexemes.finditer(text):
            _STEPS[lexeme.lastgroup or ""](state, lexeme)
        _close_runs(state)
        for opener, starts in state.brackets.items():
            for start in starts:
                _fail(state, start, start + len(opener))
    state.pieces.sort()
    state.marks.sort(key=lambda mark: (mark.span.start, -mark.span.end))
    return state.pieces, state.marks


def _escape(state: Scan, lexeme: re.Match[str]) -> None:
    """An escaped character is plain text; assembling drops the escape."""


def _blank(state: Scan, lexeme: re.Match[str]) -> None:
    drawn = lexeme[0].replace(state.grammar.convention.escape, "") if state.grammar.convention.escape else lexeme[0]
    state.pieces.append(Piece(lexeme.start(), lexeme.end(), TokenKind.BLANK, drawn))
    _mark(state, MarkKind.BLANK, lexeme.start(), lexeme.end(), (("width", str(len(drawn))),))


def _bracket(state: Scan, lexeme: re.Match[str]) -> None:
    if lexeme[0] in state.grammar.openers:
        if state.depth >= DEEPEST:
            state.overflow += 1
            _fail(state, lexeme.start(), lexeme.end())
            return
        state.brackets.setdefault(lexeme[0], []).append(lexeme.start())
        state.depth += 1
        return
    opener = state.grammar.closers[lexeme[0]]
    starts = state.brackets.get(opener, [])
    if state.overflow or not starts:
        state.overflow = max(0, state.overflow - 1)
        _fail(state, lexeme.start(), lexeme.end())
        return
    start = starts.pop()
    state.depth -= 1
    if lexeme.end() - start > LONGEST:
        _fail(state, start, start + len(opener))
        _fail(state, lexeme.start(), lexeme.end())
        return
    _classify(state, opener, start, lexeme.start(), lexeme.end())


def _classify(state: Scan, opener: str, start: int, close: int, end: int) -> None:
    """Find the rule of the bracket that opens at ``start``, closes at ``close`` and ends at ``end``."""
    inner = state.text[start + len(opener) : close]
    folded = inner.strip().casefold()
    rule = state.grammar.exact.get((opener, folded))
    if rule is not None:
        _leaf(state, rule, start, end, rule.attributes)
        return
    for entry in state.grammar.inside.get(opener, ()):
        if isinstance(entry, Affixed):
            fits = len(folded) > len(entry.prefix) + len(entry.suffix)
            if fits and folded.startswith(entry.prefix) and folded.endswith(entry.suffix):
                first = start + len(opener) + len(inner) - len(inner.lstrip()) + len(entry.prefix)
                last = close - (len(inner) - len(inner.rstrip())) - len(entry.suffix)
                _wrap(state, entry.rule, start, first, last, end)
                return
        elif (match := entry.pattern.fullmatch(inner.strip())) is not None:
            named = tuple(match.groupdict().items())
            _leaf(state, entry.rule, start, end, (*entry.rule.attributes, *named))
            return
    other = state.grammar.convention.other_brackets
    _markup(state, start, start + len(opener))
    _markup(state, close, end)
    _mark(state, other, start, end, (("text", inner.strip()[:200]),))


def _leaf(state: Scan, rule: Rule, start: int, end: int, attributes: tuple[tuple[str, str], ...]) -> None:
    kind, text = {
        Shows.GAP: (TokenKind.GAP, GAP_TEXT),
        Shows.BREAK: (TokenKind.PAGE_BREAK, "\n"),
        Shows.LINE: (TokenKind.LINE_BREAK, "\n"),
        Shows.AS_TYPED: (TokenKind.WORD, state.text[start:end]),
    }.get(rule.shows, (TokenKind.NOTE, ""))
    state.pieces.append(Piece(start, end, kind, text))
    _mark(state, rule.kind, start, end, attributes)


def _wrap(state: Scan, rule: Rule, start: int, first: int, last: int, end: int) -> None:
    if rule.shows is not Shows.TEXT:
        _leaf(state, rule, start, end, (*rule.attributes, ("text", state.text[first:last].strip()[:200])))
        return
    while first < last and state.text[first].isspace():
        first += 1
    while first < last and state.text[last - 1].isspace():
        last -= 1
    _markup(state, start, first)
    _markup(state, last, end)
    _mark(state, rule.kind, start, end, rule.attributes)


def _run(state: Scan, lexeme: re.Match[str]) -> None:
    delimiter = lexeme[0]
    rule = state.grammar.runs.get(delimiter)
    if rule is None:
        return
    text, start, end = state.text, lexeme.start(), lexeme.end()
    opens = end < len(text) and not text[end].isspace()
    closes = start > 0 and not text[start - 1].isspace()
    if closes and delimiter in state.runs:
        begin = state.runs.pop(delimiter)
        _markup(state, begin, begin + len(delimiter))
        _markup(state, start, end)
        _mark(state, rule.kind, begin, end, rule.attributes)
    elif opens and delimiter not in state.runs:
        state.runs[delimiter] = start


def _paragraph(state: Scan, lexeme: re.Match[str]) -> None:
    _close_runs(state)


def _close_runs(state: Scan) -> None:
    for delimiter, start in state.runs.items():
        _fail(state, start, start + len(delimiter))
    state.runs.clear()


def _markup(state: Scan, start: int, end: int) -> None:
    state.pieces.append(Piece(start, end, TokenKind.MARKUP, ""))


def _fail(state: Scan, start: int, end: int) -> None:
    state.pieces.append(Piece(start, end, TokenKind.WORD, state.text[start:end]))
    _mark(state, MarkKind.ERROR, start, end, (("code", "unbalanced"),))


def _mark(state: Scan, kind: MarkKind, start: int, end: int, attributes: tuple[tuple[str, str], ...]) -> None:
    state.marks.append(Mark(kind, Span(start, end), tuple(sorted(attributes))))


_STEPS = {"escape": _escape, "blank": _blank, "bracket": _bracket, "run": _run, "paragraph": _paragraph}
