"""What a run has found so far, kept beside the report so that an interrupted run goes on where it was.

Under ``<out>/.corrigenda/`` lie, for each document, ``<slug>.result`` (the whole ``DocumentResult``, compressed) and
``<slug>.json`` (its part of ``run.json``), each written in one step, the latter last: a document is done when it is
there. ``run.json`` is composed of those parts, one at a time.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from pipeline.errors import DamagedStateError, NoInputError
from pipeline.model.counts import Counts
from pipeline.model.result import DocumentResult, Provenance, RunResult
from pipeline.model.scan import Rejected
from pipeline.store.encoding import to_json
from pipeline.store.files import read_bytes, remove, remove_strays, slug, write_atomic
from pipeline.store.lock import locked
from pipeline.store.run_json import NO_FOLDERS, InputFolders, RunPart, run_json_pieces, to_run_part
from pipeline.store.sealed import UnsealedError, is_newer, seal, unseal

STATE = ".corrigenda"
RUN_JSON = "run.json"
RUN_SCHEMA = "corrigenda.state/1"
RESULT_SCHEMA = "corrigenda.result/1"
PART_SCHEMA = "corrigenda.part/1"
KEPT_SCHEMA = "corrigenda.kept/1"

Value = TypeVar("Value")
_RESULT = msgspec.json.Decoder(DocumentResult)
"""Made here, once, since documents may be loaded by several threads; see ``cache``."""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run found besides its documents."""

    provenance: Provenance
    documents: tuple[str, ...]
    """Their ids, in the order of ``run.json``."""
    rejected: tuple[Rejected, ...] = ()
    unpaired_transcripts: tuple[str, ...] = ()
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The folder a run writes to."""

    path: Path
    inputs: InputFolders = NO_FOLDERS

    def keep_of_run(self, kind: str, inputs: str, value: object) -> None:
        """Keep a value that belongs to no document alone, made from ``inputs``, under the name ``kind``."""
        write_atomic(self._file_of_run(kind), seal(KEPT_SCHEMA, inputs, to_json(value)))

    def kept_of_run(self, kind: str, value_type: type[Value], inputs: str) -> Value | None:
        """Return what ``keep_of_run`` kept, or None where it is not there, not whole or from other ``inputs``."""
        return _kept(self._file_of_run(kind), value_type, inputs)

    def forget_of_run(self, kind: str) -> None:
        """Remove what ``keep_of_run`` kept."""
        remove(self._file_of_run(kind))

    def save_document(self, document: DocumentResult, inputs: str) -> None:
        """Keep what was found on one document.

        ``inputs`` is a word without spaces that changes with everything the result came from: checksums of scans and
        transcripts, engine, settings.
        """
        body = zlib.compress(to_json(document), level=3)
        write_atomic(self._file(document.id, "result"), seal(RESULT_SCHEMA, inputs, body))
        part = to_json(to_run_part(document, self.inputs))
        write_atomic(self._file(document.id, "json"), seal(PART_SCHEMA, inputs, part))

    def is_done(self, document_id: str, inputs: str) -> bool:
        """Say whether the document was finished, from just these ``inputs``, and is still whole on disk."""
        return all(
            _label(self._file(document_id, kind), schema) == inputs
            for kind, schema in (("json", PART_SCHEMA), ("result", RESULT_SCHEMA))
        )

    def keep(self, document_id: str, kind: str, inputs: str, value: object) -> None:
        """Keep another value made from the same ``inputs`` beside what was found, under the name ``kind``."""
        write_atomic(self._file(document_id, kind), seal(KEPT_SCHEMA, inputs, to_json(value)))

    def kept(self, document_id: str, kind: str, value_type: type[Value], inputs: str | None = None) -> Value | None:
        """Return what was kept under ``kind``, or None where it is not there, not whole or from other ``inputs``."""
        return _kept(self._file(document_id, kind), value_type, inputs)

    def is_kept(self, document_id: str, kind: str, inputs: str) -> bool:
        """Say whether something made from just these ``inputs`` is kept under ``kind``, and is still whole."""
        return _label(self._file(document_id, kind), KEPT_SCHEMA) == inputs

    def load_document(self, document_id: str) -> DocumentResult:
        """Return what was found on a document; raises ``DamagedStateError`` when it is not there or not whole."""
        path = self._file(document_id, "result")
        try:
            return _RESULT.decode(zlib.decompress(_unsealed(path, RESULT_SCHEMA)))
        except (ValueError, zlib.error) as error:
            raise _damaged(path) from error

    def finish(self, summary: RunSummary, inputs: str = "-") -> None:
        """Write ``run.json`` from what was kept of the documents of ``summary``, and keep ``summary`` itself.

        ``inputs`` is a word that changes with all that both say.
        """
        write_atomic(
            self.path / RUN_JSON,
            run_json_pieces(
                summary.provenance,
                self._parts(summary.documents),
                summary.rejected,
                summary.unpaired_transcripts,
                self.inputs,
                is_complete=summary.is_complete,
            ),
        )
        write_atomic(self._summary_file, seal(RUN_SCHEMA, inputs, to_json(summary)))

    def is_finished(self, inputs: str) -> bool:
        """Say whether a run was finished here that says just the same, and its summary is still whole."""
        return _label(self._summary_file, RUN_SCHEMA) == inputs

    def load_summary(self) -> RunSummary:
        """Return the summary of the run; raises ``NoInputError`` when no run was finished here."""
        if not self._summary_file.exists():
            raise NoInputError("holds no run", where=str(self.path), advice='Make one with "corrigenda run".')
        try:
            return msgspec.json.decode(_unsealed(self._summary_file, RUN_SCHEMA), type=RunSummary)
        except ValueError as error:
            raise _damaged(self._summary_file) from error

    def load_documents(self) -> Iterator[DocumentResult]:
        """Yield the documents of the run one at a time, in the order of ``run.json``."""
        return map(self.load_document, self.load_summary().documents)

    @property
    def _summary_file(self) -> Path:
        return self._file_of_run("run")

    def _file_of_run(self, kind: str) -> Path:
        return self.path / STATE / f"{kind}.state"

    def _file(self, document_id: str, kind: str) -> Path:
        return self.path / STATE / "documents" / f"{slug(document_id)}.{kind}"

    def _parts(self, document_ids: Iterable[str]) -> Iterator[RunPart]:
        for document_id in document_ids:
            path = self._file(document_id, "json")
            try:
                yield msgspec.json.decode(_unsealed(path, PART_SCHEMA), type=RunPart)
            except ValueError as error:
                raise _damaged(path) from error


@contextmanager
def open_run(path: Path, command: str, inputs: InputFolders = NO_FOLDERS) -> Iterator[RunFolder]:
    """Hold the folder ``path`` for a run of ``inputs``, started by ``command``, for the length of a ``with`` block.

    What an earlier run left half-written is removed. Raises ``BusyError`` when another run holds the folder,
    ``OutputError`` when it cannot be written, ``DamagedStateError`` when a newer version wrote it.
    """
    with locked(path / STATE / "lock", command):
        summary = path / STATE / "run.state"
        if summary.exists() and is_newer(RUN_SCHEMA, read_bytes(summary)):
            raise _too_new(summary)
        remove_strays(path)
        yield RunFolder(path, inputs)


def load_run(path: Path) -> RunResult:
    """Return a whole run; for one of many pages take ``RunFolder.load_documents``, which draws one at a time."""
    folder = RunFolder(path)
    summary = folder.load_summary()
    documents = tuple(folder.load_documents())
    total = sum((document.counts for document in documents), Counts())
    return RunResult(summary.provenance, documents, total, summary.rejected, summary.unpaired_transcripts)


def _kept(path: Path, value_type: type[Value], inputs: str | None) -> Value | None:
    try:
        sealed = unseal(KEPT_SCHEMA, path.read_bytes())
        return msgspec.json.decode(sealed.body, type=value_type) if inputs in (None, sealed.label) else None
    except (OSError, ValueError):  # msgspec's errors and ``UnsealedError`` are ValueErrors
        return None


def _label(path: Path, schema: str) -> str | None:
    """Return the label of a kept file, or None when it is not there or not whole."""
    try:
        return unseal(schema, path.read_bytes()).label
    except (OSError, UnsealedError):
        return None


def _unsealed(path: Path, schema: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _damaged(path) from error
    if is_newer(schema, content):
        raise _too_new(path)
    return unseal(schema, content).body


def _damaged(path: Path) -> DamagedStateError:
    return DamagedStateError("is missing or damaged", where=str(path), advice='Mend it with "corrigenda run".')


def _too_new(path: Path) -> DamagedStateError:
    what = "was written by a newer version of this program"
    return DamagedStateError(what, where=str(path), advice="Install the newer version, or choose another --out.")
