"""From decisions to a file of calibration, and back from the file to the next run."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.corrections.calibrating import (
    Calibration,
    Outcome,
    ReliabilityRow,
    brier_score,
    calibrate,
    outcomes_of,
    reliability,
)
from pipeline.errors import DamagedStateError, InputError, UsageError
from pipeline.flow.deciding import load_rulings
from pipeline.store.files import read_bytes, write_atomic
from pipeline.store.runs import RunFolder

SCHEMA = "corrigenda.calibration/1"
MOST_BYTES = 1_000_000

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Fit:
    """What decisions taught about the probabilities of a run's suggestions."""

    calibration: Calibration
    outcomes: tuple[Outcome, ...]

    @property
    def stated(self) -> tuple[ReliabilityRow, ...]:
        """How the probabilities as they were stated compare with the decisions."""
        return reliability(self.outcomes)

    def as_json(self) -> Json:
        """Return the document ``corrigenda.calibration/1``."""
        return {
            "schema": SCHEMA,
            "slope": self.calibration.slope,
            "offset": self.calibration.offset,
            "decisions": self.calibration.decisions,
            "brier": {
                "stated": _rounded(brier_score(self.outcomes)),
                "corrected": _rounded(brier_score(self.outcomes, self.calibration)),
            },
            "reliability": {
                "stated": [_row(row) for row in self.stated],
                "corrected": [_row(row) for row in reliability(self.outcomes, self.calibration)],
            },
        }


def fit_run(run: Path, decisions: Iterable[Path]) -> Fit:
    """Fit the probabilities of the suggestions in ``run`` to what reviewers decided."""
    folder = RunFolder(run)
    rulings = load_rulings(folder, decisions)
    outcomes: list[Outcome] = []
    for document in folder.load_documents():
        outcomes += outcomes_of(document.flags, rulings.about(document.flags))
    return Fit(calibrate(outcomes), tuple(outcomes))


def save_fit(fit: Fit, path: Path) -> None:
    """Write the file that ``load_calibration`` reads."""
    write_atomic(path, json.dumps(fit.as_json(), indent=2).encode() + b"\n")


def load_calibration(path: Path) -> Calibration:
    """Return the calibration in ``path``; raises ``UsageError`` when it cannot be read, ``DamagedStateError`` when it
    holds none.
    """
    try:
        found = json.loads(read_bytes(path, MOST_BYTES))
        if found["schema"] != SCHEMA:
            raise DamagedStateError("is no calibration of this version", where=str(path), advice="Fit it again.")
        return Calibration(float(found["slope"]), float(found["offset"]), int(found["decisions"]))
    except InputError as error:
        raise UsageError(error.what, where=str(path), advice="Check --calibration.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedStateError("is no calibration", where=str(path), advice="Fit it again.") from error


def _row(row: ReliabilityRow) -> Json:
    return {
        "from": row.low,
        "to": row.high,
        "count": row.count,
        "said": _rounded(row.said),
        "right": _rounded(row.right),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
