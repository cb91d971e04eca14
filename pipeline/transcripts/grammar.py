"""A convention made ready for scanning: its rules sorted by how they are recognized.

One regular expression finds everything that may be markup; its alternatives are fixed strings, or possessive runs of
one character, so that it looks at no character of the file more than a fixed number of times.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.transcripts.conventions.rules import Convention, Rule

TEXT = "{text}"
SHAPES: Mapping[str, str] = {
    "quantity": r"[0-9]{1,6}",
    "questions": r"\?{1,200}",
    "mask": r"(?=\S{0,99}\?)(?=\S{0,99}\w)\S{1,100}",
}
"""What the named places of a surface may hold; any other name: up to 200 characters of one line."""

ANY_SHAPE = r"[^\r\n]{1,200}"
PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Affixed:
    """The inside of a bracket that begins and ends with fixed characters, such as ``stamp: {text}``."""

    prefix: str
    suffix: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Shaped:
    """The inside of a bracket with places for attributes, such as ``{quantity} words illegible``."""

    pattern: re.Pattern[str]
    rule: Rule


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the scanner looks up."""

    convention: Convention
    lexemes: re.Pattern[str] | None
    """Everything that may be markup; None where the convention has no markup at all."""
    closers: Mapping[str, str]
    """Closing bracket to its opening one."""
    openers: frozenset[str]
    exact: Mapping[tuple[str, str], Rule]
    """By opening bracket and what stands inside, in small letters."""
    inside: Mapping[str, tuple[Affixed | Shaped, ...]]
    """By opening bracket, in the order of the table."""
    runs: Mapping[str, Rule]
    """By delimiter, such as ``~~``."""


@cache
def compile_grammar(convention: Convention) -> Grammar:
    """Return ``convention`` ready for scanning."""
    exact: dict[tuple[str, str], Rule] = {}
    inside: dict[str, list[Affixed | Shaped]] = {opener: [] for opener, _ in convention.brackets}
    runs: dict[str, Rule] = {}
    for rule in convention.rules:
        for surface in (rule.write, *rule.also):
            before, found, after = surface.partition(TEXT)
            if found and before == after and len(set(before)) == 1:
                runs[before] = rule
                continue
            opener, content = _split_bracket(surface, convention)
            if PLACE.search(content) is None:
                exact[opener, content.casefold()] = rule
            elif TEXT in content:
                prefix, _, suffix = content.partition(TEXT)
                inside[opener].append(Affixed(prefix.strip().casefold(), suffix.strip().casefold(), rule))
            else:
                inside[opener].append(Shaped(_shape(content), rule))
    return Grammar(
        convention=convention,
        lexemes=_lexemes(convention, runs),
        closers={closer: opener for opener, closer in convention.brackets},
        openers=frozenset(opener for opener, _ in convention.brackets),
        exact=exact,
        inside={opener: tuple(entries) for opener, entries in inside.items()},
        runs=runs,
    )


def _split_bracket(surface: str, convention: Convention) -> tuple[str, str]:
    for opener, closer in convention.brackets:
        if surface.startswith(opener) and surface.endswith(closer):
            return opener, surface[len(opener) : -len(closer)].strip()
    raise ValueError(f"no rule for {surface}")


def _shape(content: str) -> re.Pattern[str]:
    parts: list[str] = []
    last = 0
    for place in PLACE.finditer(content):
        parts.append(re.escape(content[last : place.start()]))
        parts.append(f"(?P<{place[1]}>{SHAPES.get(place[1], ANY_SHAPE)})")
        last = place.end()
    parts.append(re.escape(content[last:]))
    return re.compile("".join(parts), re.IGNORECASE)


def _lexemes(convention: Convention, runs: Mapping[str, Rule]) -> re.Pattern[str] | None:
    """Return the expression for everything that may be markup, the more special before the less."""
    alternatives: list[str] = []
    if convention.blank:
        drawn = re.escape(convention.blank)
        escape = f"(?:{re.escape(convention.escape)})?" if convention.escape else ""
        alternatives.append(f"(?P<blank>(?:{escape}{drawn}){{3,}}+)")
    if convention.escape:
        alternatives.append(rf"(?P<escape>{re.escape(convention.escape)}[!-/:-@\[-`{{-~])")
    brackets = sorted({half for pair in convention.brackets for half in pair}, key=lambda half: (-len(half), half))
    if brackets:
        alternatives.append("(?P<bracket>" + "|".join(map(re.escape, brackets)) + ")")
    characters = sorted({delimiter[0] for delimiter in runs})
    if characters:
        alternatives.append("(?P<run>" + "|".join(f"{re.escape(character)}++" for character in characters) + ")")
        alternatives.append(r"(?P<paragraph>(?:\r\n|\n|\r)[^\S\r\n]*+(?:\r\n|\n|\r))")
    return re.compile("|".join(alternatives)) if alternatives else None
