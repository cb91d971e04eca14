"""Stamps, handwriting and file numbers, marked in the transcript or seen on the scan, and ink that nobody read."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.evidence import Evidence
from pipeline.flags.marked import marked, patched
from pipeline.model.flag import Reason, Severity
from pipeline.model.page import InkKind
from pipeline.model.transcript import MarkKind


def flag_stamps(evidence: Evidence) -> Iterator[Concern]:
    """Flag every stamp and every note by hand, in the transcript and on the scan, and what else stands on the scan."""
    yield from marked(evidence, MarkKind.STAMP, Reason.STAMP, Severity.MINOR, "A stamp")
    yield from marked(evidence, MarkKind.HAND, Reason.HANDWRITING, Severity.MINOR, "Handwriting")
    yield from patched(evidence, InkKind.STAMP, Reason.STAMP, Severity.MINOR, "a stamp")
    yield from patched(evidence, InkKind.HAND, Reason.HANDWRITING, Severity.MINOR, "handwriting")
    yield from patched(evidence, InkKind.FILE_NUMBER, Reason.NUMBER, Severity.MINOR, "a file number")
    unread = "ink that the OCR did not read"
    yield from patched(evidence, InkKind.UNKNOWN, Reason.LOW_CONFIDENCE, Severity.INFO, unread)
