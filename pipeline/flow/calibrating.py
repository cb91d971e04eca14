"""From decisions to a file of calibration, and back from the file to the next run."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.corrections.calibrating import (
    AS_FITTED,
    UNCHANGED,
    Calibration,
    Calibrations,
    Outcome,
    brier_score,
    calibrate,
    outcomes_of,
    reliability,
)
from pipeline.corrections.judged_words import judged_words
from pipeline.errors import DamagedStateError, InputError, UsageError
from pipeline.flow.deciding import load_rulings
from pipeline.model.correction import ReliabilityRow
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
    outcomes: tuple[Outcome, ...]
    """With the probabilities as the run stated them."""
    uncorrected: tuple[Outcome, ...]
    """With those that it would have stated without a calibration; to them ``calibration`` was fitted."""

    @property
    def stated(self) -> tuple[ReliabilityRow, ...]:
        """How the probabilities as they were stated compare with the decisions."""
        return reliability(self.outcomes)


@dataclass(frozen=True, slots=True)
class RunFit:
    """What decisions taught about the probabilities of a run."""

    suggestions: Fit
    words: Fit

    @property
    def calibrations(self) -> Calibrations:
        """What the next run shall use."""
        return Calibrations(self.suggestions.calibration, self.words.calibration)

    def as_json(self) -> Json:
        """Return the document ``corrigenda.calibration/2``."""
        return {"schema": SCHEMA, "suggestions": _fit_json(self.suggestions), "words": _fit_json(self.words)}


def fit_run(run: Path, decisions: Iterable[Path]) -> RunFit:
    """Fit the probabilities of the suggestions and of the words in ``run`` to what reviewers decided."""
    folder = RunFolder(run)
    rulings = load_rulings(folder, decisions)
    suggestions: list[Outcome] = []
    words: dict[tuple[float, bool], float] = defaultdict(float)  # there are many, and many are alike
    for document in folder.load_documents():
        made = rulings.about(document.flags)
        suggestions += outcomes_of(document.flags, made)
        for outcome in judged_words(document, made):
            words[outcome.probability, outcome.is_right] += outcome.weight
    used = load_calibration(_used(folder)) if _used(folder).exists() else AS_FITTED
    judged = [Outcome(*case, weight) for case, weight in sorted(words.items())]
    return RunFit(fit_outcomes(suggestions, used.suggestions), fit_outcomes(judged, used.words))


def fit_outcomes(outcomes: Sequence[Outcome], used: Calibration = UNCHANGED) -> Fit:
    """Fit to outcomes whose probabilities were corrected by ``used`` already: as if they had not been.

    Were the new fit put on top of the old one, the same decisions would count again with each run.
    """
    uncorrected = [replace(outcome, probability=used.undo(outcome.probability)) for outcome in outcomes]
    return Fit(calibrate(uncorrected), tuple(outcomes), tuple(uncorrected))


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


def _save(document: Json, path: Path) -> None:
    write_atomic(path, json.dumps(document, indent=2).encode() + b"\n")


def _calibration(found: Mapping[str, float]) -> Calibration:
    return Calibration(float(found["slope"]), float(found["offset"]), int(found["decisions"]))


def _plain(calibration: Calibration) -> Json:
    return {"slope": calibration.slope, "offset": calibration.offset, "decisions": calibration.decisions}


def _fit_json(fit: Fit) -> Json:
    return {
        **_plain(fit.calibration),
        "brier": {
            "stated": _rounded(brier_score(fit.outcomes)),
            "corrected": _rounded(brier_score(fit.uncorrected, fit.calibration)),
        },
        "reliability": {
            "stated": [_row(row) for row in fit.stated],
            "corrected": [_row(row) for row in reliability(fit.uncorrected, fit.calibration)],
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
