"""Lines that are markup: page breaks, headings, rules, rows of tables, front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.transcript import MarkKind
from pipeline.transcripts.findings import Findings
from pipeline.transcripts.grammar import Grammar

LONGEST = 1000
"""Code points; a longer line is text, whatever it begins with."""

LINE = re.compile(r"(?:\A\ufeff?|(?<=[\n\r]))[^\S\r\n]{0,40}+")
REST = re.compile(rf"[^\r\n]{{0,{LONGEST}}}+(?=[\r\n]|\Z)")
FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*+\r?\n(?:[A-Za-z][\w -]{0,60}+:[^\r\n]{0,500}+\r?\n){1,100}+---[ \t]*+(?=[\r\n]|\Z)"
)
SEPARATOR = re.compile(r"[-:|+= \t]++\Z")
"""The line under the head of a table."""
BAR = re.compile(r"(?<!\\)\|")


def scan_lines(text: str, grammar: Grammar, found: Findings) -> list[tuple[int, int]]:
    """Find the lines that are markup; return those in which nothing else can be markup, by place."""
    inert: list[tuple[int, int]] = []
    convention = grammar.convention
    if convention.has_front_matter and (matter := FRONT_MATTER.match(text)) is not None:
        start = 1 if text.startswith("\ufeff") else 0
        found.markup(start, matter.end())
        inert.append((start, matter.end()))
    if grammar.lines:
        inert.extend(_rules(text, grammar, found, inert[0][1] if inert else 0))
    if convention.tables:
        inert.extend(_tables(text, convention.tables, found))
    return sorted(inert)


def _rules(text: str, grammar: Grammar, found: Findings, begin: int) -> Iterator[tuple[int, int]]:
    """Yield the lines that a rule describes as a whole; mark those of which it describes the beginning."""
    firsts = "".join(sorted({line.first for line in grammar.lines}))
    for at in re.compile(LINE.pattern + f"(?=[{re.escape(firsts)}])").finditer(text, begin):
        rest = REST.match(text, at.end())
        if rest is None:
            continue
        start, shown = at.end(), rest[0].rstrip()
        for line in grammar.lines:
            match = line.pattern.match(shown)
            if match is None or (not line.has_text and match.end() != len(shown)):
                continue
            end, first = start + len(shown), start + match.end()
            if line.rule is None:
                found.markup(start, end)
                yield start, end
            elif line.has_text:
                found.wrap(line.rule, start, first, end, end, tuple(match.groupdict().items()))
            else:
                found.leaf(line.rule, start, end, tuple(match.groupdict().items()))
                yield start, end
            break


def _tables(text: str, syntax: str, found: Findings) -> Iterator[tuple[int, int]]:
    """Mark tables; yield the separators between their rows."""
    row = r"\|[^\r\n]*+" if syntax == "piped" else r"(?:[^\r\n|]{1,500}+\|[^\r\n]*+|(?=[-:| ]*+-)[-:| ]++)(?=[\r\n]|\Z)"
    rows: list[re.Match[str]] = []
    for match in re.compile(f"(?:\\A|(?<=[\\n\\r])){row}").finditer(text):
        if rows and text[rows[-1].end() : match.start()] in ("\n", "\r", "\r\n"):
            rows.append(match)
            continue
        yield from _table(text, rows, syntax, found)
        rows = [match]
    yield from _table(text, rows, syntax, found)


def _table(text: str, rows: list[re.Match[str]], syntax: str, found: Findings) -> Iterator[tuple[int, int]]:
    """Mark one table; rows with bars but without a separator among them, or nothing else, are none."""
    separators = [row for row in rows if _is_separator(row)]
    if not separators or len(rows) == len(separators):
        return
    columns = 0
    for row in rows:
        if _is_separator(row):
            found.markup(row.start(), row.end())
            yield row.start(), row.end()
            continue
        columns = max(columns, len(row[0].strip().strip("|").split("|")))
        for bar in BAR.finditer(row[0]):
            found.markup(row.start() + bar.start(), row.start() + bar.end())
    shape = (("columns", str(columns)), ("rows", str(len(rows) - len(separators))), ("syntax", syntax))
    found.mark(MarkKind.TABLE, rows[0].start(), rows[-1].end(), shape)


def _is_separator(row: re.Match[str]) -> bool:
    return "-" in row[0] and SEPARATOR.match(row[0]) is not None
