"""Which engines there are, which one would be used, and what to type where something is missing."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import CorrigendaError
from pipeline.ocr.lookup import Origin, candidates, find_tesseract, missing_languages, probe_candidate


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Tesseract that was found."""

    path: str
    origin: str
    """Why it was looked at, in words."""
    is_used: bool
    """Whether a run would use it."""
    version: str = ""
    languages: tuple[str, ...] = ()
    data_sha256: tuple[tuple[str, str], ...] = ()
    """Of each language asked for: name, and checksum of its data."""
    problem: str = ""
    """Why it cannot be used, in one line; "" when it can."""


@dataclass(frozen=True, slots=True)
class EngineReport:
    """What was found, in the order in which it is looked for."""

    candidates: tuple[Candidate, ...]
    problem: str = ""
    """Why a run could not begin, and what to type; "" when it could."""

    @property
    def used(self) -> Candidate | None:
        """The engine that a run would use; None when it could not begin."""
        return next((candidate for candidate in self.candidates if candidate.is_used), None)


def examine_engines(given: str | None = None, languages: str = "eng") -> EngineReport:
    """Look for engines as a run would, but look at all of them, and never raise."""
    used, problem = "", ""
    try:
        used = find_tesseract(given, languages).path
        listed = candidates(given)
    except CorrigendaError as error:
        problem = str(error)
        listed = candidates(None)
    return EngineReport(tuple(_examine(path, origin, languages, used) for path, origin in listed), problem)


def _examine(path: str, origin: Origin, languages: str, used: str) -> Candidate:
    try:
        found = probe_candidate(path, origin)
        missing = missing_languages(found, languages)
        data = () if missing else found.data_sha256(languages)
    except CorrigendaError as error:
        return Candidate(path, origin, is_used=False, problem=str(error))
    problem = f"has no language data for {', '.join(missing)}" if missing else ""
    return Candidate(path, origin, path == used, found.version, found.languages, data, problem)
