"""Text that one side alone has.

A line that the transcript skipped is among the worst errors; a stamp or a letterhead that it leaves out on purpose is
none. Neighbouring words make one flag, whichever it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.disagreement import disagreement
from pipeline.flags.evidence import Evidence
from pipeline.flags.priority import CHANCES
from pipeline.flags.weighty import is_weighty
from pipeline.flags.wording import quote
from pipeline.model.difference import Difference, DifferenceKind
from pipeline.model.flag import Reason, Severity, Suggestion
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
DOUBTFUL = 0.6
"""Mean confidence under which words without a counterpart are taken for scraps of a stamp, a hand or dirt."""


def flag_absent(evidence: Evidence) -> Iterator[Concern]:
    """Flag what one side alone has, and transcript text that lies on no page."""
    if evidence.number is None:
        yield from _unplaced(evidence)
    for difference, suggestion in evidence.judged_differences:
        if difference.kind is DifferenceKind.EXTRA and not _is_marked(difference):
            yield _extra(difference, suggestion)
        elif difference.kind is DifferenceKind.MISSING:
            yield _missing(difference, suggestion)


def _unplaced(evidence: Evidence) -> Iterator[Concern]:
    tokens = tuple(token for token in evidence.tokens if token.is_text)
    if tokens:
        message = f"{quote(' '.join(token.text for token in tokens))} was found on none of the scans."
        chance = CHANCES[Reason.EXTRA_TEXT]
        stretch = tuple(token for token in evidence.tokens if tokens[0].start <= token.start < tokens[-1].end)
        yield Concern(Reason.EXTRA_TEXT, Severity.MAJOR, chance, message, stretch)


def _extra(difference: Difference, suggestion: Suggestion | None) -> Concern:
    weighty = is_weighty(difference.reference, "")
    message = f"The transcript has {quote(difference.reference)}; the OCR reads nothing of it."
    severity = Severity.CRITICAL if weighty else Severity.MAJOR
    return disagreement(difference, suggestion, Reason.EXTRA_TEXT, severity, message)


def _missing(difference: Difference, suggestion: Suggestion | None) -> Concern:
    if _mean_confidence(difference) < DOUBTFUL:
        message = f"The OCR reads {quote(difference.ocr)}: probably scraps of a stamp, of handwriting or of dirt."
        return disagreement(difference, suggestion, Reason.MISSING_TEXT, Severity.INFO, message)
    message = f"The OCR reads {quote(difference.ocr)}; the transcript has nothing of it."
    is_line = len(difference.pairs) >= LINE
    severity = Severity.CRITICAL if is_line or is_weighty("", difference.ocr) else Severity.MAJOR
    return disagreement(difference, suggestion, Reason.MISSING_TEXT, severity, message)


def _is_marked(difference: Difference) -> bool:
    """Say whether every token of it raises a flag of its own for the mark it carries."""
    tokens = [token for pair in difference.pairs for token in pair.tokens]
    return all(token.has_mark(*_HAS_ITS_OWN_FLAG) or token.kind is TokenKind.GAP for token in tokens)


def _mean_confidence(difference: Difference) -> float:
    words = [word for pair in difference.pairs for word in pair.words]
    return sum(0.5 if word.confidence is None else word.confidence for word in words) / len(words)
