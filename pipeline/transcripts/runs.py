"""Delimiters that are the same on both sides, such as ``~~struck~~`` and ``**bold**``."""

from __future__ import annotations

from pipeline.transcripts.findings import Findings
from pipeline.transcripts.grammar import Grammar


class Runs:
    """Takes runs of delimiter characters one by one, from left to right.

    As in Markdown, a delimiter opens before a character and closes after one, never beside white space; one that
    is still open where the paragraph ends was none.
    """

    def __init__(self, grammar: Grammar, found: Findings) -> None:
        self._rules = grammar.runs
        self._found = found
        self._openers = {opener[-1] for opener in grammar.closers}
        self._closers = {closer[0] for closer in grammar.closers.values()}
        self._open: dict[str, int] = {}

    def take(self, start: int, end: int) -> None:
        """Open or close a run; one of another length (``~~~``) is text."""
        text = self._found.text
        delimiter = text[start:end]
        if delimiter not in self._rules:
            return
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        if len(delimiter) == 1 and (before in self._openers or after in self._closers):
            return  # a bracket may begin or end so: [* … *]
        if delimiter in self._open and not before.isspace() and not (len(delimiter) == 1 and after.isalnum()):
            begin = self._open.pop(delimiter)
            self._found.wrap(self._rules[delimiter], begin, begin + len(delimiter), start, end)
        elif delimiter not in self._open and not after.isspace() and not (len(delimiter) == 1 and before.isalnum()):
            self._open[delimiter] = start

    def end_paragraph(self, start: int = 0, end: int = 0) -> None:
        """Say which delimiters of the paragraph were never closed; a single character was none."""
        for delimiter, start in self._open.items():
            if len(delimiter) > 1:
                self._found.fault(start, start + len(delimiter), "unbalanced")
        self._open.clear()
