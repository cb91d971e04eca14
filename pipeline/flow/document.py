"""The way of one document through the stages: place the transcript on its pages, compare each, gather the flags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.alignment.placing import place_pages
from pipeline.flags.evidence import Evidence
from pipeline.flags.raising import gather_flags, raise_flags
from pipeline.flow.page import compare_page, doubt_page
from pipeline.flow.reading import PageReading
from pipeline.model.counts import Counts
from pipeline.model.flag import Flag
from pipeline.model.geometry import Span
from pipeline.model.page import Page
from pipeline.model.placement import PagePlacement, PlacementStatus
from pipeline.model.result import DocumentResult, PageResult, PageStatus, UnplacedText
from pipeline.model.scan import DocumentSource, Scan
from pipeline.model.transcript import Token, Transcript
from pipeline.ocr.usability import why_unusable


@dataclass(frozen=True, slots=True)
class LoadedTranscript:
    """A transcript, and the page it transcribes if it is one of several page by page."""

    transcript: Transcript
    page: int | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    """A page's result, with the flags that came of it."""

    result: PageResult
    flags: tuple[Flag, ...]


def compare_document(
    source: DocumentSource,
    readings: Sequence[PageReading],
    transcripts: Sequence[LoadedTranscript],
    warnings: Sequence[str] = (),
) -> DocumentResult:
    """Lay a document's transcripts beside its pages.

    ``readings`` are in the order of the pages. Without transcripts, the pages are flagged by confidence alone.
    """
    judged: dict[int, _Judged] = {}
    unplaced: list[UnplacedText] = []
    loose_flags: list[tuple[Flag, ...]] = []
    for loaded in transcripts:
        numbers = [loaded.page] if loaded.page else list(range(1, len(readings) + 1))
        tokens = loaded.transcript.tokens
        placement = place_pages([_usable(readings[number - 1]) for number in numbers], loaded.transcript)
        for number, place in zip(numbers, placement.pages, strict=True):
            judged[number] = _judge(number, readings[number - 1], loaded.transcript, place)
        for span in placement.unplaced:
            covered = _tokens_in(tokens, (span,))
            unplaced.append(UnplacedText(span, "".join(token.raw for token in covered).strip()))
            loose_flags.append(raise_flags(Evidence(scan=source.id, number=None, page=None, tokens=covered)))
    for number, reading in enumerate(readings, start=1):
        if number not in judged:
            judged[number] = _judge(number, reading, None, None)
    pages = [judged[number] for number in sorted(judged)]
    return DocumentResult(
        id=source.id,
        rule=source.rule,
        transcripts=tuple(loaded.transcript.path for loaded in transcripts),
        transcript_sha256=tuple(loaded.transcript.sha256 for loaded in transcripts),
        convention=transcripts[0].transcript.convention if transcripts else None,
        pages=tuple(page.result for page in pages),
        unplaced=tuple(unplaced),
        flags=gather_flags([*(page.flags for page in pages), *loose_flags]),
        counts=sum((page.result.counts for page in pages if page.result.counts), Counts()),
        warnings=(*warnings, *(note for loaded in transcripts for note in loaded.transcript.warnings)),
    )


def _usable(reading: PageReading) -> Page | None:
    return None if reading.page is None or why_unusable(reading.page) else reading.page


def _judge(number: int, reading: PageReading, transcript: Transcript | None, place: PagePlacement | None) -> _Judged:
    """Return what came of one page: failed, without usable text, compared, or without transcript."""
    page, scan = reading.page, reading.scan
    if page is None or scan is None:
        return _Judged(_result(number, reading, PageStatus.FAILED, reading.problem), ())
    reason = why_unusable(page)
    if reason:
        return _Judged(_result(number, reading, PageStatus.NO_USABLE_TEXT, reason, place=place), ())
    identity = _identity(scan)
    if transcript is None or place is None or not place.spans:
        problem = None if place is None else place.why or "its text is not in the transcript"
        flags = doubt_page(page, number=number, scan=identity)
        return _Judged(_result(number, reading, PageStatus.NO_TRANSCRIPT, problem, place=place), flags)
    tokens = _tokens_in(transcript.tokens, place.spans)
    comparison = compare_page(page, tokens, number=number, scan=identity)
    result = PageResult(
        number=number,
        source=reading.source,
        status=PageStatus.COMPARED,
        problem=None if place.status is PlacementStatus.LOCATED else f"{place.status.value}: {place.why}",
        scan=scan,
        page=page,
        placement=place.status,
        placement_score=place.score,
        transcript=transcript.path,
        spans=place.spans,
        alignment=comparison.alignment,
        counts=comparison.counts,
        notes=(*scan.notes, *page.notes),
    )
    return _Judged(result, comparison.flags)


def _result(
    number: int, reading: PageReading, status: PageStatus, problem: str | None, *, place: PagePlacement | None = None
) -> PageResult:
    """Return the result of a page that was not compared."""
    return PageResult(
        number=number,
        source=reading.source,
        status=status,
        problem=problem,
        scan=reading.scan,
        page=reading.page,
        placement=place.status if place else None,
        notes=(*(reading.scan.notes if reading.scan else ()), *(reading.page.notes if reading.page else ())),
    )


def _identity(scan: Scan) -> str:
    """Name a page image by its content, and its frame in a file of several pages."""
    return scan.sha256 if scan.source.frames == 1 else f"{scan.sha256}#{scan.source.frame}"


def _tokens_in(tokens: Sequence[Token], spans: Sequence[Span]) -> tuple[Token, ...]:
    """Return the tokens that lie in any of ``spans``, in the order of the file."""
    ordered = sorted(spans)
    found: list[Token] = []
    position = 0
    for token in tokens:
        while position < len(ordered) and ordered[position].end <= token.start:
            position += 1
        if position < len(ordered) and ordered[position].contains(token.span):
            found.append(token)
    return tuple(found)
