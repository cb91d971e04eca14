"""A convention made ready for scanning: its rules sorted by how they are recognized.

One regular expression finds everything that may be markup within lines. Its alternatives are fixed strings, or
possessive and bounded runs, so that it looks at no character more than a fixed number of times.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from pipeline.errors import UsageError
from pipeline.transcripts.conventions.rules import Convention, Rule
from pipeline.transcripts.surfaces import (
    TEXT,
    Element,
    Inside,
    Line,
    Literal,
    compile_element,
    compile_inside,
    compile_line,
    compile_literal,
)

ESCAPABLE = r"[!-/:-@\[-`{-~]"
TAG_LEXEME = r"""</?+[A-Za-z][\w:.-]*+(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+>"""
XML_LEXEME = r"<!--|<\?|<!\[CDATA\[|<!DOCTYPE[^<>\[]{0,500}+>"
PARAGRAPH_LEXEME = r"(?:\r\n|\n|\r)[^\S\r\n]*+(?:\r\n|\n|\r)"

UNDERDOT = "{text}\u0323"
"""The one surface that sits under its letters: a combining dot below each."""
UNDERDOTTED = "ḄḅḌḍḤḥḲḳḶḷṂṃṆṇṚṛṢṣṬṭṾṿẈẉẒẓẠạẸẹỊịỌọỤụỴỵ"


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the scanner looks up."""

    convention: Convention
    lexemes: re.Pattern[str] | None = None
    """Everything that may be markup within lines; None where there is none."""
    closers: Mapping[str, str] = field(default_factory=dict)
    """Opening bracket to its closing one."""
    exact: dict[tuple[str, str], Rule] = field(default_factory=dict)
    """By opening bracket and what stands inside, in small letters."""
    inside: dict[str, list[Inside]] = field(default_factory=dict)
    """By opening bracket, in the order of the table."""
    pair_starts: dict[tuple[str, str], Rule] = field(default_factory=dict)
    """Brackets that open a pair of brackets, such as ``[[strike]]``; keys as of ``exact``."""
    pair_ends: dict[tuple[str, str], Rule] = field(default_factory=dict)
    runs: dict[str, Rule] = field(default_factory=dict)
    """By delimiter, such as ``~~``."""
    elements: dict[str, list[Element]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    literals: list[Literal] = field(default_factory=list)
    underdotted: list[Rule] = field(default_factory=list)
    """The rule for letters with a dot below, where there is one."""


@lru_cache(maxsize=64)
def compile_grammar(convention: Convention) -> Grammar:
    """Return ``convention`` ready for scanning; UsageError when a surface cannot be recognized."""
    grammar = Grammar(convention, closers=dict(convention.brackets))
    for rule in convention.rules:
        for surface in (rule.write, *rule.also):
            try:
                _add(grammar, surface, rule)
            except (ValueError, re.error) as error:
                raise UsageError(f"{surface!r} cannot be recognized: {error}", where=convention.name) from None
    for surface in convention.ignored_lines:
        grammar.lines.append(compile_line(surface, None))
    return replace(grammar, lexemes=_compile_lexemes(grammar))


def _add(grammar: Grammar, surface: str, rule: Rule) -> None:
    """Put one surface where the scanner will look for it."""
    before, found, after = surface.partition(TEXT)
    if surface == UNDERDOT:
        grammar.underdotted.append(rule)
    elif rule.is_line:
        grammar.lines.append(compile_line(surface, rule))
    elif _bracket(before, grammar) and _bracket(after, grammar):
        _add_bracket(grammar.pair_starts, before, rule, grammar)
        _add_bracket(grammar.pair_ends, after, rule, grammar)
    elif (bracket := _bracket(surface, grammar)) is not None:
        opener, content = bracket
        if "{" in content:
            grammar.inside.setdefault(opener, []).append(compile_inside(content, rule))
        else:
            grammar.exact[opener, content.casefold()] = rule
    elif surface.startswith("<"):
        element = compile_element(surface, rule)
        grammar.elements.setdefault(element.name, []).append(element)
    elif found and before == after and len(set(before)) == 1:
        grammar.runs[before] = rule
    elif found:
        raise ValueError("before and after the text stand neither brackets of the convention nor the same characters")
    else:
        grammar.literals.append(compile_literal(surface, rule))


def _bracket(surface: str, grammar: Grammar) -> tuple[str, str] | None:
    """Return the opening bracket and the inside, when ``surface`` is one bracket of the convention."""
    for opener, closer in grammar.convention.brackets:
        if surface.startswith(opener) and surface.endswith(closer) and len(surface) >= len(opener) + len(closer):
            return opener, surface[len(opener) : -len(closer)].strip()
    return None


def _add_bracket(table: dict[tuple[str, str], Rule], surface: str, rule: Rule, grammar: Grammar) -> None:
    bracket = _bracket(surface, grammar)
    if bracket is not None:
        table[bracket[0], bracket[1].casefold()] = rule


def _compile_lexemes(grammar: Grammar) -> re.Pattern[str] | None:
    """Return the expression for everything that may be markup within lines, the more special before the less.

    It first runs over plain text, up to a character with which markup may begin; what begins so and is none, and
    the end of the text, match without a name. Thus every search succeeds, and none looks at a character twice.
    """
    convention = grammar.convention
    escape = re.escape(convention.escape)
    alternatives: list[str] = []
    if convention.blank:
        before = f"(?:{escape})?" if escape else ""
        alternatives.append(f"(?P<blank>(?:{before}{re.escape(convention.blank)}){{3,}}+)")
    if escape:
        alternatives.append(f"(?P<escape>{escape}{ESCAPABLE})")
    if grammar.underdotted:
        alternatives.append(rf"(?P<underdot>(?:[^\W\d_]\u0323|[{UNDERDOTTED}])++)")
    if grammar.literals:
        patterns = (PLACE_NAME.sub("(?:", literal.pattern.pattern) for literal in grammar.literals)
        alternatives.append(f"(?P<literal>(?i:{'|'.join(patterns)}))")
    brackets = {half for pair in convention.brackets for half in pair}
    if brackets:
        by_length = sorted(brackets, key=lambda half: (-len(half), half))
        alternatives.append(f"(?P<bracket>{'|'.join(map(re.escape, by_length))})")
    if grammar.elements or convention.tags.plain:
        alternatives.append(f"(?P<tag>{TAG_LEXEME})")
    if convention.tags.is_xml:
        alternatives.append(f"(?P<xml>{XML_LEXEME})")
    characters = sorted({delimiter[0] for delimiter in grammar.runs})
    if characters:
        alternatives.append(f"(?P<run>{'|'.join(f'{re.escape(character)}++' for character in characters)})")
        alternatives.append(f"(?P<paragraph>{PARAGRAPH_LEXEME})")
    if not alternatives:
        return None
    if grammar.underdotted:  # any letter may begin one
        return re.compile("|".join(alternatives))
    firsts = "".join(map(re.escape, sorted(_first_characters(grammar))))
    return re.compile(f"[^{firsts}]*+(?:{'|'.join(alternatives)}|[{firsts}]|\\Z)")


def _first_characters(grammar: Grammar) -> set[str]:
    """Return the characters with which markup within lines may begin."""
    convention = grammar.convention
    firsts = {convention.blank, convention.escape, *(delimiter[0] for delimiter in grammar.runs)}
    firsts |= {half[0] for pair in convention.brackets for half in pair}
    for literal in grammar.literals:
        firsts |= {literal.first.lower(), literal.first.upper()}
    if grammar.elements or convention.tags.plain or convention.tags.is_xml:
        firsts.add("<")
    if grammar.runs:
        firsts |= {"\r", "\n"}
    return firsts - {""}


PLACE_NAME = re.compile(r"\(\?P<\w+>")
"""Names are taken off where several expressions are put into one: they may occur twice."""
