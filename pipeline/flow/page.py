"""The way of one page through the stages: align, compare, suggest, flag, measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.alignment.aligning import align_page
from pipeline.differences.finding import find_differences
from pipeline.flags.evidence import Evidence
from pipeline.flags.raising import raise_flags
from pipeline.model.alignment import Alignment
from pipeline.model.counts import Counts
from pipeline.model.flag import Flag
from pipeline.model.page import Page
from pipeline.model.transcript import Token
from pipeline.scores.counting import count_errors


@dataclass(frozen=True, slots=True)
class PageComparison:
    """What came of laying a stretch of the transcript beside a page."""

    alignment: Alignment
    flags: tuple[Flag, ...]
    counts: Counts


def compare_page(page: Page, tokens: Sequence[Token], *, number: int, scan: str) -> PageComparison:
    """Lay a stretch of the transcript beside a page, and list the places a person must look at.

    ``scan`` identifies the page image; the flags' keys are made from it.
    """
    alignment = align_page(tokens, page)
    differences = find_differences(alignment)
    evidence = Evidence(
        scan=scan, number=number, page=page, tokens=tuple(tokens), alignment=alignment, differences=differences
    )
    return PageComparison(alignment, raise_flags(evidence), count_errors(alignment, tokens))


def doubt_page(page: Page, *, number: int, scan: str) -> tuple[Flag, ...]:
    """List the places of a page without transcript that the engine itself doubts."""
    return raise_flags(Evidence(scan=scan, number=number, page=page, tokens=()))
