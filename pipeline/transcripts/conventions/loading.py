"""A convention's TOML table to a ``Convention``, or an error that says which row is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from pipeline.errors import UsageError
from pipeline.model.transcript import MarkKind
from pipeline.transcripts.conventions.rules import Convention, Rule, Shows

TOP_KEYS = ("name", "title", "source", "reader", "brackets", "other_brackets", "escape", "blank", "hard_breaks", "mark")
ROW_KEYS = ("write", "also", "kind", "shows", "line", "meaning")
"""Any other key of a row is an attribute of its marks."""

READERS = ("text", "tei", "page")

SHOWN_BY_KIND: Mapping[MarkKind, Shows] = {
    MarkKind.GAP: Shows.GAP,
    MarkKind.PAGE_BREAK: Shows.BREAK,
    MarkKind.LITERAL_BRACKET: Shows.AS_TYPED,
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
    if "name" not in table:
        raise UsageError("a convention needs a name", where=where)
    rows = table.get("mark", [])
    return Convention(
        name=str(table["name"]),
        title=str(table.get("title", table["name"])),
        source=str(table.get("source", "")),
        reader=_one_of(table.get("reader", "text"), READERS, "reader", where),
        brackets=tuple(_bracket(pair, where) for pair in table.get("brackets", [])),
        other_brackets=_kind(table.get("other_brackets", "ambiguous-bracket"), where),
        escape=str(table.get("escape", "")),
        blank=str(table.get("blank", "")),
        has_hard_breaks=bool(table.get("hard_breaks", False)),
        rules=tuple(_rule(row, f"{where}: mark {number}") for number, row in enumerate(rows, start=1)),
    )


def _rule(row: Mapping[str, object], where: str) -> Rule:
    if not isinstance(row.get("write"), str) or not row["write"]:
        raise UsageError("it does not say how it is written (write = …)", where=where)
    write = str(row["write"])
    kind = _kind(row.get("kind"), where)
    default = SHOWN_BY_KIND.get(kind, Shows.TEXT if "{text}" in write else Shows.NOTHING)
    also = row.get("also", [])
    if not isinstance(also, list):
        raise UsageError("also is a list of other ways to write it", where=where)
    return Rule(
        write=write,
        also=tuple(str(surface) for surface in also),
        kind=kind,
        shows=Shows(_one_of(row.get("shows", default.value), tuple(Shows), "shows", where)),
        attributes=tuple(sorted((key, str(value)) for key, value in row.items() if key not in ROW_KEYS)),
        is_line=bool(row.get("line", False)),
        meaning=str(row.get("meaning", "")),
    )


def _bracket(pair: object, where: str) -> tuple[str, str]:
    halves = str(pair).split()
    if len(halves) != 2 or halves[0] == halves[1]:
        raise UsageError(f'brackets are written as "[ ]", not {pair!r}', where=where)
    return halves[0], halves[1]


def _kind(value: object, where: str) -> MarkKind:
    return MarkKind(_one_of(value, tuple(MarkKind), "kind", where))


def _one_of(value: object, allowed: tuple[str, ...], key: str, where: str) -> str:
    if value not in allowed:
        raise UsageError(f"{key} is {value!r}", where=where, advice=f"It is one of: {', '.join(allowed)}.")
    return str(value)


def _refuse_unknown(table: Mapping[str, object], known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            raise UsageError(f"nothing is called {key!r}", where=where, advice=f"Known are: {', '.join(known)}.")
