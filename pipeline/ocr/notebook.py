"""Answers that an engine and its data gave, noted so that the next run need not ask again.

A run with nothing changed would start the engine twice, only to hear its version and its languages, and read all
language data for their checksums. A note stands under everything that its answer depends on, so that another engine,
or other data, has no note yet and is asked:

- of a file: path, device, inode, size, and the times at which content and inode were changed last. The second cannot be
  set back, so that a file that was put in the place of another, or overwritten with its times kept, is another file.
- of an engine besides: where it looks for its data, and the list of the system's libraries, which is written anew when
  one is installed. An engine that is a script, or is given libraries by LD_LIBRARY_PATH, may change without a trace: it
  is always asked.
- of what lies in its data folder: the two folders that hold languages. They are known only with the answer, and are
  compared when it is recalled.

What was changed in the last seconds is not noted, since it may be changed once more within the same tick of the clock.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Protocol

from pipeline.ocr.probe import ProbedEngine, probe, sha256_of_data

LIBRARIES = Path("/etc/ld.so.cache")
PROGRAM = b"\x7fELF"
"""How a program begins that is no script."""
FRESH = 2.0
"""Seconds since the last change below which nothing is noted."""

Identity = list[object]


class Notebook(Protocol):
    """Keeps texts from one run to the next."""

    def get(self, key: str) -> str | None:
        """Return what stands under ``key``, or None."""
        ...

    def put(self, key: str, text: str) -> None:
        """Keep ``text`` under ``key``; never fails."""
        ...


def ask(path: str, tessdata: str, notes: Notebook | None) -> ProbedEngine:
    """Return what the Tesseract at ``path`` says of itself, or said; raises as ``probe.probe`` does."""
    known = _engine(path) if notes else None
    if notes is None or known is None:
        return probe(path, tessdata)
    key = _key("engine", path, tessdata, known)
    if (text := notes.get(key)) is not None:
        version, languages, folder, listed = json.loads(text)
        if listed == _languages(folder):
            return ProbedEngine(version, tuple(languages), folder)
    probed = probe(path, tessdata)
    if listed := _languages(probed.data_folder):
        notes.put(key, json.dumps([probed.version, probed.languages, probed.data_folder, listed]))
    return probed


def checksums(
    probed: ProbedEngine, languages: tuple[str, ...], notes: Notebook | None = None
) -> tuple[tuple[str, str], ...]:
    """Return the SHA-256 of each language's data file, in the order given; "" where it cannot be found."""
    return tuple((name, _checksum(Path(probed.data_folder, f"{name}.traineddata"), notes)) for name in languages)


def _checksum(data: Path, notes: Notebook | None) -> str:
    known = identity(data) if notes else None
    if notes is None or known is None:
        return sha256_of_data(data)
    key = _key("data", str(data), known)
    noted = notes.get(key)
    if noted is None:
        noted = sha256_of_data(data)
        notes.put(key, noted)
    return noted


def identity(path: Path) -> Identity | None:
    """Return what changes when the file or folder at ``path`` does; None when it is not there, or only just changed."""
    try:
        found = path.stat()
    except OSError:
        return None
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    if time.time_ns() - changed < FRESH * 1e9:
        return None
    return [str(path), found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _engine(path: str) -> list[Identity] | None:
    """Return what changes when the engine does; None where that cannot be told."""
    program, libraries = identity(Path(path).resolve()), identity(LIBRARIES)
    if program is None or libraries is None or "LD_LIBRARY_PATH" in os.environ:
        return None
    try:
        with Path(path).open("rb") as file:
            return [program, libraries] if file.read(len(PROGRAM)) == PROGRAM else None
    except OSError:
        return None


def _languages(folder: str) -> list[Identity] | None:
    """Return what changes when languages are added to a data folder, or removed; None where that cannot be told."""
    folders = [each for each in (Path(folder), Path(folder, "script")) if each.is_dir()] if folder else []
    known = [found for each in folders if (found := identity(each))]
    return known if known and len(known) == len(folders) else None


def _key(*parts: object) -> str:
    return json.dumps(parts)
