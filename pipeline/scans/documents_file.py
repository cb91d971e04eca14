"""The rows of ``documents.csv`` or the entries of ``documents.toml``, before anything is looked up."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import UsageError
from pipeline.model.names import show_name

CSV_NAME = "documents.csv"
TOML_NAME = "documents.toml"
COLUMNS = ("document", "scans", "transcript", "convention")
"""``scans`` holds one name, or several with ``;`` between them; several rows of one document are put together."""
MOST_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """Some scans of a document, in order, and the transcript of them."""

    where: str
    """File and line, for messages."""
    document: str
    scans: tuple[str, ...]
    transcript: str
    """Empty when there is none."""
    convention: str


def read_rows(name: str, content: bytes) -> Iterator[Row]:
    """Yield what the file lists; raises ``UsageError`` with the line where it cannot be understood."""
    return _read_csv(name, _decoded(name, content)) if name == CSV_NAME else _read_toml(name, _decoded(name, content))


def _read_csv(name: str, text: str) -> Iterator[Row]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] | None = None
    try:
        for cells in reader:
            where = f"{name} line {reader.line_num}"
            if columns is None:
                columns = [cell.strip().lower() for cell in cells]
                _check_columns(columns, where)
            elif any(cell.strip() for cell in cells):
                if len(cells) > len(columns):
                    raise UsageError(f"has {len(cells)} cells, but there are {len(columns)} columns.", where=where)
                row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
                names = tuple(name.strip() for name in row["scans"].split(";") if name.strip())
                yield _row(where, row["document"], names, row.get("transcript", ""), row.get("convention", ""))
    except csv.Error as error:
        raise UsageError(f"cannot be read as a table: {error}.", where=f"{name} line {reader.line_num}") from error


def _check_columns(columns: list[str], where: str) -> None:
    unknown = [column for column in columns if column not in COLUMNS]
    if unknown or "document" not in columns or "scans" not in columns:
        raise UsageError(
            f"names the columns {', '.join(map(show_name, columns))}.",
            where=where,
            advice=f"The first line must name columns out of: {', '.join(COLUMNS)}.",
        )


def _read_toml(name: str, text: str) -> Iterator[Row]:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"cannot be read as TOML: {error}.", where=name) from error
    entries = content.get("documents")
    if set(content) != {"documents"} or not isinstance(entries, list):
        raise UsageError("must hold tables [[documents]] and nothing else.", where=name)
    for number, entry in enumerate(entries, start=1):
        where = f"{name} entry {number}"
        if not isinstance(entry, dict) or not set(entry) <= set(COLUMNS) or not isinstance(entry.get("scans"), list):
            raise UsageError(f"must have the keys {', '.join(COLUMNS)}, and a list of scans.", where=where)
        texts = [entry.get(key, "") for key in ("document", "transcript", "convention")]
        if not all(isinstance(text, str) for text in [*texts, *entry["scans"]]):
            raise UsageError("holds something that is no text.", where=where)
        yield _row(where, texts[0], tuple(entry["scans"]), texts[1], texts[2])


def _row(where: str, document: str, scans: tuple[str, ...], transcript: str, convention: str) -> Row:
    if not document:
        raise UsageError("names no document.", where=where)
    return Row(where, document, scans, transcript, convention)


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"is not UTF-8 at byte {error.start}.", where=name) from error
