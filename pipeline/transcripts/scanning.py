"""One pass over a transcript that finds its markup: pieces that are not plain text, and marks."""

from __future__ import annotations

import re
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
    steps: Mapping[str | None, Callable[[re.Match[str]], None]] = {
        "blank": lambda lexeme: _take_blank(lexeme, grammar, found),
        "escape": lambda lexeme: None,  # assembling undoes it
        "underdot": lambda lexeme: _take_underdot(lexeme, grammar, found),
        "literal": lambda lexeme: _take_literal(lexeme, grammar, found),
        "bracket": brackets.take,
        "tag": tags.take,
        "xml": tags.take_xml,
        "run": runs.take,
        "paragraph": lambda lexeme: runs.end_paragraph(),
    }
    waiting = iter([*inert, (len(text), len(text) + 1)])
    inert_start, inert_end = next(waiting)
    for lexeme in grammar.lexemes.finditer(text):
        start = lexeme.start()
        while start >= inert_end:
            inert_start, inert_end = next(waiting)
        if start < inert_start and start >= tags.inert_until:
            steps[lexeme.lastgroup](lexeme)
    brackets.finish()
    runs.end_paragraph()
    tags.finish()


def _take_blank(lexeme: re.Match[str], grammar: Grammar, found: Findings) -> None:
    """A form field left empty: its text is the underscores as drawn."""
    drawn = lexeme[0].replace(grammar.convention.escape or "\\", "")
    found.piece(lexeme.start(), lexeme.end(), TokenKind.BLANK, drawn)
    found.mark(MarkKind.BLANK, lexeme.start(), lexeme.end(), (("width", str(len(drawn))),))


def _take_underdot(lexeme: re.Match[str], grammar: Grammar, found: Findings) -> None:
    """Letters with a dot below each: read, but not surely."""
    assert grammar.underdot is not None
    letters = unicodedata.normalize("NFD", lexeme[0]).replace(UNDERDOT[-1], "")
    found.piece(lexeme.start(), lexeme.end(), TokenKind.WORD, letters)
    found.mark(grammar.underdot.kind, lexeme.start(), lexeme.end(), grammar.underdot.attributes)


def _take_literal(lexeme: re.Match[str], grammar: Grammar, found: Findings) -> None:
    for literal in grammar.literals:
        match = literal.pattern.fullmatch(lexeme[0])
        if match is not None:
            length = (
                (("quantity", str(len(lexeme[0]))),)
                if literal.is_run and dict(literal.rule.attributes).get("unit")
                else ()
            )
            found.leaf(literal.rule, lexeme.start(), lexeme.end(), (*length, *match.groupdict().items()))
            return
