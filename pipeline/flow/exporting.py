"""From a run to the files of other systems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ScanError, UsageError
from pipeline.exports.alto import export_alto
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
from pipeline.flow.batch import TRANSCRIPTS
from pipeline.flow.document import LoadedTranscript, tokens_in
from pipeline.flow.loading import KeptTranscript
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


def export_run(run: Path, out: Path, formats: Sequence[str]) -> Exported:
    """Write the documents of the run in the folder ``run`` to ``out``, in each of ``formats``."""
    unknown = [name for name in formats if name not in EVERY_FORMAT]
    if unknown:
        raise UsageError(f"no format is called {unknown[0]!r}", advice=f"There are: {', '.join(EVERY_FORMAT)}.")
    folder = RunFolder(run)
    summary = folder.load_summary()
    written: list[str] = []
    left_out: list[str] = []
    for result in folder.load_documents():
        document = export_document(result, _kept(folder, result.id), summary.provenance)
        left_out += (f"{page.source.name}: {page.problem}" for page in result.pages if page.page is None)
        for name, content in _files(document, formats):
            write_atomic(out / name, content)
            written.append(name)
    for name, content in _tables(folder, summary.provenance, formats):
        write_atomic(out / name, content)
        written.append(name)
    return Exported(tuple(written), tuple(left_out))


def export_document(
    result: DocumentResult, transcripts: Sequence[LoadedTranscript], provenance: Provenance
) -> ExportDocument:
    """Return a compared document as the exports want it."""
    tokens = [token for loaded in transcripts for token in loaded.transcript.tokens]
    by_path = {loaded.transcript.path: loaded.transcript.tokens for loaded in transcripts}
    return ExportDocument(
        id=result.id,
        sheets=tuple(sheet for page in result.pages for sheet in _sheets(page, by_path)),
        texts=_texts(tokens),
        provenance=provenance,
        transcript=", ".join(result.transcripts) or None,
        transcript_sha256=", ".join(result.transcript_sha256) or None,
    )


def _sheets(page: PageResult, tokens: dict[str, tuple[Token, ...]]) -> Iterator[Sheet]:
    """Yield the page, unless it could not be read."""
    if page.page is None or page.scan is None:
        return
    own = tokens_in(tokens.get(page.transcript or "", ()), page.spans)
    yield Sheet(
        number=page.number,
        scan=page.scan,
        status=page.status,
        blocks=place_words(page.page, page.alignment),
        patches=page.page.patches,
        texts=_texts(own),
        engine=f"{page.page.engine.name} {page.page.engine.version}",
        dpi=page.scan.dpi or page.page.dpi,
    )


def _texts(tokens: Sequence[Token]) -> Texts:
    return Texts(diplomatic(tokens), reading(tokens), search(tokens)) if tokens else Texts()


def _kept(folder: RunFolder, document: str) -> tuple[LoadedTranscript, ...]:
    kept = folder.kept(document, TRANSCRIPTS, tuple[KeptTranscript, ...])
    return tuple(each.load() for each in kept or ())


def _files(document: ExportDocument, formats: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of one document in the order of ``FORMATS``."""
    groups: dict[str, list[tuple[str, bytes]]] = {}
    for name, export in FORMATS.items():
        if name in formats:
            groups[name] = list(export(document))
            yield from groups[name]
    if METS in formats:
        yield export_mets(document, groups)


def _tables(folder: RunFolder, provenance: Provenance, formats: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the tables over the whole run; documents are loaded one at a time."""
    if "csv" in formats:
        documents = (
            export_document(result, _kept(folder, result.id), provenance) for result in folder.load_documents()
        )
        yield from export_by_the_people(documents)
    if "metrics" in formats:
        yield from export_metrics(folder.load_documents())


def _picture(sheet: Sheet) -> bytes:
    """Return the scan as a file that can stand in a PDF; raises ``ScanError`` when it is gone or was changed."""
    ready = pdf_ready(sheet.scan.source, Limits())
    if ready.sha256 != sheet.scan.sha256:
        raise ScanError("has changed since the run", where=sheet.scan.source.name, advice="Run again.")
    return ready.content
