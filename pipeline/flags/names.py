"""Proper names on which the two sides differ."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.disagreement import disagreement
from pipeline.flags.evidence import Evidence
from pipeline.model.difference import DifferenceKind
from pipeline.model.flag import Reason, Severity


def flag_names(evidence: Evidence) -> Iterator[Concern]:
    """Flag every name that the OCR reads otherwise."""
    for difference, suggestion in evidence.judged_differences:
        if difference.kind is DifferenceKind.NAME:
            yield disagreement(difference, suggestion, Reason.NAME, Severity.CRITICAL)
