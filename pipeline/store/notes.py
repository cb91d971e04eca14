"""Short texts that are kept from one run to the next, to save time alone: each may vanish at any time."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.store.files import write_atomic
from pipeline.store.sealed import seal, unseal

SCHEMA = "corrigenda.note/1"


@dataclass(frozen=True, slots=True)
class Notes:
    """A folder of them."""

    folder: Path

    def get(self, key: str) -> str | None:
        """Return what stands under ``key``, or None where there is nothing that can be believed."""
        try:
            note = unseal(SCHEMA, self._path(key).read_bytes())
            return note.body.decode("utf-8") if note.label == _name(key) else None
        except (OSError, ValueError):
            return None

    def put(self, key: str, text: str) -> None:
        """Keep ``text`` under ``key``, if that can be done."""
        with suppress(OutputError):
            write_atomic(self._path(key), seal(SCHEMA, _name(key), text.encode("utf-8")), durable=False)

    def _path(self, key: str) -> Path:
        return self.folder / _name(key)


def _name(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
