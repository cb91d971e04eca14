"""Pours running text into typed lines.

Signs in the text: ``~`` before a word means struck out by pen, ``×`` overtyped with x, ``¬`` overtyped with hyphens;
``|`` is where a word may be divided at the end of a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.forge.spec import Flow, Means, Strike, Typed

STRIKE_SIGNS = {"~": Means.PEN, "×": Means.CROSSES, "¬": Means.DASHES}
DIVISION = "|"


@dataclass(frozen=True, slots=True)
class Column:
    """Where text is poured; inches, and characters to the line."""

    left: float = 1.05
    top: float = 1.2
    characters: int = 62
    lines: int = 44
    spacing: float = 1 / 6
    indent: int = 5


def pour(paragraphs: Sequence[str], columns: Sequence[Column]) -> tuple[tuple[Typed, ...], ...]:
    """Return the typed lines of each column; the last one goes on as long as there is text."""
    pages: list[list[Typed]] = [[]]
    for paragraph in paragraphs:
        words = paragraph.split()
        flow = Flow.STARTS
        while words:
            column = columns[min(len(pages), len(columns)) - 1]
            if len(pages[-1]) == column.lines and len(pages) < len(columns):
                pages.append([])
                continue
            indent = column.indent if flow is Flow.STARTS else 0
            line, words, is_hyphenated = _fill(words, column.characters - indent)
            baseline = column.top + len(pages[-1]) * column.spacing
            left = column.left + indent / 10
            pages[-1].append(_typed(line, left, baseline, flow, is_hyphenated))
            flow = Flow.RUNS
    return tuple(tuple(page) for page in pages)


def _fill(words: list[str], room: int) -> tuple[list[str], list[str], bool]:
    """Return the words of one line, those left over, and whether the last word was divided."""
    line: list[str] = []
    used = 0
    for index, word in enumerate(words):
        needed = _width(word) + bool(line)
        if used + needed > room and line:
            head, tail = _divide(word, room - used - 1)
            if head:
                return [*line, head], [tail, *words[index + 1 :]], True
            return line, words[index:], False
        line.append(word)
        used += needed
    return line, [], False


def _divide(word: str, room: int) -> tuple[str, str]:
    """Return the longest part of a word that fits with its hyphen, and the rest; no part when none fits."""
    parts = word.split(DIVISION)
    for count in range(len(parts) - 1, 0, -1):
        head = "".join(parts[:count]) + "-"
        if _width(head) <= room:
            return head, DIVISION.join(parts[count:])
    return "", word


def _width(word: str) -> int:
    return len(_bare(word))


def _bare(word: str) -> str:
    return word.lstrip("".join(STRIKE_SIGNS)).replace(DIVISION, "")


def _typed(line: list[str], left: float, baseline: float, flow: Flow, is_hyphenated: bool) -> Typed:
    strikes = tuple(
        Strike(index, index + 1, STRIKE_SIGNS[word[0]]) for index, word in enumerate(line) if word[0] in STRIKE_SIGNS
    )
    text = " ".join(_bare(word) for word in line)
    return Typed(text, left, baseline, flow, _join_strikes(strikes), is_hyphenated=is_hyphenated)


def _join_strikes(strikes: tuple[Strike, ...]) -> tuple[Strike, ...]:
    """Make one strike of those over neighbouring words."""
    joined: list[Strike] = []
    for strike in strikes:
        if joined and joined[-1].last == strike.first and joined[-1].means is strike.means:
            joined[-1] = Strike(joined[-1].first, strike.last, strike.means)
        else:
            joined.append(strike)
    return tuple(joined)
