"""Initials and signatures that close a page or a letter, such as "E.H.C." at its foot.

Initials in a name ("W.A. Harriman") are text like any other: which is which was told when the transcript was read.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.flags.concern import Concern
from pipeline.flags.evidence import Evidence
from pipeline.flags.marked import marked, patched
from pipeline.model.flag import Reason, Severity
from pipeline.model.page import InkKind
from pipeline.model.transcript import MarkKind


def flag_initials(evidence: Evidence) -> Iterator[Concern]:
    """Flag initials and signatures, in the transcript and on the scan."""
    yield from marked(evidence, MarkKind.INITIALS, Reason.INITIALS, Severity.MINOR, "Initials")
    yield from marked(evidence, MarkKind.SIGNATURE, Reason.SIGNATURE, Severity.MINOR, "A signature")
    yield from patched(evidence, InkKind.SIGNATURE, Reason.SIGNATURE, Severity.MINOR, "a signature")
