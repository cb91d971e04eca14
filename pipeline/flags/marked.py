"""What stands on a page beside its text, marked in the transcript or seen as ink on the scan."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.evidence import Evidence
from pipeline.flags.priority import CHANCES
from pipeline.flags.wording import quote
from pipeline.model.flag import Reason, Severity
from pipeline.model.page import InkKind, Patch
from pipeline.model.transcript import MarkKind, Token, TokenKind

MOSTLY = 0.5
"""Share of a patch that marked words must cover for the patch to be no news."""


def marked(evidence: Evidence, kind: MarkKind, reason: Reason, severity: Severity, called: str) -> Iterator[Concern]:
    """Yield a concern for every mark of ``kind``; ``called`` begins its sentence ("A stamp").

    A mark that a pattern suggests and nobody set is for information.
    """
    for mark in evidence.marks:
        if mark.kind is not kind:
            continue
        tokens = without_delimiters(evidence.tokens_under(mark))
        words = evidence.words_beside(tokens)
        ocr = " ".join(word.text for word in words)
        text = "".join(token.raw for token in tokens)
        read = f"the OCR reads {quote(ocr)}" if ocr else "the OCR reads nothing there"
        guessed = f" Nobody marked it as such: {mark.why}." if mark.is_suggested and mark.why else ""
        message = f"{called}: the transcript has {quote(text)}, {read}.{guessed}"
        certain = Severity.INFO if mark.is_suggested else severity
        yield Concern(reason, certain, CHANCES[reason], message, tokens, words)


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
    """Say whether words that stand beside tokens cover most of the patch."""
    pairs = evidence.alignment.pairs if evidence.alignment else ()
    boxes = [word.box for pair in pairs if pair.tokens for word in pair.words if word.box]
    return sum(patch.box.overlap(box) for box in boxes) > MOSTLY * max(patch.box.area, 1)
