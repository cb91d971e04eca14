"""Files of decisions: JSON Lines, only ever added to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from pipeline.errors import DamagedStateError, UsageError
from pipeline.model.correction import Decision
from pipeline.store.files import append_line, read_bytes, write_atomic

VERSION = 1
LIMIT = 1024 * 1024 * 1024
_LINE = msgspec.json.Decoder(Decision)
"""Made here, once, since decisions may be read by several threads; see ``cache``."""


@dataclass(frozen=True, slots=True)
class DecisionFile:
    """What a decisions file holds."""

    decisions: tuple[Decision, ...]
    """In the order in which they were made."""
    warnings: tuple[str, ...] = ()


def read_decisions(path: Path) -> DecisionFile:
    """Return the decisions in ``path``.

    A last line that was torn off, as by a power cut, is left out with a warning. Raises ``InputError`` when the file
    cannot be read, ``UsageError`` when it holds text and not one decision, ``DamagedStateError`` when it is damaged
    elsewhere or was written by a newer version.
    """
    content = read_bytes(path, LIMIT).removeprefix(b"\xef\xbb\xbf")
    lines = content.split(b"\n")
    last, whole = lines.pop(), []
    for number, line in enumerate(lines, start=1):
        if line.strip(b" \t\r\0"):
            try:
                whole.append(_decision(line, f"{path}, line {number}"))
            except DamagedStateError as error:
                if any(map(_is_meant, (*lines, last))):
                    raise
                advice = 'Name a file that "Download decisions" gave.'
                raise UsageError("is no file of decisions", where=str(path), advice=advice) from error
    warnings: tuple[str, ...] = ()
    if last.strip(b" \t\r\0"):
        try:
            whole.append(_decision(last, f"{path}, line {len(lines) + 1}"))
        except DamagedStateError as error:
            if b'"v"' in last and "newer" in error.what:
                raise
            warnings = (f"{path}: the last line was torn off and is left out",)
    return DecisionFile(tuple(whole), warnings)


def add_decision(path: Path, decision: Decision) -> None:
    """Add ``decision`` to the end of ``path``; when this returns it has reached the disk.

    A last line that was torn off is first moved to ``<path>.torn``.
    """
    _mend_end(path)
    append_line(path, msgspec.json.encode(decision))


def write_decisions(path: Path, decisions: tuple[Decision, ...]) -> None:
    """Write a whole file of decisions."""
    write_atomic(path, b"".join(msgspec.json.encode(decision) + b"\n" for decision in decisions))


def _mend_end(path: Path) -> None:
    """Make sure that ``path``, if it is there, ends with a whole line."""
    if not path.exists() or path.stat().st_size == 0:
        return
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        if file.read(1) == b"\n":
            return
    whole, _, last = read_bytes(path, LIMIT).rpartition(b"\n")
    before = whole + b"\n" if whole else b""
    try:
        _decision(last, str(path))
    except DamagedStateError:
        write_atomic(path.with_name(f"{path.name}.torn"), last)
        write_atomic(path, before)
    else:
        write_atomic(path, before + last + b"\n")


def _decision(line: bytes, where: str) -> Decision:
    try:
        decision = _LINE.decode(line)
    except ValueError as error:
        if _version(line) > VERSION:
            what = f"was written by a newer version of this program (decisions of version {_version(line)})"
            raise DamagedStateError(what, where=where, advice="Install the newer version.") from error
        raise DamagedStateError(f"is no decision: {error}", where=where, advice="Restore it from a copy.") from error
    if decision.v > VERSION:
        what = f"was written by a newer version of this program (decisions of version {decision.v})"
        raise DamagedStateError(what, where=where, advice="Install the newer version.")
    return decision


def _is_meant(line: bytes) -> bool:
    """Say whether a line is a decision, of whatever version."""
    try:
        _LINE.decode(line)
    except ValueError:
        return _version(line) > 0
    return True


def _version(line: bytes) -> int:
    try:
        found = msgspec.json.decode(line)
    except ValueError:
        return 0
    version = found.get("v") if isinstance(found, dict) else None
    return version if isinstance(version, int) else 0
