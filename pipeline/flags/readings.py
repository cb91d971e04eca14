"""Other words on which the two sides differ, down to their punctuation.

Kinds of quotes and dashes, hyphens at line ends and the line layout raise no flag: they follow from how the
transcript was typed, not from what stands at one place, and are counted among the scores.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.disagreement import disagreement
from pipeline.flags.evidence import Evidence
from pipeline.flags.weighty import is_weighty
from pipeline.model.difference import DifferenceKind
from pipeline.model.flag import Reason, Severity

READINGS = {
    DifferenceKind.SUBSTITUTION: (Reason.SUBSTITUTION, Severity.MAJOR),
    DifferenceKind.WORD_SPLIT: (Reason.WORD_SPLIT, Severity.MAJOR),
    DifferenceKind.PUNCTUATION: (Reason.PUNCTUATION, Severity.MINOR),
    DifferenceKind.CASE: (Reason.CASE, Severity.MINOR),
    DifferenceKind.SPACING: (Reason.SPACING, Severity.INFO),
}


def flag_readings(evidence: Evidence) -> Iterator[Concern]:
    """Flag every word that the OCR reads otherwise, unless it is a figure or a name."""
    for difference, suggestion in evidence.judged_differences:
        if difference.kind in READINGS:
            reason, severity = READINGS[difference.kind]
            if severity is Severity.MAJOR and is_weighty(difference.reference, difference.ocr):
                severity = Severity.CRITICAL
            yield disagreement(difference, suggestion, reason, severity)
