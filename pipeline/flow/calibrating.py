"""From decisions to a file of calibration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.corrections.calibrating import Outcome, brier_score, calibrate, outcomes_of, reliability
from pipeline.corrections.calibration import Calibration, Calibrations
from pipeline.corrections.judged_words import judged_words
from pipeline.corrections.reanchoring import Parked
from pipeline.errors import DamagedStateError
from pipeline.flow.calibration_files import SCHEMA, Json, save_calibration, to_json
from pipeline.flow.deciding import load_rulings
from pipeline.flow.shown import FINISHED, Finished
from pipeline.model.correction import ReliabilityRow
from pipeline.store.runs import RunFolder

Stated = tuple[Outcome, Calibration]
"""What became of something that was said with a probability, and by what that had been corrected."""


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
    parked: tuple[Parked, ...] = ()
    """Decisions that taught nothing: their place is not in this run."""

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
    suggestions: list[Stated] = []
    words: dict[tuple[Outcome, Calibration], float] = defaultdict(float)  # there are many, and many are alike
    for document in folder.load_documents():
        made, used = rulings.about(document.flags), _used(folder, document.id)
        suggestions += ((outcome, used.suggestions) for outcome in outcomes_of(document.flags, made))
        for outcome in judged_words(document, made):
            words[replace(outcome, weight=1.0), used.words] += outcome.weight
    judged = [(replace(outcome, weight=weight), used) for (outcome, used), weight in sorted(words.items(), key=repr)]
    return RunFit(fit_outcomes(suggestions), fit_outcomes(judged), rulings.parked)


def fit_outcomes(stated: Sequence[Stated]) -> Fit:
    """Fit to outcomes whose probabilities were corrected already: as if they had not been.

    Were the new fit put on top of the old one, the same decisions would count again with each run.
    """
    uncorrected = [replace(outcome, probability=used.undo(outcome.probability)) for outcome, used in stated]
    return Fit(calibrate(uncorrected), tuple(outcome for outcome, _ in stated), tuple(uncorrected))


def save_fit(fit: RunFit, path: Path) -> None:
    """Write the file that ``load_calibration`` reads."""
    save_calibration(fit.as_json(), path)


def _used(folder: RunFolder, document: str) -> Calibrations:
    """Return by what the probabilities of a document were corrected.

    After a run that was killed they need not be the same in all documents.
    """
    finished = folder.kept(document, FINISHED, Finished)
    if finished is None or not folder.is_done(document, finished.inputs):
        advice = "Give the command of the run again."
        raise DamagedStateError("a run was ended while it was at this document", where=document, advice=advice)
    return finished.calibration


def _fit_json(fit: Fit) -> Json:
    return {
        **to_json(fit.calibration),
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
