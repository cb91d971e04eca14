"""The convention a person chose: a built-in one by its name, or one of their own by the path of its TOML file."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import InputError, UsageError
from pipeline.store.files import read_bytes
from pipeline.transcripts.conventions import Convention, get_convention, load_convention

TABLE_ENDING = ".toml"
MOST_TABLE_BYTES = 1_000_000


def choose_convention(name: str) -> Convention:
    """Return the convention; raises ``UsageError`` when there is none, or its table cannot be understood."""
    table = read_table(name)
    return get_convention(name) if table is None else load_convention(table, name)


def read_table(name: str) -> bytes | None:
    """Return the TOML table that a convention's name points at, None for a built-in one.

    Raises ``UsageError`` as ``choose_convention`` does: what is returned can be understood.
    """
    if not name.endswith(TABLE_ENDING):
        get_convention(name)
        return None
    try:
        table = read_bytes(Path(name), MOST_TABLE_BYTES)
    except InputError as error:
        raise UsageError(error.what, where=name, advice="Check --convention.") from error
    load_convention(table, name)
    return table
