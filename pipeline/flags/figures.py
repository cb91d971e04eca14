"""Numbers and dates on which the two sides differ: the costliest differences, and the easiest to overlook."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.disagreement import disagreement
from pipeline.flags.evidence import Evidence
from pipeline.model.difference import DifferenceKind
from pipeline.model.flag import Reason, Severity

_REASONS = {DifferenceKind.NUMBER: Reason.NUMBER, DifferenceKind.DATE: Reason.DATE}


def flag_figures(evidence: Evidence) -> Iterator[Concern]:
    """Flag every number and every date that the OCR reads otherwise."""
    for difference, suggestion in evidence.judged_differences:
        if difference.kind in _REASONS:
            yield disagreement(difference, suggestion, _REASONS[difference.kind], Severity.CRITICAL)
