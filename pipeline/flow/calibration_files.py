"""Files that hold a calibration, as ``corrigenda calibrate`` writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pipeline.corrections.calibration import Calibration, Calibrations
from pipeline.errors import DamagedStateError, InputError, UsageError
from pipeline.store.files import read_bytes, write_atomic

SCHEMA = "corrigenda.calibration/2"
SCHEMA_OF_SUGGESTIONS = "corrigenda.calibration/1"
"""Of files that hold no calibration of words; they are still read."""
MOST_BYTES = 1_000_000

Json = dict[str, object]


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


def save_calibration(document: Json, path: Path) -> None:
    """Write a document that ``load_calibration`` reads."""
    write_atomic(path, json.dumps(document, indent=2).encode() + b"\n")


def to_json(calibration: Calibration) -> Json:
    """Return a calibration as it stands in such a file."""
    return {"slope": calibration.slope, "offset": calibration.offset, "decisions": calibration.decisions}


def _calibration(found: Mapping[str, float]) -> Calibration:
    return Calibration(float(found["slope"]), float(found["offset"]), int(found["decisions"]))
