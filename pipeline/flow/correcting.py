"""From a run and its reviewers' decisions to corrected transcripts, a list of errata, and what the scores become."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.alignment.aligning import align_page
from pipeline.corrections.accepting import accept_suggestions
from pipeline.corrections.applying import Applied, apply_decisions
from pipeline.corrections.errata import Erratum, errata_csv
from pipeline.corrections.patching import moved_span
from pipeline.corrections.reanchoring import Parked, reanchor
from pipeline.corrections.settling import Conflict, settle, standing
from pipeline.errors import UsageError
from pipeline.flow.understanding import understand
from pipeline.model.correction import Decision
from pipeline.model.counts import Counts
from pipeline.model.flag import Flag, Reason
from pipeline.model.result import DocumentResult, PageStatus
from pipeline.model.transcript import Transcript
from pipeline.scores.counting import count_errors
from pipeline.store.decisions import read_decisions
from pipeline.store.files import make_folder, read_bytes, safe_join, write_atomic
from pipeline.store.runs import RunFolder
from pipeline.transcripts.reading import read_transcript

MOST_TRANSCRIPT_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class CorrectionOrder:
    """What is to be corrected, by which decisions, and where the result goes."""

    run: Path
    decisions: tuple[Path, ...]
    transcripts: Path
    """Folder (or file) of the transcripts that the run was made of."""
    out: Path
    convention: str | None = None
    """A built-in name or a TOML file, where it is not the one the run knew."""
    encoding: str | None = None
    accept_above: float | None = None
    """Also take suggestions of at least this probability; None takes none."""
    also: tuple[Reason, ...] = ()
    """Reasons whose suggestions may be taken besides those of plain words."""


@dataclass(frozen=True, slots=True)
class CorrectedDocument:
    """What became of one document."""

    id: str
    errata: tuple[Erratum, ...]
    supplied: Counts
    """Against the transcript as it was supplied."""
    corrected: Counts
    """Against the corrected one; pages that were not compared are in neither."""
    accepted: int
    """Suggestions taken without a person."""
    undecided: int
    """Flags on which neither a person nor the program has decided, conflicts among them."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What became of a whole run."""

    documents: tuple[CorrectedDocument, ...]
    conflicts: tuple[Conflict, ...]
    parked: tuple[Parked, ...]
    warnings: tuple[str, ...]


def correct_run(order: CorrectionOrder) -> Correction:
    """Write corrected transcripts and ``errata.csv`` into ``order.out``, and return what was done.

    Transcripts keep their names. One in which nothing was decided is written as it was. Raises ``UsageError`` when
    the output would overwrite the transcripts supplied, and what reading and writing raise.
    """
    _check_out(order)
    files = [read_decisions(path) for path in order.decisions]
    decisions = [decision for file in files for decision in file.decisions]
    done: list[CorrectedDocument] = []
    conflicts: list[Conflict] = []
    homeless = {decision.id: decision for decision in decisions}
    parked: dict[str, Parked] = {}
    for result in RunFolder(order.run).load_documents():
        mine = _decisions_for(result, decisions)
        for decision in mine:
            homeless.pop(decision.id, None)
        document, applied = _correct_document(order, result, mine)
        done.append(document)
        conflicts += [conflict for each in applied for conflict in each.conflicts]
        parked |= {each.decision.id: each for one in applied for each in one.parked}
    parked |= {each.decision.id: each for each in reanchor(homeless.values(), ()).parked}
    errata = [erratum for document in done for erratum in document.errata]
    write_atomic(order.out / "errata.csv", errata_csv(errata).encode())
    warnings = tuple(warning for file in files for warning in file.warnings)
    return Correction(tuple(done), tuple(conflicts), tuple(parked.values()), warnings)


def _check_out(order: CorrectionOrder) -> None:
    source = order.transcripts if order.transcripts.is_dir() else order.transcripts.parent
    if order.out.resolve() == source.resolve():
        raise UsageError(
            "would overwrite the transcripts that were supplied", where=str(order.out), advice="Choose another --out."
        )
    make_folder(order.out)


def _decisions_for(result: DocumentResult, decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions about this document, under its keys; of undos those that take one of them back."""
    anchored = reanchor(decisions, result.flags)
    keys = {flag.key for flag in result.flags}
    mine = [decision for decision in anchored.decisions if decision.flag in keys]
    ids = {decision.id for decision in mine}
    undos = [decision for decision in anchored.decisions if decision.undoes]
    while found := [undo for undo in undos if undo.undoes in ids and undo.id not in ids]:
        mine += found
        ids |= {undo.id for undo in found}
    return mine


def _correct_document(
    order: CorrectionOrder, result: DocumentResult, decisions: list[Decision]
) -> tuple[CorrectedDocument, list[Applied]]:
    """Write the corrected transcripts of one document."""
    taken: tuple[Decision, ...] = ()
    if order.accept_above is not None:
        taken = accept_suggestions(result.flags, order.accept_above, also=order.also, decided=standing(decisions))
    everything = [*decisions, *taken]
    applied: list[Applied] = []
    corrected = Counts()
    for path, sha256 in zip(result.transcripts, result.transcript_sha256, strict=True):
        transcript = _load(order, path, result)
        flags = tuple(_flags_on(path, result))
        keys = {flag.key for flag in flags}
        mine = [decision for decision in everything if decision.flag in keys or decision.undoes]
        one = apply_decisions(transcript, flags, mine, document=result.id, flagged_sha256=sha256)
        applied.append(one)
        content = one.text.encode(transcript.encoding)
        write_atomic(safe_join(order.out, path), content)
        corrected += _recount(_read(order, path, content, result), one, result)
    verdicts, _ = settle(result.flags, everything)
    document = CorrectedDocument(
        id=result.id,
        errata=tuple(erratum for one in applied for erratum in one.errata),
        supplied=result.counts,
        corrected=corrected,
        accepted=len(taken),
        undecided=len(result.flags) - len(verdicts),
    )
    return document, applied


def _load(order: CorrectionOrder, path: str, result: DocumentResult) -> Transcript:
    location = safe_join(order.transcripts, path) if order.transcripts.is_dir() else order.transcripts
    return _read(order, path, read_bytes(location, MOST_TRANSCRIPT_BYTES), result)


def _read(order: CorrectionOrder, path: str, content: bytes, result: DocumentResult) -> Transcript:
    """Return the tokens of a transcript, understood as they were when the run flagged it."""
    convention = order.convention or result.convention or "markdown"
    pages = [page for page in result.pages if page.status is not PageStatus.NO_USABLE_TEXT]
    if len(result.transcripts) > 1:
        pages = [page for page in pages if page.transcript == path]
    transcript = read_transcript(path, content, convention, order.encoding)
    return understand(transcript, (page.page for page in pages if page.page))


def _flags_on(path: str, result: DocumentResult) -> Iterator[Flag]:
    """Yield the flags whose places lie in the transcript at ``path``."""
    pages = {page.number for page in result.pages if page.transcript == path}
    for flag in result.flags:
        if flag.page in pages or (flag.page is None and len(result.transcripts) == 1):
            yield flag


def _recount(transcript: Transcript, applied: Applied, result: DocumentResult) -> Counts:
    """Count the errors of the pages again, against the corrected transcript."""
    counts = Counts()
    for page in result.pages:
        if page.counts is None or page.page is None or page.transcript != transcript.path:
            continue
        spans = [moved_span(applied.patches, span) for span in page.spans]
        tokens = [token for token in transcript.tokens if any(span.contains(token.span) for span in spans)]
        counts += count_errors(align_page(tokens, page.page), tokens)
    return counts
