"""Which row of a convention can say a mark, and how it is written out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from pipeline.model.transcript import Mark, MarkKind, TokenKind
from pipeline.transcripts.conventions.loading import PLACE
from pipeline.transcripts.conventions.rules import Attributes, Convention, Rule, Shows

TAG_PLACE = re.compile(r"""\s[\w:.-]+="\{(\w+)\}\"""")

LENIENT = (MarkKind.DELETION, MarkKind.GAP, MarkKind.UNCLEAR, MarkKind.STAMP, MarkKind.REDACTION)
"""Kinds that are still said where the convention's row says them in another manner (struck out instead of erased)."""

SHOWN_KINDS = {
    TokenKind.GAP: (Shows.GAP,),
    TokenKind.NOTE: (Shows.NOTHING,),
    TokenKind.PAGE_BREAK: (Shows.BREAK,),
    TokenKind.BLANK: (Shows.BLANK,),
    TokenKind.WORD: (Shows.TEXT,),
}
"""What a row must show for it to be written in place of a token of this kind."""


@dataclass(frozen=True, slots=True)
class Surface:
    """How a mark is written: around its text, or in its place (then ``after`` is empty)."""

    before: str
    after: str
    is_line: bool
    says: Attributes
    """The attributes of the mark that the surface carries."""


def choose_surface(mark: Mark, shown: TokenKind, convention: Convention, *, is_alone: bool = True) -> Surface | None:
    """Return the surface that says most of ``mark``, whose token (or first word) is of kind ``shown``.

    ``is_alone`` says whether it has a line to itself. The first row of the table wins where two say equally much;
    None where no row says the kind.
    """
    best: tuple[int, Surface] | None = None
    for rule in convention.rules:
        if (
            rule.kind is not mark.kind
            or rule.shows not in SHOWN_KINDS.get(shown, ())
            or (rule.is_line and not is_alone)
        ):
            continue
        surface = _fill(rule, mark, convention)
        if surface is None:
            continue
        added = sum(1 for name, _ in rule.attributes if not mark.attribute(name))
        value = 2 * len(surface.says) - 4 * len(_conflicts(rule, mark)) - added
        if best is None or value > best[0]:
            best = value, surface
    return None if best is None else best[1]


def _fill(rule: Rule, mark: Mark, convention: Convention) -> Surface | None:
    """Return the surface of ``rule`` with the attributes of ``mark``; None when it cannot say the mark."""
    if _conflicts(rule, mark) and mark.kind not in LENIENT:
        return None
    values = dict(mark.attributes)
    written = rule.write
    is_tag = written.startswith("<") and not any(written.startswith(opener) for opener, _ in convention.brackets)
    if is_tag:
        written = TAG_PLACE.sub(lambda place: place[0] if place[1] in values else "", written)
    says = {name for name, _ in rule.attributes}
    if "{questions}" in written and values.get("quantity", "").isdecimal():
        values["questions"] = "?" * min(int(values["quantity"]), 200)
        says |= {"quantity", "mask", "unit"} if "mask" in values else {"quantity", "precision"}
    elif not is_tag and "unit" in values and values.get("quantity") != "1":
        values["unit"] += "s"
    before, found, after = written.partition("{text}")
    if found and rule.shows is not Shows.TEXT:
        before, found, after = written, "", ""
    if any(place not in values for place in PLACE.findall(before + after)):
        return None
    says |= set(PLACE.findall(before + after))
    return Surface(
        before=PLACE.sub(lambda place: _value(values[place[1]], is_tag), before),
        after=PLACE.sub(lambda place: _value(values[place[1]], is_tag), after),
        is_line=rule.is_line,
        says=tuple(pair for pair in mark.attributes if pair[0] in says and pair not in _conflicts(rule, mark)),
    )


def _conflicts(rule: Rule, mark: Mark) -> Attributes:
    """Return the attributes of ``mark`` of which the row says otherwise."""
    said = dict(rule.attributes)
    return tuple((name, value) for name, value in mark.attributes if said.get(name, value) != value)


def _value(value: str, is_tag: bool) -> str:
    return escape(value) if is_tag else value
