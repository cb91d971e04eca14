"""Brackets that may mean several things, and placeholders that are no transcription."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.evidence import Evidence
from pipeline.flags.priority import CHANCES
from pipeline.flags.wording import quote
from pipeline.model.flag import Reason, Severity
from pipeline.model.transcript import MarkKind


def flag_brackets(evidence: Evidence) -> Iterator[Concern]:
    """Flag every distinct bracketed text of unknown meaning, and every placeholder."""
    seen: set[str] = set()
    for mark in evidence.marks:
        tokens = evidence.tokens_under(mark)
        text = "".join(token.raw for token in tokens)
        if mark.kind is MarkKind.AMBIGUOUS_BRACKET and text not in seen:
            seen.add(text)
            message = f"{quote(text)} may mean several things: {mark.why or 'the convention does not say which'}."
            reason, severity = Reason.AMBIGUOUS_MARK, Severity.MINOR
        elif mark.kind is MarkKind.PLACEHOLDER:
            message = f"{quote(text)} is a placeholder left in the transcript, not what stands on the page."
            reason, severity = Reason.PLACEHOLDER, Severity.MAJOR
        else:
            continue
        yield Concern(reason, severity, CHANCES[reason], message, tokens, evidence.words_beside(tokens))
