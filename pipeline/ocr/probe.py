"""Asking a Tesseract what it is: its version, its languages, its language data.

pytesseract has functions for this, but they remember the first answer for the whole process, whichever engine is
asked about, and end the program when the version is an odd one.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import MissingDependencyError

OLDEST = (4, 1)
"""The first version with a neural recogniser and confidences in fractions."""
PROBE_SECONDS = 20
_VERSION = re.compile(r"^tesseract\s+v?(\d+)\.(\d+)(\S*)", re.MULTILINE)
_LANGUAGE = re.compile(r"^(?:script/)?[A-Za-z0-9_]+$")
_FOLDER = re.compile(r'^List of available languages in "(.*)" \(\d+\)', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ProbedEngine:
    """What a Tesseract says of itself."""

    version: str
    languages: tuple[str, ...]
    """Sorted."""
    data_folder: str
    """Where its language data lies; "" where it does not say (before 5.0)."""


def probe(path: str, tessdata: str) -> ProbedEngine:
    """Ask the Tesseract at ``path`` what it is, with its data in ``tessdata`` ("" for its own).

    Raises ``MissingDependencyError`` when it cannot be started, is no Tesseract, or is too old.
    """
    version = _version(path, _ask(path, tessdata, "--version"))
    listing = _ask(path, tessdata, "--list-langs")
    folder = _FOLDER.search(listing)
    lines = (line.strip() for line in listing.splitlines()[1:])
    languages = {line for line in lines if _LANGUAGE.match(line)}
    return ProbedEngine(version, tuple(sorted(languages)), folder.group(1) if folder else tessdata)


def sha256_of_data(path: Path) -> str:
    """Return the SHA-256 of a file with language data; "" where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _version(path: str, answer: str) -> str:
    found = _VERSION.search(answer)
    if not found:
        raise MissingDependencyError("does not say that it is Tesseract", where=path, advice=_CHOOSE)
    major, minor, rest = found.groups()
    if (int(major), int(minor)) < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        raise MissingDependencyError(
            f"is Tesseract {major}.{minor}{rest}; {wanted} or newer is needed", where=path, advice=_CHOOSE
        )
    return f"{major}.{minor}{rest}"


_CHOOSE = "Name another with --tesseract, or remove it to use the one that came with the program."


def _ask(path: str, tessdata: str, question: str) -> str:
    """Return what the engine prints on both channels."""
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "OMP_THREAD_LIMIT": "1"}
    if tessdata:
        environment["TESSDATA_PREFIX"] = tessdata
    if "LD_LIBRARY_PATH" in os.environ:
        environment["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]
    try:
        answer = subprocess.run(  # noqa: S603  the path is the engine the user chose; no shell is involved
            [path, question],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=PROBE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        what = f"does not answer {question} within {PROBE_SECONDS} s"
        raise MissingDependencyError(what, where=path, advice=_CHOOSE) from error
    except OSError as error:
        raise MissingDependencyError(f"cannot be started: {error.strerror}", where=path, advice=_CHOOSE) from error
    return answer.stdout.decode("utf-8", "backslashreplace")
