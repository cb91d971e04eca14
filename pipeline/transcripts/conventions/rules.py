"""What a convention is made of: rules, each with the surface it is written as and the kind it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.transcript import MarkKind


class Shows(StrEnum):
    """What stands on the page for a piece of markup."""

    TEXT = "text"
    """The characters between its delimiters."""
    GAP = "gap"
    """Something of unknown text."""
    NOTHING = "nothing"
    """The transcriber's own words: not looked for on the page."""
    AS_TYPED = "as-typed"
    """All of it, delimiters too."""
    BREAK = "break"
    """The end of a page."""
    LINE = "line"
    """The end of a line."""


class Form(StrEnum):
    """How the scanner recognizes a surface."""

    BRACKET = "bracket"
    """``[unclear]``, ``[stamp: {text}]``: between a pair of brackets that the convention names."""
    PAIRED = "paired"
    """``[[strike]]{text}[[/strike]]``: two brackets with text between them."""
    RUN = "run"
    """``~~{text}~~``: the same character, just so many times, on either side."""
    TAG = "tag"
    """``<unclear>{text}</unclear>``, ``<gap/>``: an element."""
    LINE = "line"
    """``--- Page {number} ---``: a whole line."""
    LITERAL = "literal"
    """``█``: these characters; of a single one, a run of any length."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a convention's table."""

    write: str
    """The surface that is written; ``{text}`` stands for the marked characters."""
    also: tuple[str, ...]
    """Other surfaces that are read as the same."""
    kind: MarkKind
    shows: Shows
    attributes: tuple[tuple[str, str], ...]
    """Set on every mark of the rule, besides those its placeholders take from the text."""
    is_line: bool
    meaning: str
    """For the documentation."""


@dataclass(frozen=True, slots=True)
class Convention:
    """How one collection writes down what it sees."""

    name: str
    title: str
    source: str
    """Where the convention is laid down."""
    reader: str
    """``text``, ``tei`` or ``page``: who reads it."""
    brackets: tuple[tuple[str, str], ...]
    other_brackets: MarkKind
    """What brackets mean that no rule describes: ``ambiguous-bracket`` or ``literal-bracket``, mostly."""
    escape: str
    """The character before which another is meant as typed; "" for none."""
    blank: str
    """The character of which three or more are a form field left empty; "" for none."""
    has_hard_breaks: bool
    """Whether two spaces at a line end are markup."""
    rules: tuple[Rule, ...]
