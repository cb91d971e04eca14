"""A convention's TOML table to a ``Convention``, or an error that says which row is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields

from pipeline.errors import UsageError
from pipeline.model.transcript import MarkKind
from pipeline.transcripts.conventions.rules import Convention, Rule, Shows, Tags
from pipeline.transcripts.conventions.vocabulary import VOCABULARY

TOP_KEYS = (
    "name",
    "title",
    "source",
    "reader",
    "brackets",
    "other_brackets",
    "escape",
    "blank",
    "hard_breaks",
    "front_matter",
    "tables",
    "ignored_lines",
    "tags",
    "frame",
    "mark",
)
ROW_KEYS = ("write", "also", "kind", "shows", "line", "meaning")
"""Any other key of a row is an attribute of its marks."""

PLACE = re.compile(r"\{(\w+)\}")
FREE_PLACES = ("text", "questions")
"""Places of a surface that are no attributes."""

READERS = ("text", "xml", "page")
TABLES = ("", "piped", "pipes")

SHOWN_BY_KIND: Mapping[MarkKind, Shows] = {
    MarkKind.GAP: Shows.GAP,
    MarkKind.BLANK: Shows.BLANK,
    MarkKind.PAGE_BREAK: Shows.BREAK,
    MarkKind.LITERAL_BRACKET: Shows.AS_TYPED,
    MarkKind.EDITORIAL_NOTE: Shows.NOTHING,
}
"""Where a row does not say what it shows: this, else its ``{text}``, else nothing."""


def load_convention(content: bytes, where: str = "convention") -> Convention:
    """Return the convention that a TOML table describes.

    Raises UsageError, naming the row, when the table cannot be understood.
    """
    try:
        table = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"not a TOML file: {error}", where=where) from None
    _refuse_unknown(table, TOP_KEYS, where)
    if not isinstance(table.get("name"), str):
        raise UsageError("a convention needs a name", where=where)
    rows = table.get("mark", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UsageError("its marks are rows, each under [[mark]]", where=where)
    return Convention(
        name=_string(table, "name", where),
        title=_string(table, "title", where) or _string(table, "name", where),
        source=_string(table, "source", where),
        reader=_one_of(table.get("reader", "text"), READERS, "reader", where),
        brackets=tuple(_bracket(pair, where) for pair in _strings(table, "brackets", where)),
        other_brackets=_kind(table.get("other_brackets", "ambiguous-bracket"), where),
        escape=_character(table, "escape", where),
        blank=_character(table, "blank", where),
        has_hard_breaks=bool(table.get("hard_breaks", False)),
        has_front_matter=bool(table.get("front_matter", False)),
        tables=_one_of(table.get("tables", ""), TABLES, "tables", where),
        ignored_lines=_strings(table, "ignored_lines", where),
        tags=_tags(table.get("tags", {}), where),
        frame=_string(table, "frame", where) or "{text}",
        rules=tuple(_rule(row, f"{where}: mark {number}") for number, row in enumerate(rows, start=1)),
    )


def _rule(row: Mapping[str, object], where: str) -> Rule:
    write = _string(row, "write", where)
    if not write:
        raise UsageError("it does not say how it is written (write = …)", where=where)
    kind = _kind(row.get("kind"), where)
    has_text = "{text}" in write or "{mask}" in write
    default = SHOWN_BY_KIND.get(kind, Shows.TEXT if has_text else Shows.NOTHING)
    also = _strings(row, "also", where)
    attributes = {key: value for key, value in row.items() if key not in ROW_KEYS}
    places = dict.fromkeys(place for surface in (write, *also) for place in PLACE.findall(surface))
    _refuse_unknown({**attributes, **places}, (*VOCABULARY[kind].attributes, *FREE_PLACES), f"{where} ({kind})")
    return Rule(
        write=write,
        also=also,
        kind=kind,
        shows=Shows(_one_of(row.get("shows", default.value), tuple(Shows), "shows", where)),
        attributes=tuple(sorted((key, str(value)) for key, value in attributes.items())),
        is_line=bool(row.get("line", False)),
        meaning=_string(row, "meaning", where),
    )


def _tags(table: Mapping[str, object], where: str) -> Tags:
    where = f"{where}: tags"
    if not isinstance(table, dict):
        raise UsageError("tags is a table", where=where)
    _refuse_unknown(table, tuple(entry.name for entry in fields(Tags)), where)
    names = {key: _strings(table, key, where) for key in table if key != "is_xml"}
    return Tags(is_xml=bool(table.get("is_xml", False)), **names)


def _bracket(pair: str, where: str) -> tuple[str, str]:
    halves = pair.split()
    if len(halves) != 2 or halves[0] == halves[1]:
        raise UsageError(f'brackets are written as "[ ]", not {pair!r}', where=where)
    return halves[0], halves[1]


def _kind(value: object, where: str) -> MarkKind:
    return MarkKind(_one_of(value, tuple(MarkKind), "kind", where))


def _one_of(value: object, allowed: Sequence[str], key: str, where: str) -> str:
    if value not in allowed:
        raise UsageError(f"{key} is {value!r}", where=where, advice=f"It is one of: {', '.join(allowed)}.")
    return str(value)


def _string(table: Mapping[str, object], key: str, where: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise UsageError(f"{key} is text in quotes, not {value!r}", where=where)
    return value


def _character(table: Mapping[str, object], key: str, where: str) -> str:
    value = _string(table, key, where)
    if len(value) > 1:
        raise UsageError(f"{key} is one character, not {value!r}", where=where)
    return value


def _strings(table: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(member, str) for member in value):
        raise UsageError(f"{key} is a list of texts in quotes", where=where)
    return tuple(value)


def _refuse_unknown(table: Mapping[str, object], known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            raise UsageError(f"nothing is called {key!r}", where=where, advice=f"Known are: {', '.join(known)}.")
