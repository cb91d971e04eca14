"""Marks that may mean several things or nothing, and placeholders that are no transcription."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.evidence import Evidence
from pipeline.flags.priority import CHANCES
from pipeline.flags.wording import quote
from pipeline.model.flag import Reason, Severity
from pipeline.model.transcript import Mark, MarkKind

_MALFORMED = {
    "unbalanced": "its other half is missing",
    "too-deep": "it stands within too many others",
    "unknown-tag": "the convention does not know it",
}


def flag_brackets(evidence: Evidence) -> Iterator[Concern]:
    """Flag every distinct mark of unknown meaning once, and every placeholder."""
    seen: set[str] = set()
    for mark in evidence.marks:
        tokens = evidence.tokens_under(mark)
        text = "".join(token.raw for token in tokens)
        doubt = _doubt(mark)
        if doubt and text not in seen:
            seen.add(text)
            message = f"{quote(text)} is not clear as a mark: {doubt}."
            reason, severity = Reason.AMBIGUOUS_MARK, Severity.MINOR
        elif mark.kind is MarkKind.PLACEHOLDER:
            message = f"{quote(text)} is a placeholder left in the transcript, not what stands on the page."
            reason, severity = Reason.PLACEHOLDER, Severity.MAJOR
        else:
            continue
        yield Concern(reason, severity, CHANCES[reason], message, tokens, evidence.words_beside(tokens))


def _doubt(mark: Mark) -> str:
    """Say what is unclear about a mark; empty where nothing is."""
    if mark.kind is MarkKind.AMBIGUOUS_BRACKET:
        candidates = mark.attribute("candidates")
        return mark.why or (f"it may be {candidates}" if candidates else "the convention does not say enough")
    return _MALFORMED.get(mark.attribute("code"), "") if mark.kind is MarkKind.ERROR else ""
