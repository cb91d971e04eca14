"""What stands on a page beside its text, marked in the transcript or seen as ink on the scan."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.evidence import Evidence
from pipeline.flags.locating import patches_said
from pipeline.flags.priority import CHANCES
from pipeline.flags.wording import quote
from pipeline.model.flag import Reason, Severity
from pipeline.model.geometry import Span
from pipeline.model.page import InkKind, Patch
from pipeline.model.transcript import Mark, MarkKind, Token, TokenKind

MOSTLY = 0.5
"""Share of a patch that marked words must cover for the patch to be no news."""


def marked(evidence: Evidence, kind: MarkKind, reason: Reason, severity: Severity, called: str) -> Iterator[Concern]:
    """Yield a concern for every mark of ``kind``; ``called`` begins its sentence ("A stamp").

    Marks that a pattern suggests and nobody set are for information, those on neighbouring lines together.
    """
    for marks in _runs([mark for mark in evidence.marks if mark.kind is kind], evidence):
        span = Span(marks[0].span.start, max(mark.span.end for mark in marks))
        tokens = without_delimiters(evidence.tokens_within(span))
        patches = patches_said(reason, tokens, evidence)
        words = () if patches else evidence.words_beside(tokens)
        ocr = " ".join(read.text for read in patches or words)
        text = "".join(token.raw for token in tokens)
        read = f"the OCR reads {quote(ocr)}" if ocr else "the OCR reads nothing there"
        guessed = f" Nobody marked it as such: {marks[0].why}." if marks[0].is_suggested and marks[0].why else ""
        message = f"{called}: the transcript has {quote(text)}, {read}.{guessed}"
        certain = Severity.INFO if marks[0].is_suggested else severity
        yield Concern(reason, certain, CHANCES[reason], message, tokens, words)


def _runs(marks: list[Mark], evidence: Evidence) -> Iterator[list[Mark]]:
    """Yield each mark alone, but suggested marks that only white space parts as one."""
    run: list[Mark] = []
    for mark in marks:
        if run and not (mark.is_suggested and run[-1].is_suggested and _is_next(run[-1], mark, evidence)):
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _is_next(last: Mark, mark: Mark, evidence: Evidence) -> bool:
    between = (token for token in evidence.tokens if last.span.end <= token.start < mark.span.start)
    return all(not token.raw.strip() for token in between)


def without_delimiters(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return what stands between the delimiters of a mark; all of it, where there is nothing between them."""
    kept = [index for index, token in enumerate(tokens) if token.kind is not TokenKind.MARKUP]
    return tokens[kept[0] : kept[-1] + 1] if kept else tokens


def patched(evidence: Evidence, kind: InkKind, reason: Reason, severity: Severity, called: str) -> Iterator[Concern]:
    """Yield a concern for every patch of ink of ``kind`` that no word of the transcript stands beside."""
    for patch in evidence.page.patches if evidence.page else ():
        if patch.kind is kind and not _is_transcribed(patch, evidence):
            read = f", which reads {quote(patch.text)}" if patch.text else ""
            message = f"The scan probably shows {called} here{read}; the transcript does not say so."
            yield Concern(reason, severity, CHANCES[reason] * patch.weight, message, box=patch.box, text=patch.text)


def _is_transcribed(patch: Patch, evidence: Evidence) -> bool:
    """Say whether the patch was laid beside tokens, or words that stand beside tokens cover most of it."""
    if any(laid.patch == patch for laid in evidence.laid_patches):
        return True
    pairs = evidence.alignment.pairs if evidence.alignment else ()
    boxes = [word.box for pair in pairs if pair.tokens for word in pair.words if word.box]
    return sum(patch.box.overlap(box) for box in boxes) > MOSTLY * max(patch.box.area, 1)
