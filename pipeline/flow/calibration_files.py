"""Files that hold a calibration: what ``corrigenda calibrate`` wrote, and what a run was corrected by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pipeline.corrections.calibration import AS_FITTED, Calibration, Calibrations
from pipeline.errors import DamagedStateError, InputError, UsageError
from pipeline.store.files import read_bytes, remove, write_atomic
from pipeline.store.runs import STATE, RunFolder

SCHEMA = "corrigenda.calibration/2"
SCHEMA_OF_SUGGESTIONS = "corrigenda.calibration/1"
"""Of files that hold no calibration of words; they are still read."""
MOST_BYTES = 1_000_000

Json = dict[str, object]


def keep_used(folder: RunFolder, calibrations: Calibrations) -> None:
    """Keep with a run by what its probabilities are corrected, for the next time that they are fitted."""
    if calibrations == AS_FITTED:
        remove(_used(folder))
    else:
        parts = {"suggestions": calibrations.suggestions, "words": calibrations.words}
        save_calibration({"schema": SCHEMA, **{name: to_json(part) for name, part in parts.items()}}, _used(folder))


def load_calibration(path: Path) -> Calibrations:
    """Return the calibrations in ``path``; raises ``UsageError`` when it cannot be read, ``DamagedStateError`` when it
    holds none.
    """
    try:
        found = json.loads(read_bytes(path, MOST_BYTES))
        if found["schema"] == SCHEMA_OF_SUGGESTIONS:
            return Calibrations(_calibration(found))
        if found["schema"] != SCHEMA:
            raise DamagedStateError("is no calibration of this version", where=str(path), advice="Fit it again.")
        return Calibrations(_calibration(found["suggestions"]), _calibration(found["words"]))
    except InputError as error:
        raise UsageError(error.what, where=str(path), advice="Check --calibration.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedStateError("is no calibration", where=str(path), advice="Fit it again.") from error


def load_used(folder: RunFolder) -> Calibrations:
    """Return by what the probabilities of a run were corrected."""
    return load_calibration(_used(folder)) if _used(folder).exists() else AS_FITTED


def _used(folder: RunFolder) -> Path:
    return folder.path / STATE / "calibration.json"


def save_calibration(document: Json, path: Path) -> None:
    """Write a document that ``load_calibration`` reads."""
    write_atomic(path, json.dumps(document, indent=2).encode() + b"\n")


def to_json(calibration: Calibration) -> Json:
    """Return a calibration as it stands in such a file."""
    return {"slope": calibration.slope, "offset": calibration.offset, "decisions": calibration.decisions}


def _calibration(found: Mapping[str, float]) -> Calibration:
    return Calibration(float(found["slope"]), float(found["offset"]), int(found["decisions"]))
