"""Form fields: left empty in the transcript, or a ruled blank on the scan."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.evidence import Evidence
from pipeline.flags.marked import marked, patched
from pipeline.model.flag import Reason, Severity
from pipeline.model.page import InkKind
from pipeline.model.transcript import MarkKind


def flag_blanks(evidence: Evidence) -> Iterator[Concern]:
    """Flag every blank, since somebody may have filled it in by hand."""
    yield from marked(evidence, MarkKind.BLANK, Reason.BLANK, Severity.MINOR, "An empty form field")
    yield from patched(evidence, InkKind.BLANK, Reason.BLANK, Severity.INFO, "an empty form field")
