"""What a report can be told."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import UsageError
from pipeline.model.flag import Reason

MASKABLE = (
    Reason.STAMP,
    Reason.SIGNATURE,
    Reason.INITIALS,
    Reason.HANDWRITING,
    Reason.STRUCK,
    Reason.UNCLEAR,
    Reason.ILLEGIBLE,
    Reason.BLANK,
)
"""The kinds of text that can be kept out of a report: those that are told by what they are, not by how they differ."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The settings of a report; the same ones over the same result give the same bytes."""

    title: str = "Corrigenda report"
    images: bool = True
    """False: no pixel of any scan gets into the report."""
    mask: tuple[str, ...] = ()
    """Kinds of text (values of ``MASKABLE``) of which the report may hold no pixel and no string."""
    language: str = "en"
    """BCP 47 tag of the language of the readings."""
    report_id: str = ""
    """Tells this report from others in one browser; its documents' checksums do so besides."""
    date: str = ""
    """Shown as the date of the report (ISO 8601), when given; the program never asks the clock."""
    metrics: str = "corrigenda"
    """Name of the metric profile that the figures follow."""
    not_counted: tuple[str, ...] = ()
    """Kinds of text that are in no figure."""
    most_flags: int = 2_000
    """A file with more places is split."""
    most_bytes: int = 5_000_000
    """A file that would be larger is split where it can be: between pages, then between places."""
    most_alike: int = 200
    """Places of each document that are kept for the groups of the whole run; lower it where a run has thousands."""
    picture_width: int = 1_500
    """Most pixels across for the picture of a page; type on a sheet of letter paper stays legible at 175 dpi."""

    def __post_init__(self) -> None:
        known = tuple(reason.value for reason in MASKABLE)
        for kind in self.mask:
            if kind not in known:
                raise UsageError(f'"{kind}" cannot be masked', advice=f"Kinds that can: {', '.join(known)}.")
