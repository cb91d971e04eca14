"""What a convention is made of: rules, each with the surface it is written as and the kind it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.model.transcript import MarkKind

Attributes = tuple[tuple[str, str], ...]
"""Names and values, sorted by name."""


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
    ORIGINAL = "original"
    """What its attribute ``original`` says, as with ``<reg orig="publick">public</reg>``."""
    BLANK = "blank"
    """An empty space or field."""
    BREAK = "break"
    """The end of a page."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a convention's table."""

    write: str
    """The surface that is written; ``{text}`` stands for the marked characters, ``{quantity}`` for an attribute."""
    also: tuple[str, ...]
    """Other surfaces that are read as the same."""
    kind: MarkKind
    shows: Shows
    attributes: Attributes
    """Set on every mark of the rule, besides those its places take from the text."""
    is_line: bool
    """Whether it is a line of its own."""
    meaning: str
    """For the documentation."""


@dataclass(frozen=True, slots=True)
class Tags:
    """Elements that carry no mark, by what stands on the page for them; all other names are unknown."""

    is_xml: bool = False
    """Whether the file is XML: one root, every element closed, line ends of the file mean nothing."""
    plain: tuple[str, ...] = ()
    """Nothing stands there for the tags themselves; ``*`` accepts any name."""
    line_break: tuple[str, ...] = ()
    """A line ends where the tag stands, as with ``<lb/>``."""
    line_end: tuple[str, ...] = ()
    """A line ends where the element is closed, as with ``</p>``."""
    cell_end: tuple[str, ...] = ()
    """A space stands where the element is closed."""
    ignored: tuple[str, ...] = ()
    """Nothing inside is read, as with ``<teiHeader>``."""


@dataclass(frozen=True, slots=True)
class Convention:
    """How one collection writes down what it sees."""

    name: str
    title: str
    source: str
    """Where the convention is laid down."""
    reader: str
    """``text``, ``xml`` or ``page``: who reads it."""
    brackets: tuple[tuple[str, str], ...]
    """Opening and closing; the longer ones are looked for first."""
    other_brackets: MarkKind
    """What brackets mean that no rule describes."""
    escape: str
    """The character before which another is meant as typed; "" for none."""
    blank: str
    """The character of which three or more are a form field left empty; "" for none."""
    has_hard_breaks: bool
    """Whether two spaces at a line end are markup."""
    has_front_matter: bool
    """Whether lines of ``name: value`` between two ``---`` may stand before the text."""
    tables: str
    """``piped`` (every row begins with ``|``), ``pipes`` (``A | B``), or "" for none."""
    ignored_lines: tuple[str, ...]
    """Lines that are markup without a meaning of their own."""
    tags: Tags = field(default_factory=Tags)
    frame: str = "{text}"
    """What is written around the whole text."""
    rules: tuple[Rule, ...] = ()
