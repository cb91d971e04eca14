"""``run.json``: what a run found, for programs, in the shape the contract promises.

Composed one document after the other, so that a run of 100,000 pages never has to be in memory at once. The same
values give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from pipeline.model.counts import Cause, Counts, Tally
from pipeline.model.flag import Flag, by_urgency
from pipeline.model.geometry import Span
from pipeline.model.result import DocumentResult, PageResult, Provenance, RunResult
from pipeline.model.scan import Rejected
from pipeline.store.encoding import to_json

SCHEMA = "corrigenda.run/1"
DECIMALS = 6

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class InputFolders:
    """The folders of the inputs as they were named to the program; ``run.json`` puts them before each path."""

    scans: str = ""
    transcripts: str = ""


NO_FOLDERS = InputFolders()


@dataclass(frozen=True, slots=True)
class RunPart:
    """The part of one document in ``run.json``, and its counts."""

    text: str
    counts: Counts


def to_run_json(run: RunResult, folders: InputFolders = NO_FOLDERS) -> bytes:
    """Return ``run.json`` for a run that is in memory."""
    parts = (to_run_part(document, folders) for document in run.documents)
    return b"".join(run_json_pieces(run.provenance, parts, run.rejected, run.unpaired_transcripts, folders))


def to_run_part(document: DocumentResult, folders: InputFolders = NO_FOLDERS) -> RunPart:
    """Return the part of one document."""
    return RunPart(_encode(_document(document, folders)).decode("utf-8"), document.counts)


def run_json_pieces(
    provenance: Provenance,
    documents: Iterable[RunPart],
    rejected: tuple[Rejected, ...] = (),
    unpaired_transcripts: tuple[str, ...] = (),
    folders: InputFolders = NO_FOLDERS,
    *,
    is_complete: bool = True,
) -> Iterator[bytes]:
    """Yield ``run.json`` in pieces, drawing ``documents`` one at a time and adding up their counts.

    ``is_complete`` is false for a run that was interrupted.
    """
    yield b'{\n"schema": ' + _encode(SCHEMA)
    yield b',\n"status": ' + _encode("complete" if is_complete else "interrupted")
    yield b',\n"provenance": ' + _encode(_provenance(provenance))
    yield b',\n"documents": ['
    total, separator = Counts(), b"\n"
    for document in documents:
        yield separator + document.text.encode("utf-8")
        total, separator = total + document.counts, b",\n"
    yield b"\n]"
    yield b',\n"rejected": ' + _encode([{"path": each.path, "reason": each.reason} for each in rejected])
    yield b',\n"unpaired_transcripts": ' + _encode([_below(folders.transcripts, path) for path in unpaired_transcripts])
    yield b',\n"scores": ' + _encode(scores(total)) + b"\n}\n"


def scores(counts: Counts) -> Json:
    """Return counts and rates as they stand in ``run.json``: a rate with nothing to divide by is None."""
    return {
        "pages": counts.pages,
        "characters": tally_json(counts.characters),
        "words": tally_json(counts.words),
        "recognition": tally_json(counts.recognition),
        "recognition_words": tally_json(counts.recognition_words),
        "causes": {cause.value: counts.cause(cause) for cause in Cause},
    }


def tally_json(tally: Tally) -> Json:
    """Return a figure as JSON documents have it: numerator, denominator, rate, and whether it is exact."""
    rate = None if tally.rate is None else round(tally.rate, DECIMALS)
    return {"errors": tally.errors, "length": tally.length, "rate": rate, "exact": tally.is_exact}


def _provenance(provenance: Provenance) -> Json:
    return {
        "program": provenance.program,
        "python": provenance.python,
        "tesseract": provenance.engine,
        "language_data": dict(provenance.engine_data),
        "settings": dict(provenance.settings),
        "unicode": provenance.unicode,
        "libraries": dict(provenance.libraries),
        "metrics": provenance.metrics,
    }


def _document(document: DocumentResult, folders: InputFolders) -> Json:
    paths = [_below(folders.transcripts, path) for path in document.transcripts]
    files = tuple(zip(paths, document.transcript_sha256, strict=True))
    is_single = len(files) == 1
    return {
        "id": document.id,
        "transcript": files[0][0] if is_single else None,
        "transcript_sha256": files[0][1] if is_single else None,
        "transcripts": [{"path": path, "sha256": sha256} for path, sha256 in files],
        "convention": document.convention,
        "rule": document.rule,
        "pages": [_page(page, folders) for page in document.pages],
        "unplaced": [{**_span(text.span), "text": text.text} for text in document.unplaced],
        "scores": scores(document.counts),
        "flags": [_flag(flag) for flag in sorted(document.flags, key=by_urgency)],
        "warnings": document.warnings,
    }


def _page(page: PageResult, folders: InputFolders) -> Json:
    scan = page.scan
    return {
        "number": page.number,
        "scan": _below(folders.scans, page.source.path),
        "frame": page.source.frame + 1,
        "scan_sha256": scan.sha256 if scan else None,
        "width": scan.width if scan else None,
        "height": scan.height if scan else None,
        "status": page.status,
        "problem": page.problem,
        "transcript": None if page.transcript is None else _below(folders.transcripts, page.transcript),
        "spans": [_span(span) for span in page.spans],
        "scores": scores(page.counts) if page.counts else None,
        "notes": page.notes,
    }


def _below(folder: str, path: str) -> str:
    return f"{folder.rstrip('/')}/{path}" if folder else path


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _flag(flag: Flag) -> Json:
    reference, ocr, suggestion = flag.reference, flag.ocr, flag.suggestion
    return {
        "key": flag.key,
        "place": flag.place,
        "page": flag.page,
        "reason": flag.reason,
        "severity": flag.severity,
        "priority": round(flag.priority, DECIMALS),
        "message": flag.message,
        "reference": {"text": reference.text, "start": reference.start, "end": reference.end} if reference else None,
        "ocr": {
            "text": ocr.text,
            "confidence": None if ocr.confidence is None else round(ocr.confidence, DECIMALS),
            "box": [ocr.box.left, ocr.box.top, ocr.box.right, ocr.box.bottom] if ocr.box else None,
        }
        if ocr
        else None,
        "suggestion": {
            "text": suggestion.text,
            "from": suggestion.origin,
            "probability": round(suggestion.probability, DECIMALS),
            "why": suggestion.why,
        }
        if suggestion
        else None,
        "before": flag.before,
        "after": flag.after,
    }


def _encode(value: object) -> bytes:
    return msgspec.json.format(to_json(value), indent=1)
