"""From a run to the files of other systems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.corrections.applying import Applied
from pipeline.corrections.reanchoring import Parked
from pipeline.corrections.settling import Conflict
from pipeline.errors import ScanError, UsageError
from pipeline.exports.alto import export_alto
from pipeline.exports.files import name_pages
from pipeline.exports.fromthepage import export_fromthepage
from pipeline.exports.hocr import export_hocr
from pipeline.exports.iiif import export_iiif
from pipeline.exports.mets import export_mets
from pipeline.exports.page_xml import export_page
from pipeline.exports.pdf import export_pdf
from pipeline.exports.placing import place_words
from pipeline.exports.sheets import ExportDocument, Sheet, Texts
from pipeline.exports.tables import export_by_the_people, export_metrics
from pipeline.exports.tei import export_tei
from pipeline.exports.text import export_text
from pipeline.flow.deciding import (
    NOTHING_ACCEPTED,
    Acceptance,
    DecidedDocument,
    Rulings,
    check_output,
    decide_document,
    load_rulings,
    load_transcripts,
)
from pipeline.flow.document import tokens_in
from pipeline.flow.settings import policy_of
from pipeline.images.documents import pdf_ready
from pipeline.images.limits import Limits
from pipeline.model.result import DocumentResult, PageResult, Provenance
from pipeline.model.transcript import Token
from pipeline.store.files import write_atomic
from pipeline.store.runs import RunFolder
from pipeline.transcripts.readings import diplomatic, reading, search

PerDocument = Callable[[ExportDocument], Iterable[tuple[str, bytes]]]

FORMATS: dict[str, PerDocument] = {
    "alto": export_alto,
    "page": export_page,
    "hocr": export_hocr,
    "tei": export_tei,
    "text": export_text,
    "fromthepage": export_fromthepage,
    "iiif": export_iiif,
    "pdf": lambda document: export_pdf(document, _picture),
}
"""What gives files for each document."""
TABLES = ("csv", "metrics")
"""What gives one table for the whole run."""
METS = "mets"
"""Names the files of all other formats of the same call."""
EVERY_FORMAT = (*FORMATS, *TABLES, METS)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    files: tuple[str, ...]
    """Relative to the output folder, in the order in which they were written."""
    left_out: tuple[str, ...]
    """Pages that could not be read and so are in no file, each with its reason."""
    corrected: int = 0
    """Places that differ from the transcripts as supplied, by what was decided."""
    conflicts: tuple[Conflict, ...] = ()
    """Places left as they were, because people disagree."""
    parked: tuple[Parked, ...] = ()
    """Decisions that were not carried out."""
    warnings: tuple[str, ...] = ()


def export_run(
    run: Path,
    out: Path,
    formats: Sequence[str],
    decisions: Sequence[Path] = (),
    acceptance: Acceptance = NOTHING_ACCEPTED,
) -> Exported:
    """Write the documents of the run in the folder ``run`` to ``out``, in each of ``formats``.

    They hold the text as corrected by ``decisions`` (files of them) and by the suggestions that ``acceptance`` takes.
    """
    unknown = [name for name in formats if name not in EVERY_FORMAT]
    if unknown:
        raise UsageError(f"no format is called {unknown[0]!r}", advice=f"There are: {', '.join(EVERY_FORMAT)}.")
    check_output(out, run)
    corrected = CorrectedRun(RunFolder(run), load_rulings(RunFolder(run), decisions), acceptance)
    written: list[str] = []
    left_out: list[str] = []
    applied: list[Applied] = []
    parked = list(corrected.rulings.parked)
    warnings = list(corrected.rulings.warnings)
    for decided in corrected.documents():
        left_out += (f"{page.source.name}: {page.problem}" for page in decided.result.pages if page.page is None)
        applied += decided.applied
        parked += decided.parked
        warnings += _text_on_no_page(decided.result)
        for name, content in _files(corrected.as_export(decided), formats):
            write_atomic(out / name, content)
            written.append(name)
    for name, content in _tables(corrected, formats):
        write_atomic(out / name, content)
        written.append(name)
    return Exported(
        tuple(written),
        tuple(left_out),
        corrected=sum(len(one.errata) for one in applied),
        conflicts=tuple(conflict for one in applied for conflict in one.conflicts),
        parked=tuple(parked),
        warnings=tuple(warnings),
    )


def _text_on_no_page(result: DocumentResult) -> Iterator[str]:
    """Yield a warning where a transcript has text that no page shows: only formats without places can hold it."""
    loose = sum(len(" ".join(each.text.split())) for each in result.unplaced)
    if loose:
        yield (
            f"{result.id}: {loose:,} characters of the transcript lie on no page; they are in the plain text of the "
            "whole document only."
        )


@dataclass(frozen=True, slots=True)
class CorrectedRun:
    """A run together with what was decided about it."""

    folder: RunFolder
    rulings: Rulings
    acceptance: Acceptance

    def documents(self) -> Iterator[DecidedDocument]:
        """Yield the documents one at a time, with what was decided carried out."""
        policy = policy_of(self._provenance.settings)
        for result in self.folder.load_documents():
            kept = load_transcripts(self.folder, result)
            yield decide_document(result, kept, self.rulings, self.acceptance, policy)

    def as_export(self, decided: DecidedDocument) -> ExportDocument:
        """Return a document as the exports want it."""
        result = decided.result
        tokens = [token for loaded in decided.transcripts for token in loaded.transcript.tokens]
        names = name_pages([page.source for page in result.pages])
        return ExportDocument(
            id=result.id,
            sheets=tuple(
                sheet for page, name in zip(result.pages, names, strict=True) for sheet in _sheets(page, name, decided)
            ),
            texts=_texts(tokens),
            provenance=self._provenance,
            transcript=", ".join(result.transcripts) or None,
            transcript_sha256=", ".join(result.transcript_sha256) or None,
            decisions=self._sources(decided),
            corrected=sum(len(one.errata) for one in decided.applied),
        )

    @property
    def _provenance(self) -> Provenance:
        return self.folder.load_summary().provenance

    def _sources(self, decided: DecidedDocument) -> tuple[str, ...]:
        """Return where the corrections come from, as people are told."""
        if self.acceptance.above is None:
            return self.rulings.files
        taken = f"{len(decided.accepted)} suggestions of probability {self.acceptance.above:g} and more"
        return (*self.rulings.files, taken)


def _sheets(page: PageResult, name: str, decided: DecidedDocument) -> Iterator[Sheet]:
    """Yield the page, unless it could not be read."""
    if page.page is None or page.scan is None:
        return
    path = page.transcript or ""
    tokens = {loaded.transcript.path: loaded.transcript.tokens for loaded in decided.transcripts}
    yield Sheet(
        number=page.number,
        name=name,
        scan=page.scan,
        status=page.status,
        blocks=place_words(page.page, page.alignment, decided.by_people(path)),
        patches=page.page.patches,
        texts=_texts(tokens_in(tokens.get(path, ()), page.spans)),
        engine=f"{page.page.engine.name} {page.page.engine.version}",
        dpi=page.scan.dpi or page.page.dpi,
    )


def _texts(tokens: Sequence[Token]) -> Texts:
    return Texts(diplomatic(tokens), reading(tokens), search(tokens)) if tokens else Texts()


def _files(document: ExportDocument, formats: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of one document in the order of ``FORMATS``."""
    groups: dict[str, list[tuple[str, bytes]]] = {}
    for name, export in FORMATS.items():
        if name in formats:
            groups[name] = list(export(document))
            yield from groups[name]
    if METS in formats:
        yield export_mets(document, groups)


def _tables(run: CorrectedRun, formats: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the tables over the whole run; documents are loaded one at a time."""
    if "csv" in formats:
        yield from export_by_the_people(map(run.as_export, run.documents()))
    if "metrics" in formats:
        yield from export_metrics(decided.result for decided in run.documents())


def _picture(sheet: Sheet) -> bytes:
    """Return the scan as a file that can stand in a PDF; raises ``ScanError`` when it is gone or was changed."""
    ready = pdf_ready(sheet.scan.source, Limits())
    if ready.sha256 != sheet.scan.sha256:
        raise ScanError("has changed since the run", where=sheet.scan.source.name, advice="Run again.")
    return ready.content
