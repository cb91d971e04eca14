"""From a run and its reviewers' decisions to corrected transcripts, a list of errata, and what the scores become."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.corrections.errata import Erratum, errata_csv
from pipeline.corrections.leftovers import conflicts_csv, parked_csv
from pipeline.corrections.reanchoring import Parked
from pipeline.corrections.settling import Conflict
from pipeline.errors import OutputError, UsageError
from pipeline.flow.correction_json import describe_correction
from pipeline.flow.deciding import (
    NOTHING_ACCEPTED,
    Acceptance,
    DecidedDocument,
    check_output,
    decide_document,
    load_rulings,
    load_transcripts,
)
from pipeline.flow.loading import MOST_TRANSCRIPT_BYTES, KeptTranscript
from pipeline.flow.settings import mask_of, policy_of
from pipeline.model.counts import Counts
from pipeline.model.result import DocumentResult
from pipeline.store.files import make_folder, read_bytes, safe_join, write_atomic
from pipeline.store.runs import RunFolder

ERRATA = "errata.csv"
CONFLICTS = "conflicts.csv"
PARKED = "parked.csv"
SCORES = "scores.json"
"""What stands beside the corrected transcripts."""


@dataclass(frozen=True, slots=True)
class CorrectionOrder:
    """What is to be corrected, by which decisions, and where the result goes."""

    run: Path
    decisions: tuple[Path, ...]
    out: Path
    transcripts: Path | None = None
    """Folder (or file) of transcripts to take instead of those that the run keeps."""
    acceptance: Acceptance = NOTHING_ACCEPTED


@dataclass(frozen=True, slots=True)
class CorrectedDocument:
    """What became of one document."""

    id: str
    errata: tuple[Erratum, ...]
    conflicts: tuple[Conflict, ...]
    supplied: Counts
    """Against the transcript as it was supplied."""
    corrected: Counts
    """Against the corrected one; pages that were not compared are in neither."""
    accepted: int
    """Suggestions taken without a person."""
    undecided: int
    """Places of the report on which neither a person nor the program has decided, conflicts among them."""
    masked: int
    """Flags that were kept out of the report."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What became of a whole run."""

    documents: tuple[CorrectedDocument, ...]
    parked: tuple[Parked, ...]
    """Decisions that were not carried out; none is dropped."""
    warnings: tuple[str, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return tuple(conflict for document in self.documents for conflict in document.conflicts)

    @property
    def is_settled(self) -> bool:
        """Say whether every place was decided, and nothing is left over."""
        return not (self.conflicts or self.parked or any(document.undecided for document in self.documents))


def correct_run(order: CorrectionOrder) -> Correction:
    """Write corrected transcripts and what is to be known of them into ``order.out``, and return what was done.

    Transcripts keep their names. One in which nothing was decided is written as it was. Raises ``UsageError`` when
    the output would overwrite transcripts that this program did not write, and what reading and writing raise.
    """
    _check_out(order)
    run = RunFolder(order.run)
    settings = run.load_summary().provenance.settings
    policy, mask = policy_of(settings), mask_of(settings)
    rulings = load_rulings(run, order.decisions)
    documents: list[CorrectedDocument] = []
    parked = list(rulings.parked)
    for result in run.load_documents():
        transcripts = tuple(_texts(order, run, result))
        decided = decide_document(result, transcripts, rulings, order.acceptance, policy, mask)
        for kept, applied in zip(transcripts, decided.applied, strict=True):
            write_atomic(safe_join(order.out, kept.path), applied.content)
        documents.append(_describe(decided))
        parked += decided.parked
    correction = Correction(tuple(documents), tuple(parked), rulings.warnings)
    _write_lists(order.out, correction)
    return correction


def _check_out(order: CorrectionOrder) -> None:
    """Refuse a folder that may hold somebody's transcripts: one that is not empty and not written by this command.

    So is one within the report, or that of the transcripts themselves.
    """
    check_output(order.out, order.run)
    source = order.transcripts
    if source and order.out.resolve() == (source if source.is_dir() else source.parent).resolve():
        raise UsageError(
            "would overwrite the transcripts that were supplied", where=str(order.out), advice="Choose another --out."
        )
    try:
        is_foreign = order.out.is_dir() and any(order.out.iterdir()) and not (order.out / ERRATA).is_file()
    except OSError as error:
        raise OutputError(
            f"cannot be read: {error.strerror}", where=str(order.out), advice="Choose another --out."
        ) from error
    if is_foreign:
        raise UsageError(
            "is not empty, and its files were not written by this command",
            where=str(order.out),
            advice="Choose a new folder for --out.",
        )
    make_folder(order.out)
    if not (order.out / ERRATA).exists():  # marks the folder as ours, should we be interrupted
        write_atomic(order.out / ERRATA, errata_csv(()).encode())


def _texts(order: CorrectionOrder, run: RunFolder, result: DocumentResult) -> Iterator[KeptTranscript]:
    """Yield a document's transcripts as the run keeps them, or as they lie where ``order`` says."""
    for kept in load_transcripts(run, result):
        if order.transcripts is None:
            yield kept
        else:
            is_folder = order.transcripts.is_dir()
            location = safe_join(order.transcripts, kept.path) if is_folder else order.transcripts
            yield replace(kept, content=read_bytes(location, MOST_TRANSCRIPT_BYTES))


def _describe(decided: DecidedDocument) -> CorrectedDocument:
    return CorrectedDocument(
        id=decided.supplied.id,
        errata=tuple(erratum for one in decided.applied for erratum in one.errata),
        conflicts=tuple(conflict for one in decided.applied for conflict in one.conflicts),
        supplied=decided.supplied.counts,
        corrected=decided.result.counts,
        accepted=len(decided.accepted),
        undecided=decided.undecided,
        masked=decided.masked,
    )


def _write_lists(out: Path, correction: Correction) -> None:
    """Write errata, conflicts, parked decisions and scores."""
    errata = [erratum for document in correction.documents for erratum in document.errata]
    conflicts = [(document.id, conflict) for document in correction.documents for conflict in document.conflicts]
    scores = json.dumps(describe_correction(correction), ensure_ascii=False, indent=1)
    write_atomic(out / ERRATA, errata_csv(errata).encode())
    write_atomic(out / CONFLICTS, conflicts_csv(conflicts).encode())
    write_atomic(out / PARKED, parked_csv(correction.parked).encode())
    write_atomic(out / SCORES, f"{scores}\n".encode())
