"""Brackets: matched with a stack, then looked up by what stands inside."""

from __future__ import annotations

import re

from pipeline.model.transcript import GAP_TEXT, MarkKind, TokenKind
from pipeline.transcripts.conventions.rules import Attributes, Rule
from pipeline.transcripts.findings import LONGEST_ATTRIBUTE, Findings
from pipeline.transcripts.grammar import Grammar
from pipeline.transcripts.surfaces import Inside

DEEPEST = 32
"""Brackets within brackets beyond this are errors: nobody typed them on purpose."""

LONGEST = 4000
"""Code points between a bracket and the one that closes it; farther apart they do not belong together."""

QUESTIONS = re.compile(r"\?++")


class Brackets:
    """Takes the brackets of a text one by one, from left to right."""

    def __init__(self, grammar: Grammar, found: Findings) -> None:
        self._grammar = grammar
        self._found = found
        self._open: dict[str, list[tuple[str, int]]] = {closer: [] for closer in grammar.closers.values()}
        """By the bracket that would close them: the opening bracket and its place."""
        self._depth = 0
        self._too_deep = 0
        self._pairs: dict[str, list[tuple[int, int]]] = {}

    def take(self, start: int, end: int) -> None:
        """Open or close a bracket."""
        bracket = self._found.text[start:end]
        if bracket in self._grammar.closers:
            self._open_at(bracket, start)
        elif not self._open[bracket] and self._open.get(bracket[0]) and bracket == bracket[0] * len(bracket):
            for place in range(start, end):  # "[a [b]]" ends two single brackets, not a double one
                self._close_at(bracket[0], place, place + 1)
        else:
            self._close_at(bracket, start, end)

    def finish(self) -> None:
        """Say which brackets were never closed."""
        for opened in self._open.values():
            for opener, start in opened:
                self._found.fault(start, start + len(opener), "unbalanced")
        for pairs in self._pairs.values():
            for start, end in pairs:
                self._found.fault(start, end, "unbalanced")

    def _open_at(self, opener: str, start: int) -> None:
        if self._depth >= DEEPEST:
            self._too_deep += 1
            self._found.fault(start, start + len(opener), "too-deep")
            return
        self._open[self._grammar.closers[opener]].append((opener, start))
        self._depth += 1

    def _close_at(self, closer: str, close: int, end: int) -> None:
        if self._too_deep:
            self._too_deep -= 1
            self._found.fault(close, end, "too-deep")
            return
        if not self._open[closer]:
            self._found.fault(close, end, "unbalanced")
            return
        opener, start = self._open[closer].pop()
        self._depth -= 1
        if end - start > LONGEST:
            self._found.fault(start, start + len(opener), "unbalanced")
            self._found.fault(close, end, "unbalanced")
            return
        inside = self._found.text[start + len(opener) : close]
        key = (opener, inside.strip().casefold())
        if key in self._grammar.pair_starts:
            self._pairs.setdefault(self._grammar.pair_starts[key].write, []).append((start, end))
        elif key in self._grammar.pair_ends:
            self._end_pair(self._grammar.pair_ends[key], start, end)
        elif key in self._grammar.exact:
            self._found.leaf(self._grammar.exact[key], start, end)
        elif not any(self._fits(entry, inside, start, close, end) for entry in self._grammar.inside.get(opener, ())):
            self._undescribed(opener, inside, start, close, end)

    def _end_pair(self, rule: Rule, close: int, end: int) -> None:
        pairs = self._pairs.get(rule.write)
        if not pairs:
            self._found.fault(close, end, "unbalanced")
            return
        start, first = pairs.pop()
        self._found.wrap(rule, start, first, close, end)

    def _fits(self, entry: Inside, inside: str, start: int, close: int, end: int) -> bool:
        """Mark the bracket as ``entry`` says, when its inside is one; say whether it was."""
        core = inside.strip()
        first = close - len(inside.lstrip())
        match = entry.before.match(core)
        if match is None:
            return False
        if not entry.has_text:
            if match.end() != len(core):
                return False
            self._shaped(entry.rule, match, first, start, end)
            return True
        last = first + len(core) - len(entry.after)
        if last <= first + match.end() or not core.casefold().endswith(entry.after):
            return False
        while self._found.text[last - 1] in " \t":
            last -= 1
        self._found.wrap(entry.rule, start, first + match.end(), last, end, tuple(match.groupdict().items()))
        return True

    def _shaped(self, rule: Rule, match: re.Match[str], first: int, start: int, end: int) -> None:
        """Mark a bracket that holds attributes, question marks or a mask such as ``N?tive``."""
        places = match.groupdict()
        if "mask" in places:
            self._found.markup(start, first)
            for unknown in QUESTIONS.finditer(match[0]):
                self._found.piece(first + unknown.start(), first + unknown.end(), TokenKind.GAP, GAP_TEXT)
            self._found.markup(first + match.end(), end)
            self._found.mark(rule.kind, start, end, (*rule.attributes, ("mask", match[0])))
        elif "questions" in places:
            self._found.leaf(rule, start, end, self._measure(places["questions"], start))
        else:
            self._found.leaf(rule, start, end, tuple(places.items()))

    def _measure(self, questions: str, start: int) -> Attributes:
        """Return what a row of question marks says: one for each letter where letters stand right before it."""
        count = questions.count("?")
        text = self._found.text
        first = start
        while first > 0 and start - first < 30 and text[first - 1].isalpha():
            first -= 1
        if first == start:
            return () if count == 1 else (("quantity", str(count)), ("precision", "unknown"))
        return (("mask", text[first:start] + questions), ("quantity", str(count)), ("unit", "character"))

    def _undescribed(self, opener: str, inside: str, start: int, close: int, end: int) -> None:
        kind = self._grammar.convention.other_brackets
        attributes = (("text", inside.strip()[:LONGEST_ATTRIBUTE]),)
        if kind is MarkKind.EDITORIAL_NOTE:
            self._found.piece(start, end, TokenKind.NOTE)
        elif kind is MarkKind.LITERAL_BRACKET:
            self._found.piece(start, start + len(opener), TokenKind.WORD, opener)
            self._found.piece(close, end, TokenKind.WORD, self._found.text[close:end])
        else:
            self._found.markup(start, start + len(opener))
            self._found.markup(close, end)
        self._found.mark(kind, start, end, attributes)
