"""What ``corrigenda apply --json`` prints, and keeps as ``scores.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.corrections.reanchoring import Parked
from pipeline.corrections.settling import Conflict
from pipeline.model.correction import Decision
from pipeline.model.counts import Counts
from pipeline.store.run_json import scores

if TYPE_CHECKING:
    from pipeline.flow.correcting import CorrectedDocument, Correction

Json = dict[str, object]


def describe_correction(correction: Correction) -> Json:
    """Return the document ``corrigenda.apply/1``."""
    return {
        "schema": "corrigenda.apply/1",
        "documents": [_document(document) for document in correction.documents],
        "scores": {
            "supplied": scores(sum((document.supplied for document in correction.documents), Counts())),
            "corrected": scores(sum((document.corrected for document in correction.documents), Counts())),
        },
        "conflicts": [_conflict(conflict) for conflict in correction.conflicts],
        "parked": [_parked(parked) for parked in correction.parked],
        "warnings": list(correction.warnings),
    }


def _document(document: CorrectedDocument) -> Json:
    return {
        "id": document.id,
        "errata": len(document.errata),
        "accepted": document.accepted,
        "undecided": document.undecided,
        "masked": document.masked,
        "scores": {"supplied": scores(document.supplied), "corrected": scores(document.corrected)},
    }


def _conflict(conflict: Conflict) -> Json:
    return {
        "flags": list(conflict.flags),
        "why": conflict.why,
        "decisions": [_decision(decision) for decision in conflict.decisions],
    }


def _parked(parked: Parked) -> Json:
    return {"why": parked.why, "decision": _decision(parked.decision)}


def _decision(decision: Decision) -> Json:
    return {
        "id": decision.id,
        "flag": decision.flag,
        "actor": decision.actor,
        "verb": decision.verb.value,
        "value": decision.value,
    }
