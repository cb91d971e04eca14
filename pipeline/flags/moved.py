"""Text that both sides have, at different places."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.disagreement import disagreement
from pipeline.flags.evidence import Evidence
from pipeline.flags.wording import quote
from pipeline.model.difference import DifferenceKind
from pipeline.model.flag import Reason, Severity

FEW = 3
"""Words below which a block is no block: "of" stands everywhere."""


def flag_moved(evidence: Evidence) -> Iterator[Concern]:
    """Flag every block that stands elsewhere in the transcript than on the page."""
    for difference, _ in evidence.judged_differences:
        if difference.kind is DifferenceKind.MOVED:
            message = f"{quote(difference.reference)} stands at another place in the transcript than on the page."
            severity = Severity.MAJOR if len(difference.pairs) >= FEW else Severity.INFO
            yield disagreement(difference, None, Reason.MOVED, severity, message)
