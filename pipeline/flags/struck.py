"""Struck text: marked as deleted in the transcript, or crossed by a line on the scan."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.evidence import Evidence
from pipeline.flags.marked import marked, patched
from pipeline.model.flag import Reason, Severity
from pipeline.model.page import InkKind
from pipeline.model.transcript import MarkKind


def flag_struck(evidence: Evidence) -> Iterator[Concern]:
    """Flag every deletion, in the transcript and on the scan."""
    yield from marked(evidence, MarkKind.DELETION, Reason.STRUCK, Severity.MINOR, "Struck text")
    yield from patched(evidence, InkKind.STRUCK, Reason.STRUCK, Severity.MINOR, "struck text")
