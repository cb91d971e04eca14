"""The settings of a run, and the only place that reads them.

Order of precedence: what the command line says (or ``CORRIGENDA_<COMMAND>_<OPTION>`` in the environment), then the
configuration file, then the defaults below.
"""

from __future__ import annotations

import codecs
import difflib
import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

from pipeline.errors import UsageError
from pipeline.flow.lexicons import NONE, name_lexicon
from pipeline.model.transcript import MarkKind
from pipeline.transcripts.readings import Policy


def _cores() -> int:
    """Return the processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _is_encoding(name: str) -> bool:
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run can be told. Field names are the keys of the configuration file."""

    scans: str = "scans"
    """Folder of page images, or one image or PDF; here, or in an object store (``s3://…``)."""
    transcripts: str | None = "transcripts"
    """Folder of transcripts, or one transcript; here, or in an object store. None: the pages are read without one."""
    out: str = "reports"
    """Where the report goes."""
    convention: str = "markdown"
    """How the transcribers marked doubt; a built-in name or a TOML file of your own."""
    encoding: str | None = None
    """Encoding of the transcripts, where it is not UTF-8 and has no byte order mark."""
    words: str | None = None
    """A list of words, one a line, in UTF-8; suggestions take its words for known."""
    lexicon: bool = True
    """Take the words of the languages' lexicon for known, too, where the extra ``lexicon`` is installed."""
    calibration: str | None = None
    """A file that ``corrigenda calibrate`` wrote; the probabilities of suggestions and of words are corrected by it."""
    lang: str = "eng"
    """Tesseract languages, joined by ``+``."""
    jobs: int = field(default_factory=_cores)
    """Pages read side by side."""
    cluster: str | None = None
    """Address of a Dask scheduler whose workers read the pages; otherwise this machine does."""
    tesseract: str | None = None
    """Path of the Tesseract to use; otherwise the system's, then the one that came with the program."""
    psm: int = 3
    """Tesseract's page segmentation mode."""
    page_timeout: float = 60.0
    """Seconds a page may take; one more is granted for each megapixel."""
    second_pass: bool = True
    """Read doubtful pages once more, differently prepared, and keep the better reading."""
    second_engine: str | None = None
    """Another engine that reads every page, too: ``rapidocr``. Its readings stay beside those of Tesseract."""
    max_megapixels: float = 120.0
    """Larger images are refused before they are decoded."""
    follow_links: bool = False
    """Follow symbolic links in the scans folder."""
    cache: str | None = None
    """Folder that keeps what was read; otherwise the user's cache folder."""
    images: bool = True
    """Put pictures of the places into the report."""
    mask: tuple[str, ...] = ()
    """Kinds of text (``stamp``, ``signature``, …) of which the report may hold no pixel and no string."""
    not_counted: tuple[str, ...] = ()
    """Kinds of text (``stamp``, ``hand``, ``deletion``, …) that do not count in accuracy; shown in the report."""
    max_cer: float | None = None
    """Gate: end with code 1 when the recognition error rate of the run is above it (0.02 is 2 %)."""
    strict: bool = False
    """End with code 4 instead of 3 when any input failed or was left out."""

    def __post_init__(self) -> None:
        if self.jobs < 1:
            raise UsageError(f"jobs must be at least 1, not {self.jobs}")
        if self.page_timeout <= 0:
            raise UsageError(f"page_timeout must be above 0, not {self.page_timeout:g}")
        if self.max_megapixels <= 0:
            raise UsageError(f"max_megapixels must be above 0, not {self.max_megapixels:g}")
        if self.second_engine not in (None, "rapidocr"):
            raise UsageError(f"second_engine must be rapidocr, not {self.second_engine}")
        if not 0 <= self.psm <= 13:
            raise UsageError(f"psm must lie within 0–13, not {self.psm}")
        if self.max_cer is not None and not 0 <= self.max_cer <= 1:
            raise UsageError(f"max_cer must lie within 0–1, not {self.max_cer:g}", advice="0.02 is 2 %.")
        if self.encoding is not None and not _is_encoding(self.encoding):
            raise UsageError(f'no encoding is called "{self.encoding}"', advice="Name one such as cp1252 or utf-16.")
        kinds = [kind.value for kind in MarkKind]
        for kind in self.not_counted:
            if kind not in kinds:
                raise UsageError(f'"{kind}" is no kind of text', advice=f"There are: {', '.join(kinds)}.")

    @property
    def policy(self) -> Policy:
        """What counts in accuracy."""
        return _policy(self.not_counted)

    def shown(self) -> tuple[tuple[str, str], ...]:
        """Return those settings that shape the results, for provenance: no paths, nothing of the machine."""
        kept = (
            "convention",
            "encoding",
            "lang",
            "psm",
            "second_pass",
            "second_engine",
            "page_timeout",
            "max_megapixels",
            "mask",
            "images",
            "not_counted",
        )
        return (
            *((name, _plain(getattr(self, name))) for name in kept),
            ("lexicon", name_lexicon(self.lang) if self.lexicon else NONE),
            *((name, Path(path).name) for name in ("words", "calibration") if (path := getattr(self, name))),
        )


def policy_of(shown: Iterable[tuple[str, str]]) -> Policy:
    """Return what counted in the accuracy of a run, from the settings that its provenance shows."""
    return _policy(kind for kind in dict(shown).get("not_counted", "").split(",") if kind)


def mask_of(shown: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return what was kept out of the report of a run, from the settings that its provenance shows."""
    return tuple(kind for kind in dict(shown).get("mask", "").split(",") if kind)


def _policy(kinds: Iterable[str]) -> Policy:
    return Policy(tuple(map(MarkKind, kinds)))


def load_settings(config: Path | None, said: Mapping[str, object]) -> Settings:
    """Return the settings: defaults, then the configuration file, then what was ``said`` on the command line.

    Raises ``UsageError`` for a file that cannot be read, an unknown key or a value of the wrong type.
    """
    from_file = {} if config is None else _checked(_read_toml(config), str(config))
    return replace(Settings(), **{**from_file, **said})


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}", where=str(path), advice="Check --config.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"is not a TOML file: {error}", where=str(path)) from error


def _checked(values: dict[str, Any], where: str) -> dict[str, Any]:
    hints = get_type_hints(Settings)
    for key, value in values.items():
        if key not in hints:
            near = difflib.get_close_matches(key, hints, n=1)
            raise UsageError(
                f'unknown setting "{key}"', where=where, advice=f'Did you mean "{near[0]}"?' if near else ""
            )
        if not _fits(value, hints[key]):
            raise UsageError(f'"{key}" has a value of the wrong type: {value!r}', where=where)
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


def _fits(value: object, hint: Any) -> bool:
    """Say whether a TOML value is of a field's type; whole numbers serve for fractional ones."""
    if isinstance(hint, UnionType):
        return any(_fits(value, each) for each in get_args(hint) if each is not NoneType)
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if get_args(hint):
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return isinstance(value, hint)


def _plain(value: object) -> str:
    return ",".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def setting_names() -> tuple[str, ...]:
    """Return the keys a configuration file may hold."""
    return tuple(each.name for each in fields(Settings))
