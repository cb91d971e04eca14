"""Tags, such as ``<unclear>`` and ``<gap/>``: of XML, or of the few that a convention knows."""

from __future__ import annotations

import html
import re

from pipeline.model.transcript import MarkKind, TokenKind
from pipeline.transcripts.conventions.rules import Attributes
from pipeline.transcripts.findings import Findings
from pipeline.transcripts.grammar import Grammar
from pipeline.transcripts.surfaces import ATTRIBUTE, Element

NAME = re.compile(r"</?([\w:.-]+)")

XML_ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}


class Tags:
    """Takes tags one by one, from left to right; elements may cross each other."""

    def __init__(self, grammar: Grammar, found: Findings) -> None:
        self._elements = grammar.elements
        self._known = grammar.convention.tags
        self._found = found
        self._open: dict[str, list[tuple[int, int, Element | None, Attributes]]] = {}
        self.inert_until = 0
        """Before this offset everything is comment, or part of an element that is not read."""

    def take(self, start: int, end: int) -> None:
        """Open or close an element, or note that it is unknown."""
        tag = self._found.text[start:end]
        name = NAME.match(tag)
        key = name[1].casefold().rpartition(":")[2] if name else ""
        if tag.startswith("</"):
            self._close(key, start, end)
        elif key not in self._elements and not self._is_known(key):
            self._found.fault(start, end, "unknown-tag")
        else:
            self._start(key, tag, start, end)

    def take_xml(self, start: int, end: int) -> None:
        """Pass over a comment, a processing instruction or a document type; show the text of a CDATA section."""
        opening = self._found.text[start:end]
        if opening.startswith("<!DOCTYPE"):
            self._found.markup(start, end)
            return
        closing = XML_ENDS[opening]
        close = self._found.text.find(closing, end)
        last = len(self._found.text) if close < 0 else close + len(closing)
        self.inert_until = last
        if closing == "]]>":
            self._found.markup(start, end)
            self._found.markup(last - len(closing), last)
        else:
            self._found.markup(start, last)

    def finish(self) -> None:
        """Say which elements that carry a mark were never closed."""
        for opened in self._open.values():
            for start, end, element, _ in opened:
                if element is not None:
                    self._found.fault(start, end, "unbalanced")

    def _start(self, key: str, tag: str, start: int, end: int) -> None:
        values = {name.rpartition(":")[2]: html.unescape(value[1:-1]) for name, value in ATTRIBUTE.findall(tag)}
        is_empty = tag.endswith("/>")
        element = self._choose(key, is_empty, values)
        attributes = () if element is None else _named(element, values)
        if not is_empty and key not in self._known.line_break:
            self._open.setdefault(key, []).append((start, end, element, attributes))
        elif element is not None:
            self._found.leaf(element.rule, start, end, attributes)
        elif key in self._known.line_break:
            self._found.piece(start, end, TokenKind.LINE_BREAK, "\n")
            if values.get("break") == "no":
                self._found.mark(MarkKind.HYPHEN, start, end, (("across", "line"), ("join", "yes")))
        else:
            self._found.markup(start, end)

    def _close(self, key: str, start: int, end: int) -> None:
        opened = self._open.get(key)
        if not opened:
            if not self._is_known(key) or key in self._elements:
                self._found.fault(start, end, "unbalanced" if key in self._elements else "unknown-tag")
            else:
                self._found.markup(start, end)
            return
        begin, first, element, attributes = opened.pop()
        if key in self._known.ignored:
            self._found.markup(begin, end)
        elif element is not None:
            self._found.wrap(element.rule, begin, first, start, end, attributes)
        else:
            self._found.markup(begin, first)
            self._end_plain(key, start, end)

    def _end_plain(self, key: str, start: int, end: int) -> None:
        if key in self._known.line_end:
            self._found.piece(start, end, TokenKind.LINE_BREAK, "\n")
        elif key in self._known.cell_end:
            self._found.piece(start, end, TokenKind.SPACE, " ")
        else:
            self._found.markup(start, end)

    def _choose(self, key: str, is_empty: bool, values: dict[str, str]) -> Element | None:
        for element in self._elements.get(key, ()):
            fits = all(
                wanted.casefold() in values.get(name, "").casefold().split() for name, wanted in element.conditions
            )
            if fits and element.is_empty == is_empty:
                return element
        return None

    def _is_known(self, key: str) -> bool:
        known = self._known
        return "*" in known.plain or any(
            key in names for names in (known.plain, known.line_break, known.line_end, known.cell_end, known.ignored)
        )


def _named(element: Element, values: dict[str, str]) -> Attributes:
    return tuple((ours, values[theirs]) for theirs, ours in element.places if values.get(theirs))
