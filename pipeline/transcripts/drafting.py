"""One attempt at writing a transcript in another convention."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape

from pipeline.model.transcript import Mark, MarkKind, Token, TokenKind, Transcript
from pipeline.transcripts.conventions import Convention
from pipeline.transcripts.grammar import compile_grammar
from pipeline.transcripts.meaning import is_derived
from pipeline.transcripts.sidecar import Chunk
from pipeline.transcripts.surface_writing import Surface, choose_surface

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold; TEI names them in an element instead."""

LEAVES = (TokenKind.GAP, TokenKind.NOTE, TokenKind.PAGE_BREAK, TokenKind.BLANK)


class Draft:
    """The text as far as it is written."""

    def __init__(self, transcript: Transcript, target: Convention, left_out: Collection[Mark]) -> None:
        self._target = target
        self._special = _special_characters(target)
        self._left_out = left_out
        self._is_alone = False
        self._open: list[tuple[Mark, Surface]] = []
        self.chunks: list[Chunk] = []
        self.said: dict[Mark, Surface] = {}
        """The marks that are written, and how."""
        self.unsaid: dict[Mark, str] = {}
        """The others, and why."""
        head, _, foot = target.frame.partition("{text}")
        self._add(head.strip(), "")
        starting = _by_start(transcript)
        ends = (None, *transcript.tokens, None)
        for before, token, after in zip(ends, transcript.tokens, ends[2:], strict=False):
            self._is_alone = _is_line_end(before) and _is_line_end(after)
            self._write(token, starting.get(token.start, []))
        while self._open:
            self._close()
        self._add(foot.strip(), "")

    @property
    def text(self) -> str:
        return "".join(chunk.written for chunk in self.chunks)

    def _write(self, token: Token, starting: list[Mark]) -> None:
        while self._open and self._open[-1][0].span.end <= token.start:
            self._close()
        leaf: Surface | None = None
        for mark in starting:
            if is_derived(mark):
                continue
            if mark.span == token.span and (token.kind in LEAVES or token.kind is TokenKind.WORD):
                leaf = self._choose(mark, token.kind) if leaf is None else leaf
                if mark not in self.said:
                    self.unsaid.setdefault(mark, f"{self._target.name} says one thing of a place, not two")
            else:
                self._begin(mark)
        is_replaced = any(mark.span.start < token.end and not _has_text(surface) for mark, surface in self._open)
        self._add("" if is_replaced else self._show(token, leaf), token.raw)

    def _begin(self, mark: Mark) -> None:
        """Open a mark around text."""
        if self._open and mark.span.end > self._open[-1][0].span.end:
            self.unsaid[mark] = "it crosses another mark"
            return
        surface = self._choose(mark, TokenKind.WORD)
        if surface is not None:
            self._open.append((mark, surface))
            self._add(surface.before, "")

    def _choose(self, mark: Mark, shown: TokenKind) -> Surface | None:
        if mark in self._left_out:
            return None
        surface = self._same_brackets(mark) or self._drawn(mark)
        if surface is None:
            alone = self._is_alone or shown is TokenKind.WORD
            surface = choose_surface(mark, shown, self._target, is_alone=alone)
        if surface is None:
            self.unsaid[mark] = f"{self._target.name} has no way to say {mark.kind}"
        else:
            self.said[mark] = surface
        return surface

    def _same_brackets(self, mark: Mark) -> Surface | None:
        """Brackets that mean nothing sure stay so, where the other convention has them in the same doubt."""
        if mark.kind is not MarkKind.AMBIGUOUS_BRACKET or self._target.other_brackets is not mark.kind:
            return None
        return Surface("[", "]", is_line=False, says=mark.attributes) if ("[", "]") in self._target.brackets else None

    def _drawn(self, mark: Mark) -> Surface | None:
        """A mark may be written by drawing it: a blank by its underscores, the rows of a table by their bars."""
        width = mark.attribute("width", "0")
        is_drawn = (
            bool(self._target.blank) and width.isdecimal() and int(width) >= 3
            if mark.kind is MarkKind.BLANK
            else mark.kind is MarkKind.TABLE and mark.attribute("syntax") == self._target.tables != ""
        )
        return Surface("", "", is_line=False, says=mark.attributes) if is_drawn else None

    def _close(self) -> None:
        _, surface = self._open.pop()
        self._add(surface.after, "")

    def _show(self, token: Token, leaf: Surface | None) -> str:
        """Return how a token is written; ``leaf`` is the surface in its place."""
        if leaf is not None and (leaf.before or leaf.after):
            return leaf.before + leaf.after
        match token.kind:
            case TokenKind.WORD:
                return self._escape(token.text)
            case TokenKind.BLANK:
                return "".join(f"{self._target.escape}{drawn}" for drawn in token.text)
            case TokenKind.SPACE:
                return self._escape(token.text) if self._target.tags.is_xml else token.text
            case TokenKind.LINE_BREAK:
                return self._break_line(token)
            case TokenKind.GAP:
                generic = choose_surface(Mark(MarkKind.GAP, token.span), TokenKind.GAP, self._target)
                return generic.before if generic is not None else ""
            case TokenKind.MARKUP:
                return token.raw if self._is_kept(token) else ""
            case _:
                return ""

    def _break_line(self, token: Token) -> str:
        if not self._target.tags.is_xml:
            return token.raw if token.raw in ("\n", "\r\n", "\r") else "\n"
        joins = any(mark.kind is MarkKind.HYPHEN and not mark.attribute("glyph") for mark in token.marks)
        return '<lb break="no"/>\n' if joins else "<lb/>\n"

    def _is_kept(self, token: Token) -> bool:
        """Say whether markup means the same in the other convention: spaces at a line end, bars of a table."""
        if token.raw.isspace():
            return self._target.has_hard_breaks
        return any(mark.kind is MarkKind.TABLE and mark in self.said for mark in token.marks)

    def _escape(self, text: str) -> str:
        if self._target.tags.is_xml:
            return NOT_XML.sub(lambda found: f'<g ref="#U+{ord(found[0]):04X}"/>', escape(text, quote=False))
        sign = self._target.escape
        return "".join(sign + character if character in self._special else character for character in text)

    def _add(self, written: str, original: str) -> None:
        if written or original:
            self.chunks.append(Chunk(written, original))


def _is_line_end(token: Token | None) -> bool:
    return token is None or token.kind is TokenKind.LINE_BREAK


def _has_text(surface: Surface) -> bool:
    """Say whether the text is written between the halves of a surface, rather than within it (``[N?tive]``)."""
    return bool(surface.after) or surface.is_line or not surface.before


def _by_start(transcript: Transcript) -> dict[int, list[Mark]]:
    starting: dict[int, list[Mark]] = {}
    for mark in transcript.marks:
        starting.setdefault(mark.span.start, []).append(mark)
    return starting


def _special_characters(convention: Convention) -> frozenset[str]:
    """Return the characters that are escaped where they are meant as typed; none without an escape."""
    if not convention.escape:
        return frozenset()
    grammar = compile_grammar(convention)
    tags = ("<",) if grammar.elements else ()
    tables = ("|",) if convention.tables else ()
    brackets = (character for pair in convention.brackets for half in pair for character in half if half.strip("<!->"))
    delimiters = (delimiter[0] for delimiter in grammar.runs)
    return frozenset((convention.escape, convention.blank, *tags, *tables, *brackets, *delimiters)) - {""}
