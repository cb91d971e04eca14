"""Transcripts, pages and prose for these tests, made from plain text."""

from __future__ import annotations

import random
import re

from pipeline.model.geometry import Box, surround
from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.model.transcript import GAP_TEXT, Token, TokenKind, Transcript

ENGINE = EngineInfo("replay", "1", "eng")
_PARTS = re.compile(r"\n|[^\S\n]+|~~|\[unclear\]|\[[A-Z][a-z ]+\]|(?:(?!~~|\[unclear\])\S)+")
_VOCABULARY = """
harbour keeper wrote that the ferry had left before dawn with seven crates of instruments for the northern station and
nobody could say whether letters sent by way of the mountain road ever reached their readers because snow lay deep until
spring while every evening children carried lamps along a narrow quay counting boats painted grey or green under orders
from inspectors whose report mentioned broken windows missing ledgers stolen rope fresh paint uncertain weather patient
clerks honest bakers distant thunder silver coins wooden bridges quiet gardens
"""


def tokens_of(text: str) -> tuple[Token, ...]:
    """Cut a text into tokens: ``~~`` is markup, ``[unclear]`` a gap, ``[Signature]`` a note."""
    return tuple(_token(part.group(), part.start()) for part in _PARTS.finditer(text))


def _token(raw: str, start: int) -> Token:
    if raw == "\n":
        return Token(TokenKind.LINE_BREAK, raw, start, raw)
    if raw.isspace():
        return Token(TokenKind.SPACE, raw, start, raw)
    if raw == "~~":
        return Token(TokenKind.MARKUP, raw, start, "")
    if raw == "[unclear]":
        return Token(TokenKind.GAP, raw, start, GAP_TEXT)
    if raw.startswith("[") and raw.endswith("]"):
        return Token(TokenKind.NOTE, raw, start, "")
    return Token(TokenKind.WORD, raw, start, raw)


def transcript_of(text: str) -> Transcript:
    """A transcript of such tokens."""
    return Transcript("letter.md", "", "utf-8", "markdown", tokens_of(text), ())


def page_of(text: str) -> Page:
    """A page without boxes that reads as ``text`` does."""
    read = [tuple(Word(word, None, 0.9) for word in line.split()) for line in text.splitlines()]
    lines = tuple(Line(words, None) for words in read if words)
    return Page(100, 100, (Region(lines, None),) if lines else (), ENGINE)


def page_in_columns(left: str, right: str) -> Page:
    """A page of two columns that an engine read straight across, with its boxes."""
    lines: list[Line] = []
    for number, pair in enumerate(zip(left.splitlines(), right.splitlines(), strict=True)):
        words = [
            Word(word, Box(edge + 90 * place, 40 * number, edge + 90 * place + 80, 40 * number + 20), 0.9)
            for edge, column in zip((0, 1000), pair, strict=True)
            for place, word in enumerate(column.split())
        ]
        lines.append(Line(tuple(words), surround(word.box for word in words if word.box)))
    return Page(2000, 40 * len(lines), (Region(tuple(lines), None),), ENGINE)


def prose(seed: int, length: int) -> str:
    """About ``length`` characters of running text; every seed gives another."""
    rng = random.Random(seed)
    vocabulary = _VOCABULARY.split()
    words: list[str] = []
    while sum(map(len, words)) + len(words) < length:
        sentence = [rng.choice(vocabulary) for _ in range(rng.randint(6, 14))]
        words += [sentence[0].capitalize(), *sentence[1:-1], sentence[-1] + "."]
    return " ".join(words)


def wrapped(text: str, width: int = 60) -> str:
    """``text`` in lines of at most ``width`` characters."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def misread(text: str, seed: int, rate: float) -> str:
    """``text`` with about ``rate`` of its letters replaced, lost or doubled."""
    rng = random.Random(seed)
    read: list[str] = []
    for char in text:
        if char.isspace() or rng.random() >= rate:
            read.append(char)
        else:
            read.append(rng.choice(("", char + char, rng.choice("aeionrstlc"))))
    return "".join(read)
