"""The way of one document: place the transcripts on the pages, compare each page, learn from all, flag."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from pipeline.alignment.placing import place_pages
from pipeline.corrections.calibration import AS_FITTED, Calibration, Calibrations, correct_words
from pipeline.corrections.knowledge import Knowledge, combine, learn
from pipeline.flags.evidence import Evidence
from pipeline.flags.raising import gather_flags, raise_flags
from pipeline.flow.loading import LoadedTranscript
from pipeline.flow.page import PageComparison, compare_page, doubt_page, flag_page
from pipeline.flow.reading import PageReading
from pipeline.flow.understanding import understand
from pipeline.model.counts import Counts
from pipeline.model.flag import Flag
from pipeline.model.geometry import Span
from pipeline.model.page import Page
from pipeline.model.placement import PagePlacement, PlacementStatus
from pipeline.model.result import DocumentResult, PageResult, PageStatus, UnplacedText, measured
from pipeline.model.scan import DocumentSource, Scan
from pipeline.model.transcript import Token, Transcript
from pipeline.ocr.usability import why_unusable
from pipeline.transcripts.readings import EVERYTHING, Policy


@dataclass(frozen=True, slots=True)
class _Compared:
    """A page's result so far, and what it was compared with, if it was."""

    result: PageResult
    comparison: PageComparison | None = None


def compare_document(
    source: DocumentSource,
    readings: Sequence[PageReading],
    transcripts: Sequence[LoadedTranscript],
    run: Knowledge,
    warnings: Sequence[str] = (),
    policy: Policy = EVERYTHING,
    calibration: Calibrations = AS_FITTED,
) -> DocumentResult:
    """Lay a document's transcripts beside its pages.

    ``readings`` are in the order of the pages; ``run`` is what all transcripts of the run have taught; ``policy`` says
    what counts in accuracy; ``calibration`` corrects the probabilities of suggestions and of words. Without
    transcripts, the pages are flagged by what the OCR alone shows.
    """
    readings = [_corrected(reading, calibration.words) for reading in readings]
    transcripts = [_understand(loaded, readings) for loaded in transcripts]
    places = [_place(loaded, readings) for loaded in transcripts]
    placed = {number: place for by_number, _ in places for number, place in by_number.items()}
    pages = [
        _compare(number, reading, *placed.get(number, (None, None)), policy=policy)
        for number, reading in enumerate(readings, start=1)
    ]
    knowledge = combine(run, _learn(pages))
    loose = [tokens for _, unplaced in places for tokens in unplaced]
    flags = [
        *(_flag(page, knowledge, calibration.suggestions) for page in pages),
        *(_flag_loose(source.id, tokens) for tokens in loose),
    ]
    results = tuple(page.result for page in pages)
    return DocumentResult(
        id=source.id,
        rule=source.rule,
        transcripts=tuple(loaded.transcript.path for loaded in transcripts),
        transcript_sha256=tuple(loaded.transcript.sha256 for loaded in transcripts),
        convention=transcripts[0].transcript.convention if transcripts else None,
        pages=results,
        unplaced=tuple(_unplaced(tokens) for tokens in loose),
        flags=gather_flags(flags),
        counts=sum(measured(results), Counts()),
        warnings=(*warnings, *(note for loaded in transcripts for note in loaded.transcript.warnings)),
    )


def _corrected(reading: PageReading, calibration: Calibration) -> PageReading:
    return replace(reading, page=correct_words(reading.page, calibration)) if reading.page else reading


def _understand(loaded: LoadedTranscript, readings: Sequence[PageReading]) -> LoadedTranscript:
    """Return a transcript whose marks are understood by what its pages show."""
    pages = [readings[loaded.page - 1]] if loaded.page else readings
    return replace(loaded, transcript=understand(loaded.transcript, filter(None, map(_usable, pages))))


def _place(
    loaded: LoadedTranscript, readings: Sequence[PageReading]
) -> tuple[dict[int, tuple[Transcript, PagePlacement]], list[tuple[Token, ...]]]:
    """Return by page number where a transcript lies, and the tokens of each stretch that lies on no page."""
    numbers = [loaded.page] if loaded.page else list(range(1, len(readings) + 1))
    placement = place_pages([_usable(readings[number - 1]) for number in numbers], loaded.transcript)
    by_number = {
        number: (loaded.transcript, replace(place, page=number))
        for number, place in zip(numbers, placement.pages, strict=True)
    }
    return by_number, [tokens_in(loaded.transcript.tokens, (span,)) for span in placement.unplaced if span]


def _usable(reading: PageReading) -> Page | None:
    return None if reading.page is None or why_unusable(reading.page) else reading.page


def _compare(
    number: int, reading: PageReading, transcript: Transcript | None, place: PagePlacement | None, *, policy: Policy
) -> _Compared:
    """Return what comes of one page: failed, without usable text, without transcript, or compared."""
    page, scan = reading.page, reading.scan
    result = PageResult(
        number=number,
        source=reading.source,
        status=PageStatus.FAILED,
        problem=reading.problem,
        scan=scan,
        page=page,
        placement=place.status if place else None,
        notes=(*(scan.notes if scan else ()), *(page.notes if page else ())),
    )
    if page is None or scan is None:
        return _Compared(result)
    unusable = why_unusable(page)
    if unusable:
        return _Compared(replace(result, status=PageStatus.NO_USABLE_TEXT, problem=unusable))
    if transcript is None or place is None or not place.spans:
        why = place.why or "its text is not in the transcript" if place else None
        return _Compared(replace(result, status=PageStatus.NO_TRANSCRIPT, problem=why))
    comparison = compare_page(page, tokens_in(transcript.tokens, place.spans), policy)
    compared = replace(
        result,
        status=PageStatus.COMPARED,
        problem=None if place.status is PlacementStatus.LOCATED else f"{place.status.value}: {place.why}",
        placement_score=place.score,
        transcript=transcript.path,
        spans=place.spans,
        alignment=comparison.alignment,
        counts=comparison.counts,
    )
    return _Compared(compared, comparison)


def _learn(pages: Sequence[_Compared]) -> Knowledge:
    """Return what the pages of a document teach: what was read with confidence, and what was read for what."""
    return learn(
        (),
        (page.result.page for page in pages if page.result.page),
        (difference for page in pages if page.comparison for difference in page.comparison.differences),
    )


def _flag(compared: _Compared, knowledge: Knowledge, calibration: Calibration) -> tuple[Flag, ...]:
    result, page, scan = compared.result, compared.result.page, compared.result.scan
    if page is None or scan is None or result.status is PageStatus.NO_USABLE_TEXT or result.is_duplicate:
        return ()
    number, identity = result.number, _identity(scan)
    if compared.comparison is None:
        return doubt_page(page, knowledge, number=number, scan=identity)
    return flag_page(compared.comparison, knowledge, number=number, scan=identity, calibration=calibration)


def _flag_loose(document: str, tokens: tuple[Token, ...]) -> tuple[Flag, ...]:
    """Return the flags of transcript text that lies on no page."""
    return raise_flags(Evidence(scan=document, number=None, page=None, tokens=tokens))


def _unplaced(tokens: Sequence[Token]) -> UnplacedText:
    text = "".join(token.raw for token in tokens)
    return UnplacedText(Span(tokens[0].start, tokens[-1].end), text)


def _identity(scan: Scan) -> str:
    """Name a page image by its content, and its frame in a file of several pages."""
    return scan.sha256 if scan.source.frames == 1 else f"{scan.sha256}#{scan.source.frame}"


def tokens_in(tokens: Sequence[Token], spans: Sequence[Span]) -> tuple[Token, ...]:
    """Return the tokens that lie in any of ``spans``, in the order of the file."""
    found: list[Token] = []
    begin = 0
    for span in sorted(spans):
        begin = bisect_left(tokens, span.start, begin, key=attrgetter("start"))
        end = bisect_left(tokens, span.end, begin, key=attrgetter("start"))
        found += (token for token in tokens[begin:end] if token.end <= span.end)
        begin = end
    return tuple(found)
