"""What this machine has for a run, and what it lacks."""

from __future__ import annotations

import platform
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import platformdirs

from pipeline import __version__
from pipeline.errors import what_to_type
from pipeline.flow.room import free_bytes
from pipeline.ocr.doctor import EngineReport, examine_engines

PACKAGES = ("pillow", "pypdfium2", "pytesseract", "rapidfuzz", "diff-match-patch", "lxml", "numpy", "regex")
EXTRAS = (
    ("pyspellchecker", "lexicon", "a lexicon, by which suggestions tell words from misreadings"),
    ("ocrmypdf", "pdf", "searchable PDF"),
    ("rapidocr", "rapidocr", "a second engine"),
    ("distributed", "cluster", "runs over several machines"),
    ("s3fs", "s3", "scans in an object store"),
)
"""Packages that are not needed, the extra that brings each, and what it adds."""
LEAST_FREE = 500_000_000


@dataclass(frozen=True, slots=True)
class Health:
    """What a run would find on this machine."""

    engines: EngineReport
    packages: tuple[tuple[str, str], ...]
    """Name and version; "" for one that is missing."""
    extras: tuple[tuple[str, str, str, str], ...]
    """Name, version or "", the extra that brings it, and what it adds."""
    cache: str
    free_bytes: int
    problems: tuple[str, ...]
    """What has to be mended before a run can begin, with what to type."""

    def as_json(self) -> dict[str, object]:
        """Return the document that ``--json`` prints."""
        used = self.engines.used
        return {
            "corrigenda": __version__,
            "python": platform.python_version(),
            "unicode": unicodedata.unidata_version,
            "tesseract": {
                "path": used.path if used else None,
                "version": used.version if used else None,
                "languages": list(used.languages) if used else [],
                "origin": used.origin if used else None,
                "data_sha256": dict(used.data_sha256) if used else {},
            },
            "engines": [
                {"path": each.path, "origin": each.origin, "version": each.version, "problem": each.problem or None}
                for each in self.engines.candidates
            ],
            "packages": dict(self.packages),
            "extras": {name: found or None for name, found, *_ in self.extras},
            "cache": {"folder": self.cache, "free_bytes": self.free_bytes},
            "problems": list(self.problems),
        }

    def lines(self) -> Iterator[str]:
        """Yield the same for people."""
        yield f"corrigenda {__version__}, Python {platform.python_version()}, Unicode {unicodedata.unidata_version}"
        for each in self.engines.candidates:
            role = "used" if each == self.engines.used else "also there"
            yield f"Tesseract {each.version or '?'}  {each.path}  ({role}; {each.origin})"
            yield f"    languages: {', '.join(each.languages) or 'none'}"
            if each.problem:
                yield f"    {each.problem}"
        yield "packages: " + ", ".join(f"{name} {found or 'MISSING'}" for name, found in self.packages)
        for name, found, extra, purpose in self.extras:
            remedy = "" if found else f". {what_to_type(extra)}"
            yield f"optional: {name} {found or 'not installed'} ({purpose}){remedy}"
        yield f"readings are kept in {self.cache} ({self.free_bytes / 1e9:.1f} GB free)"
        yield from (f"problem: {problem}" for problem in self.problems)
        if not self.problems:
            yield "Everything that a run needs is there."


def examine(tesseract: str | None = None, languages: str = "eng") -> Health:
    """Look for everything a run needs; never raises for what is missing."""
    engines = examine_engines(tesseract, languages)
    packages = tuple((name, _version(name)) for name in PACKAGES)
    cache = platformdirs.user_cache_path("corrigenda")
    free = free_bytes(cache)
    problems = [engines.problem] if engines.problem else []
    problems += [f'{name} is missing. Type "pip install {name}".' for name, found in packages if not found]
    if free < LEAST_FREE:
        problems.append(f"only {free / 1e6:.0f} MB are free where readings are kept ({cache}). Make room.")
    return Health(
        engines=engines,
        packages=packages,
        extras=tuple((name, _version(name), extra, purpose) for name, extra, purpose in EXTRAS),
        cache=str(cache),
        free_bytes=free,
        problems=tuple(problems),
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
