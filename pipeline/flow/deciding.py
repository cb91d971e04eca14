"""What people and, above a probability, the program decided about a run, carried out on the texts it was made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.corrections.accepting import accept_suggestions
from pipeline.corrections.applying import Applied, apply_decisions
from pipeline.corrections.patching import Patch, moved_span
from pipeline.corrections.reanchoring import Parked, reanchor_in_run
from pipeline.corrections.settling import settle, standing
from pipeline.errors import DamagedStateError, UsageError
from pipeline.flow.document import tokens_in
from pipeline.flow.loading import TRANSCRIPTS, KeptTranscript, LoadedTranscript
from pipeline.flow.page import compare_page
from pipeline.flow.understanding import understand
from pipeline.model.correction import Decision
from pipeline.model.counts import Counts
from pipeline.model.flag import Flag, Reason
from pipeline.model.geometry import Span
from pipeline.model.result import DocumentResult, PageResult, PageStatus, measured
from pipeline.reports.masking import make_mask
from pipeline.reports.places import gather_places
from pipeline.store.decisions import read_decisions
from pipeline.store.runs import RunFolder
from pipeline.transcripts.illegible import illegible_in
from pipeline.transcripts.readings import EVERYTHING, Policy


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Which suggestions are taken without a person."""

    above: float | None = None
    """Those of at least this probability; None takes none."""
    also: tuple[Reason, ...] = ()
    """Reasons whose suggestions may be taken besides those of plain words."""


NOTHING_ACCEPTED = Acceptance()


@dataclass(frozen=True, slots=True)
class Rulings:
    """What the reviewers decided about a run, under the keys of its flags."""

    decisions: tuple[Decision, ...] = ()
    parked: tuple[Parked, ...] = ()
    """Those whose place this run does not have."""
    files: tuple[str, ...] = ()
    """Names of the files they came from."""
    warnings: tuple[str, ...] = ()

    def about(self, flags: Sequence[Flag]) -> tuple[Decision, ...]:
        """Return the decisions on ``flags``, and of undos those that take one of them back."""
        keys = {flag.key for flag in flags}
        mine = [decision for decision in self.decisions if decision.flag in keys]
        ids = {decision.id for decision in mine}
        undos = [decision for decision in self.decisions if decision.undoes]
        while found := [undo for undo in undos if undo.undoes in ids and undo.id not in ids]:
            mine += found
            ids |= {undo.id for undo in found}
        return tuple(mine)


@dataclass(frozen=True, slots=True)
class DecidedDocument:
    """One document with what was decided carried out."""

    supplied: DocumentResult
    result: DocumentResult
    """Its pages laid beside the corrected transcripts; where nothing was changed, as the run has them."""
    transcripts: tuple[LoadedTranscript, ...]
    """Corrected."""
    applied: tuple[Applied, ...]
    """One for each transcript."""
    accepted: tuple[Decision, ...]
    """Suggestions that were taken without a person."""
    parked: tuple[Parked, ...]
    """Decisions about places of this run that could not be carried out."""
    undecided: int
    """Places of the report on which neither a person nor the program has decided, conflicts among them."""
    masked: int
    """Flags that were kept out of the report, so that nobody can have decided on them there."""

    def by_people(self, path: str) -> tuple[Span, ...]:
        """Return where in a corrected transcript those places lie that people changed."""
        paths = (loaded.transcript.path for loaded in self.transcripts)
        return next((one.by_people for at, one in zip(paths, self.applied, strict=True) if at == path), ())


def check_output(out: Path, run: Path) -> None:
    """Raise ``UsageError`` when what is made of a run would be written into the folder of its report."""
    if out.resolve().is_relative_to(run.resolve()):
        raise UsageError("lies in the folder of the report", where=str(out), advice="Choose another --out.")


def load_rulings(run: RunFolder, files: Iterable[Path]) -> Rulings:
    """Return what the decision files say about a run; each decision once, however often it was handed in."""
    paths = tuple(files)
    if not paths:
        return Rulings()
    read = [read_decisions(path) for path in paths]
    made = {decision.id: decision for file in read for decision in file.decisions}
    anchored = reanchor_in_run(made.values(), (document.flags for document in run.load_documents()))
    warnings = tuple(warning for file in read for warning in file.warnings)
    return Rulings(anchored.decisions, anchored.parked, tuple(path.name for path in paths), warnings)


def load_transcripts(run: RunFolder, result: DocumentResult) -> tuple[KeptTranscript, ...]:
    """Return a document's transcripts as they were when the run read them; raises ``DamagedStateError``."""
    kept = run.kept(result.id, TRANSCRIPTS, tuple[KeptTranscript, ...])
    if kept is None and result.transcripts:
        raise DamagedStateError(
            "what the run keeps of its transcripts is missing or damaged",
            where=f"{run.path}: {result.id}",
            advice='Mend it with "corrigenda run".',
        )
    return kept or ()


def decide_document(
    result: DocumentResult,
    transcripts: Sequence[KeptTranscript],
    rulings: Rulings,
    acceptance: Acceptance = NOTHING_ACCEPTED,
    policy: Policy = EVERYTHING,
    mask: Sequence[str] = (),
) -> DecidedDocument:
    """Carry out what was decided about one document, and lay its pages beside the corrected text.

    A transcript that is not the one the run was made of is left as it is; decisions about it are parked. ``mask`` are
    the kinds of text that the run kept out of its report.
    """
    made = rulings.about(result.flags)
    accepted: tuple[Decision, ...] = ()
    if acceptance.above is not None:
        accepted = accept_suggestions(result.flags, acceptance.above, also=acceptance.also, decided=standing(made))
    decisions = (*made, *accepted)
    flagged = dict(zip(result.transcripts, result.transcript_sha256, strict=True))
    applied = tuple(_apply(kept, flagged[kept.path], result, decisions) for kept in transcripts)
    corrected = tuple(
        _understood(replace(kept, content=one.content, encoding=one.encoding), result)
        for kept, one in zip(transcripts, applied, strict=True)
    )
    patches = {kept.path: one.patches for kept, one in zip(transcripts, applied, strict=True)}
    verdicts, _ = settle(result.flags, decisions)
    shown = make_mask(result, mask)
    return DecidedDocument(
        supplied=result,
        result=_compare_again(result, corrected, patches, policy),
        transcripts=corrected,
        applied=applied,
        accepted=accepted,
        parked=(*(each for one in applied for each in one.parked), *_beside_transcripts(result, decisions)),
        undecided=_count_undecided(shown.flags, {verdict.flag.key for verdict in verdicts}),
        masked=shown.count,
    )


def _count_undecided(flags: Iterable[Flag], decided: set[str]) -> int:
    """Return how many places of the report are left; who decides on one of them decides on all of its flags."""
    return sum(decided.isdisjoint(flag.key for flag in place.flags) for place in gather_places(flags))


def _apply(kept: KeptTranscript, flagged_sha256: str, result: DocumentResult, decisions: Sequence[Decision]) -> Applied:
    """Carry out the decisions on the places of one transcript."""
    transcript = _understood(kept, result).transcript
    flags = tuple(_flags_on(kept.path, result))
    keys = {flag.key for flag in flags}
    convention = kept.rules()
    return apply_decisions(
        transcript,
        flags,
        [decision for decision in decisions if decision.flag in keys or decision.undoes],
        document=result.id,
        flagged_sha256=flagged_sha256,
        illegible=illegible_in(convention),
        is_xml=convention.tags.is_xml,
    )


def _understood(kept: KeptTranscript, result: DocumentResult) -> LoadedTranscript:
    """Return the tokens of a transcript, its marks understood as they were when the run flagged it."""
    loaded = kept.load()
    usable = [page for page in result.pages if page.page and page.status is not PageStatus.NO_USABLE_TEXT]
    read = [page.page for page in usable if page.page and kept.page in (None, page.number)]
    return replace(loaded, transcript=understand(loaded.transcript, read))


def _flags_on(path: str, result: DocumentResult) -> Iterator[Flag]:
    """Yield the flags whose places lie in the transcript at ``path``."""
    pages = {page.number for page in result.pages if page.transcript == path}
    for flag in result.flags:
        if flag.page in pages or (flag.page is None and len(result.transcripts) == 1):
            yield flag


def _beside_transcripts(result: DocumentResult, decisions: Sequence[Decision]) -> Iterator[Parked]:
    """Yield the decisions that would change text of which no transcript is known."""
    held = {flag.key for path in result.transcripts for flag in _flags_on(path, result)}
    verdicts, _ = settle([flag for flag in result.flags if flag.key not in held], decisions)
    for verdict in verdicts:
        if verdict.text is not None:
            yield from (Parked(each, "the place lies in no transcript of this document") for each in verdict.decisions)


def _compare_again(
    result: DocumentResult,
    transcripts: Sequence[LoadedTranscript],
    patches: Mapping[str, tuple[Patch, ...]],
    policy: Policy,
) -> DocumentResult:
    """Return the document with those pages laid beside the corrected text of which the transcript was changed."""
    tokens = {loaded.transcript.path: loaded.transcript.tokens for loaded in transcripts}
    starts = {(page.transcript, span.start) for page in result.pages for span in page.spans}
    pages: list[PageResult] = []
    for page in result.pages:
        changes = patches.get(page.transcript or "", ())
        if changes and page.page and page.alignment and page.transcript:
            spans = tuple(
                moved_span(changes, span, is_end_shared=(page.transcript, span.end) in starts) for span in page.spans
            )
            comparison = compare_page(page.page, tokens_in(tokens[page.transcript], spans), policy)
            page = replace(page, spans=spans, alignment=comparison.alignment, counts=comparison.counts)
        pages.append(page)
    return replace(result, pages=tuple(pages), counts=sum(measured(pages), Counts()))
