"""What was read on a page, kept so that no page is read twice.

An entry is one sealed file with the ``Page`` as JSON. An entry that is torn, foreign or of another version is no
entry; it is written anew. Nothing that happens here ever fails a page.
"""

from __future__ import annotations

import hashlib
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec
import platformdirs

from pipeline.errors import OutputError
from pipeline.model.page import EngineInfo, Page
from pipeline.model.scan import Scan
from pipeline.store.encoding import to_json
from pipeline.store.files import half_written, write_atomic
from pipeline.store.sealed import seal, unseal

SCHEMA = "corrigenda.page/3"
"""To be raised whenever the meaning of a ``Page`` or the way a page is prepared changes."""
LONG_AGO = 3600
"""Seconds after which a file that is still half-written belongs to nobody."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What one engine read on one scan."""

    scan: Scan
    """Its source is that of the file that was read first; the same bytes may lie elsewhere by now."""
    page: Page


_ENTRY = msgspec.json.Decoder(KeptPage)
"""Made here, once: msgspec 0.22 crashes when two threads decode a type that none has decoded before."""


@dataclass(frozen=True, slots=True)
class PageCache:
    """A folder of pages that were read."""

    folder: Path

    def get(self, key: str) -> KeptPage | None:
        """Return the page kept under ``key``, or None where there is none that can be believed."""
        try:
            entry = unseal(SCHEMA, self._path(key).read_bytes())
            return _ENTRY.decode(entry.body) if entry.label == key else None
        except (OSError, ValueError):  # of whatever kind: torn, foreign, not a page
            return None

    def put(self, key: str, kept: KeptPage) -> str:
        """Keep a page under ``key``; returns "" or why it could not be kept."""
        try:
            write_atomic(self._path(key), seal(SCHEMA, key, to_json(kept)), durable=False)
        except OutputError as error:
            return str(error)
        return ""

    def sweep(self) -> None:
        """Remove what programs that were killed left half-written here; others may be at work in the folder."""
        latest = time.time() - LONG_AGO
        for stray in half_written(self.folder):
            with suppress(OSError):
                if stray.stat().st_mtime < latest:
                    stray.unlink()

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"


def open_cache(folder: str | None = None) -> PageCache:
    """Return the cache in ``folder``, or in the user's cache folder, swept."""
    chosen = Path(folder) if folder else platformdirs.user_cache_path("corrigenda") / "pages"
    cache = PageCache(chosen.absolute())  # the workers of a cluster stand elsewhere
    cache.sweep()
    return cache


def page_key(sha256: str, frame: int, engine: EngineInfo, settings: tuple[tuple[str, str], ...] = ()) -> str:
    """Return the key of a page: equal for the same file, frame, engine, language data and settings.

    ``settings`` holds whatever else shapes what is read, such as how doubtful pages are prepared.
    """
    parts = (SCHEMA, sha256, frame, engine, sorted(settings))
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()
