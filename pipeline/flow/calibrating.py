"""From decisions to a file of calibration, and back from the file to the next run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.corrections.calibrating import (
    AS_FITTED,
    Calibration,
    Calibrations,
    Outcome,
    ReliabilityRow,
    brier_score,
    calibrate,
    outcomes_of,
    reliability,
)
from pipeline.corrections.judged_words import judged_words
from pipeline.errors import DamagedStateError, InputError, UsageError
from pipeline.flow.deciding import load_rulings
from pipeline.store.files import read_bytes, remove, write_atomic
from pipeline.store.runs import STATE, RunFolder

SCHEMA = "corrigenda.calibration/2"
SCHEMA_OF_SUGGESTIONS = "corrigenda.calibration/1"
"""Of files that hold no calibration of words; they are still read."""
MOST_BYTES = 1_000_000

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Fit:
    """What decisions taught about one kind of probability in a run."""

    calibration: Calibration
    """Of the probabilities as the run stated them."""
    outcomes: tuple[Outcome, ...]

    @property
    def stated(self) -> tuple[ReliabilityRow, ...]:
        """How the probabilities as they were stated compare with the decisions."""
        return reliability(self.outcomes)


@dataclass(frozen=True, slots=True)
class RunFit:
    """What decisions taught about the probabilities of a run."""

    suggestions: Fit
    words: Fit
    used: Calibrations = AS_FITTED
    """By which the run had corrected its probabilities already."""

    @property
    def calibrations(self) -> Calibrations:
        """What the next run shall use."""
        return Calibrations(self.suggestions.calibration, self.words.calibration).after(self.used)

    def as_json(self) -> Json:
        """Return the document ``corrigenda.calibration/2``."""
        found = self.calibrations
        return {
            "schema": SCHEMA,
            "suggestions": _fit_json(self.suggestions, found.suggestions),
            "words": _fit_json(self.words, found.words),
        }


def fit_run(run: Path, decisions: Iterable[Path]) -> RunFit:
    """Fit the probabilities of the suggestions and of the words in ``run`` to what reviewers decided."""
    folder = RunFolder(run)
    rulings = load_rulings(folder, decisions)
    suggestions: list[Outcome] = []
    words: list[Outcome] = []
    for document in folder.load_documents():
        made = rulings.about(document.flags)
        suggestions += outcomes_of(document.flags, made)
        words += judged_words(document, made)
    used = load_calibration(_used(folder)) if _used(folder).exists() else AS_FITTED
    return RunFit(_fit(suggestions), _fit(words), used)


def save_fit(fit: RunFit, path: Path) -> None:
    """Write the file that ``load_calibration`` reads."""
    _save(fit.as_json(), path)


def keep_used(folder: RunFolder, calibrations: Calibrations) -> None:
    """Keep with a run by what its probabilities are corrected, for the next time that they are fitted."""
    if calibrations == AS_FITTED:
        remove(_used(folder))
    else:
        parts = {"suggestions": calibrations.suggestions, "words": calibrations.words}
        _save({"schema": SCHEMA, **{name: _plain(part) for name, part in parts.items()}}, _used(folder))


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


def _used(folder: RunFolder) -> Path:
    return folder.path / STATE / "calibration.json"


def _fit(outcomes: list[Outcome]) -> Fit:
    return Fit(calibrate(outcomes), tuple(outcomes))


def _save(document: Json, path: Path) -> None:
    write_atomic(path, json.dumps(document, indent=2).encode() + b"\n")


def _calibration(found: Mapping[str, float]) -> Calibration:
    return Calibration(float(found["slope"]), float(found["offset"]), int(found["decisions"]))


def _plain(calibration: Calibration) -> Json:
    return {"slope": calibration.slope, "offset": calibration.offset, "decisions": calibration.decisions}


def _fit_json(fit: Fit, found: Calibration) -> Json:
    return {
        **_plain(found),
        "brier": {
            "stated": _rounded(brier_score(fit.outcomes)),
            "corrected": _rounded(brier_score(fit.outcomes, fit.calibration)),
        },
        "reliability": {
            "stated": [_row(row) for row in fit.stated],
            "corrected": [_row(row) for row in reliability(fit.outcomes, fit.calibration)],
        },
    }


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
