"""A surface of a convention's table, such as ``[stamp: {text}]``, to what the scanner compares with.

Every expression made here is a chain of fixed strings and possessive, bounded runs: no text makes it slow.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.transcripts.conventions.loading import PLACE
from pipeline.transcripts.conventions.rules import Attributes, Rule

TEXT = "{text}"

SHAPES: Mapping[str, str] = {
    "quantity": "[0-9]{1,6}+",
    "questions": r"\?[? ]{0,200}+",
    "mask": r"(?=\S{0,98}\?[\w?])(?=\?{0,99}\w)\S{1,100}+",
}
"""What the named places of a surface may hold; any other: up to 200 characters, to the one that follows the place."""

ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')""")
TAG = re.compile(r"<([\w:.-]+)([^<>]*?)(/?)>")


@dataclass(frozen=True, slots=True)
class Inside:
    """What the inside of a bracket may be."""

    before: re.Pattern[str]
    """What stands before ``{text}``; all of the inside where there is no ``{text}``."""
    after: str
    """What stands after ``{text}``, in small letters."""
    has_text: bool
    rule: Rule


@dataclass(frozen=True, slots=True)
class Element:
    """A tag that carries a mark."""

    name: str
    is_empty: bool
    conditions: Attributes
    """Attributes of the tag that must have these values."""
    places: Attributes
    """Attributes of the tag to attributes of the mark."""
    rule: Rule


@dataclass(frozen=True, slots=True)
class Line:
    """A whole line; without a rule it is markup and no more."""

    first: str
    """The character it begins with."""
    pattern: re.Pattern[str]
    has_text: bool
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class Literal:
    """Fixed characters in running text, perhaps with places; of a single character, a run."""

    first: str
    """The character it begins with."""
    pattern: re.Pattern[str]
    is_run: bool
    rule: Rule


def compile_inside(content: str, rule: Rule) -> Inside:
    """Return the inside of a bracket, given without the bracket itself."""
    before, found, after = content.partition(TEXT)
    if not found:
        return Inside(compile_chain(content), "", has_text=False, rule=rule)
    return Inside(compile_chain(before.lstrip()), after.strip().casefold(), has_text=True, rule=rule)


def compile_element(surface: str, rule: Rule) -> Element:
    """Return the element of ``<gap quantity="{quantity}"/>`` or ``<hi rend="bold">{text}</hi>``."""
    opening = TAG.match(surface)
    if opening is None:
        raise ValueError(f"not an element: {surface}")
    attributes = tuple((name.rpartition(":")[2], value[1:-1]) for name, value in ATTRIBUTE.findall(opening[2]))
    return Element(
        name=opening[1].casefold(),
        is_empty=bool(opening[3]),
        conditions=tuple(pair for pair in attributes if PLACE.fullmatch(pair[1]) is None),
        places=tuple((name, place[1]) for name, value in attributes if (place := PLACE.fullmatch(value))),
        rule=rule,
    )


def compile_line(surface: str, rule: Rule | None) -> Line:
    """Return a whole line such as ``--- Page {number} ---`` or ``# {text}``."""
    before, found, after = surface.partition(TEXT)
    if found and after:
        raise ValueError(f"nothing can follow the text of a line: {surface}")
    return Line(surface[0], compile_chain(before), bool(found), rule)


def compile_literal(surface: str, rule: Rule) -> Literal:
    """Return fixed characters in running text."""
    if len(surface) == 1:
        return Literal(surface, re.compile(re.escape(surface) + "++"), is_run=True, rule=rule)
    return Literal(surface[0], compile_chain(surface), is_run=False, rule=rule)


def compile_chain(surface: str) -> re.Pattern[str]:
    """Return the expression for fixed strings and the places between them; case does not matter.

    >>> compile_chain("{quantity} words illegible").fullmatch("3 words illegible")["quantity"]
    '3'
    """
    parts: list[str] = []
    last = 0
    for place in PLACE.finditer(surface):
        parts.append(_fixed(surface[last : place.start()]))
        follows = surface[place.end() : place.end() + 1]
        stop = r"\s" if follows == " " else re.escape(follows)
        parts.append(f"(?P<{place[1]}>" + SHAPES.get(place[1], rf"[^{stop}\r\n]{{1,200}}+") + ")")
        last = place.end()
    parts.append(_fixed(surface[last:]))
    return re.compile("".join(parts), re.IGNORECASE)


def _fixed(characters: str) -> str:
    """Return the expression for fixed characters: white space may be of any width, at the end also none."""
    words = [re.escape(word) for word in characters.split(" ")]
    if len(words) == 1 or words[-1]:
        return r"\s++".join(words)
    return r"\s++".join(words[:-1]) + r"[^\S\r\n]*+"
