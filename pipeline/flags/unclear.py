"""Places that the transcriber could not read, or read with doubt: ``[unclear]``, ``[illegible]``, ``[word?]``."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.evidence import Evidence
from pipeline.flags.priority import CHANCES
from pipeline.flags.wording import quote
from pipeline.model.flag import Reason, Severity
from pipeline.model.transcript import Mark, MarkKind


def flag_unclear(evidence: Evidence) -> Iterator[Concern]:
    """Flag every gap and every doubtful reading, with what the OCR reads there.

    Within a stamp that both sides have, the place is the stamp's; its text is not what stands in the gap.
    """
    for mark in evidence.marks:
        if mark.kind not in (MarkKind.GAP, MarkKind.UNCLEAR, MarkKind.REDACTION):
            continue
        tokens = evidence.tokens_under(mark)
        words = evidence.words_beside(tokens) or evidence.words_around(tokens)
        reason = _reason(mark, "".join(token.raw for token in tokens))
        patches = () if words else evidence.patches_beside(tokens)
        message = _message(mark, " ".join(word.text for word in words), " ".join(patch.text for patch in patches))
        yield Concern(reason, Severity.MAJOR, CHANCES[reason], message, tokens, words)


def _reason(mark: Mark, raw: str) -> Reason:
    """A gap is illegible, unless the transcriber called it unclear."""
    return Reason.UNCLEAR if mark.kind is MarkKind.UNCLEAR or "unclear" in raw.lower() else Reason.ILLEGIBLE


def _message(mark: Mark, ocr: str, around: str) -> str:
    if mark.kind is MarkKind.UNCLEAR:
        said = "The transcriber was not sure of this reading"
    elif mark.kind is MarkKind.REDACTION:
        said = "The transcriber marked this place as blacked out"
    else:
        said = "The transcriber could not read this place"
    if ocr:
        return f"{said}; the OCR reads {quote(ocr)} here."
    if around:
        return f"{said}; around it, the OCR reads {quote(around)}."
    return f"{said}, and the OCR reads nothing here."
