"""Text that one side alone has.

A line that the transcript skipped is among the worst errors; a stamp or a letterhead that it leaves out on purpose is
none. Neighbouring words make one flag, whichever it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.disagreement import disagreement
from pipeline.flags.evidence import Evidence
from pipeline.flags.priority import CHANCES, chance_of
from pipeline.flags.weighty import is_weighty
from pipeline.flags.wording import quote
from pipeline.model.difference import Difference, DifferenceKind
from pipeline.model.flag import Reason, Severity, Suggestion
from pipeline.model.page import Word
from pipeline.model.transcript import MarkKind, TokenKind

_HAS_ITS_OWN_FLAG = (
    MarkKind.STAMP,
    MarkKind.HAND,
    MarkKind.SIGNATURE,
    MarkKind.INITIALS,
    MarkKind.DELETION,
    MarkKind.BLANK,
    MarkKind.GAP,
    MarkKind.UNCLEAR,
    MarkKind.AMBIGUOUS_BRACKET,
    MarkKind.PLACEHOLDER,
)
LINE = 4
"""Words from which a stretch that the transcript lacks counts as a line."""
UNLIKELY = 0.2
"""Chance below which it is taken for a stamp or a letterhead left out on purpose, or for ink the OCR missed."""
DOUBTFUL = 0.6
"""Mean confidence below which, where no suggestion was made, words without a counterpart are taken for scraps."""
SPECK = 2
"""Letters and figures below which what the OCR alone reads is dirt, and raises no flag."""


def flag_absent(evidence: Evidence) -> Iterator[Concern]:
    """Flag what one side alone has, and transcript text that lies on no page."""
    if evidence.number is None:
        yield from _unplaced(evidence)
    taken = _read_in_gaps(evidence)
    for difference, suggestion in evidence.judged_differences:
        if difference.kind is DifferenceKind.EXTRA and not _is_marked(difference):
            yield _extra(difference, suggestion)
        elif (
            difference.kind is DifferenceKind.MISSING and not _is_speck(difference) and not _is_part(difference, taken)
        ):
            yield _missing(difference, suggestion)


def _read_in_gaps(evidence: Evidence) -> frozenset[Word]:
    """Return the words that the OCR reads where the transcriber could not: they are told with the gap."""
    gaps = [token for token in evidence.tokens if token.kind is TokenKind.GAP]
    return frozenset(word for gap in gaps for word in evidence.words_around((gap,)))


def _is_part(difference: Difference, words: frozenset[Word]) -> bool:
    return all(word in words for pair in difference.pairs for word in pair.words)


def _is_speck(difference: Difference) -> bool:
    return sum(map(str.isalnum, difference.ocr)) < SPECK


def _unplaced(evidence: Evidence) -> Iterator[Concern]:
    tokens = tuple(token for token in evidence.tokens if token.is_text)
    if tokens:
        message = f"{quote(' '.join(token.text for token in tokens))} was found on none of the scans."
        chance = CHANCES[Reason.EXTRA_TEXT]
        yield Concern(Reason.EXTRA_TEXT, Severity.MAJOR, chance, message, evidence.stretch_of(tokens))


def _extra(difference: Difference, suggestion: Suggestion | None) -> Concern:
    reason = Reason.EXTRA_TEXT
    message = f"The transcript has {quote(difference.reference)}; the OCR reads nothing of it."
    if suggestion and chance_of(reason, suggestion) < UNLIKELY:
        message += " The OCR has probably missed it."
        return disagreement(difference, suggestion, reason, Severity.MINOR, message)
    severity = Severity.CRITICAL if is_weighty(difference.reference, "") else Severity.MAJOR
    return disagreement(difference, suggestion, reason, severity, message)


def _missing(difference: Difference, suggestion: Suggestion | None) -> Concern:
    reason = Reason.MISSING_TEXT
    message = f"The OCR reads {quote(difference.ocr)}; the transcript has nothing of it."
    if _is_scrap(difference, suggestion):
        message += " It is probably a stamp, handwriting, a letterhead or dirt."
        return disagreement(difference, suggestion, reason, Severity.INFO, message)
    is_line = sum(len(pair.words) for pair in difference.pairs) >= LINE
    severity = Severity.CRITICAL if is_line or is_weighty("", difference.ocr) else Severity.MAJOR
    return disagreement(difference, suggestion, reason, severity, message)


def _is_scrap(difference: Difference, suggestion: Suggestion | None) -> bool:
    if suggestion:
        return chance_of(Reason.MISSING_TEXT, suggestion) < UNLIKELY
    words = [word for pair in difference.pairs for word in pair.words]
    return sum(0.5 if word.confidence is None else word.confidence for word in words) / len(words) < DOUBTFUL


def _is_marked(difference: Difference) -> bool:
    """Say whether every token of it raises a flag of its own for the mark it carries."""
    tokens = [token for pair in difference.pairs for token in pair.tokens]
    return all(token.has_mark(*_HAS_ITS_OWN_FLAG) or token.kind is TokenKind.GAP for token in tokens)
