"""One pass over a transcript that finds its markup: pieces that are not plain text, and marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from pipeline.model.transcript import Mark, MarkKind, TokenKind
from pipeline.transcripts.brackets import Brackets
from pipeline.transcripts.findings import Findings, Piece
from pipeline.transcripts.grammar import UNDERDOT, Grammar
from pipeline.transcripts.lines import scan_lines
from pipeline.transcripts.runs import Runs
from pipeline.transcripts.tags import Tags


def scan(text: str, grammar: Grammar) -> tuple[list[Piece], list[Mark]]:
    """Return the pieces and marks of ``text``, both by place, the longer mark first.

    Time is linear in the length of the text, whatever it holds.
    """
    found = Findings(text)
    inert = scan_lines(text, grammar, found)
    if grammar.lexemes is not None:
        _scan_within_lines(text, grammar, found, inert)
    return found.sorted()


def _scan_within_lines(text: str, grammar: Grammar, found: Findings, inert: list[tuple[int, int]]) -> None:
    assert grammar.lexemes is not None
    brackets, runs, tags = Brackets(grammar, found), Runs(grammar, found), Tags(grammar, found)
    steps: Mapping[str, Callable[[int, int], None]] = {
        "blank": lambda start, end: _take_blank(start, end, grammar, found),
        "escape": lambda start, end: None,  # assembling undoes it
        "underdot": lambda start, end: _take_underdot(start, end, grammar, found),
        "literal": lambda start, end: _take_literal(start, end, grammar, found),
        "bracket": brackets.take,
        "tag": tags.take,
        "xml": tags.take_xml,
        "run": runs.take,
        "paragraph": runs.end_paragraph,
    }
    waiting = iter([*inert, (len(text), len(text) + 1)])
    inert_start, inert_end = next(waiting)
    for lexeme in grammar.lexemes.finditer(text):
        name = lexeme.lastgroup
        if name is None:
            continue
        start, end = lexeme.span(name)
        while start >= inert_end:
            inert_start, inert_end = next(waiting)
        if start < inert_start and start >= tags.inert_until:
            steps[name](start, end)
    brackets.finish()
    runs.end_paragraph()
    tags.finish()


def _take_blank(start: int, end: int, grammar: Grammar, found: Findings) -> None:
    """A form field left empty: its text is the underscores as drawn."""
    drawn = found.text[start:end].replace(grammar.convention.escape or "\\", "")
    found.piece(start, end, TokenKind.BLANK, drawn)
    found.mark(MarkKind.BLANK, start, end, (("width", str(len(drawn))),))


def _take_underdot(start: int, end: int, grammar: Grammar, found: Findings) -> None:
    """Letters with a dot below each: read, but not surely."""
    rule = grammar.underdotted[0]
    letters = unicodedata.normalize("NFD", found.text[start:end]).replace(UNDERDOT[-1], "")
    found.piece(start, end, TokenKind.WORD, letters)
    found.mark(rule.kind, start, end, rule.attributes)


def _take_literal(start: int, end: int, grammar: Grammar, found: Findings) -> None:
    for literal in grammar.literals:
        match = literal.pattern.fullmatch(found.text, start, end)
        if match is not None:
            length = (
                (("quantity", str(end - start)),)
                if literal.is_run and dict(literal.rule.attributes).get("unit")
                else ()
            )
            found.leaf(literal.rule, start, end, (*length, *match.groupdict().items()))
            return
