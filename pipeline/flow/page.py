"""The way of one page through the stages: align, compare; then suggest, flag, measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.alignment.aligning import align_page
from pipeline.alignment.patches import lay_patches
from pipeline.corrections.alone import suggest_alone
from pipeline.corrections.calibration import UNCHANGED, Calibration
from pipeline.corrections.knowledge import Knowledge
from pipeline.corrections.suggesting import suggest
from pipeline.differences.finding import find_differences
from pipeline.flags.evidence import Evidence
from pipeline.flags.raising import raise_flags
from pipeline.flow.counting import count_page
from pipeline.model.alignment import Alignment
from pipeline.model.counts import Counts
from pipeline.model.difference import Difference
from pipeline.model.flag import Flag
from pipeline.model.page import Page
from pipeline.model.transcript import Token
from pipeline.transcripts.readings import EVERYTHING, Policy


@dataclass(frozen=True, slots=True)
class PageComparison:
    """A stretch of the transcript laid beside a page."""

    page: Page
    tokens: tuple[Token, ...]
    alignment: Alignment
    differences: tuple[Difference, ...]
    counts: Counts


def compare_page(page: Page, tokens: Sequence[Token], policy: Policy = EVERYTHING) -> PageComparison:
    """Lay a stretch of the transcript beside a page, find where they disagree, and count what ``policy`` counts."""
    alignment = align_page(tokens, page)
    return PageComparison(
        page=page,
        tokens=tuple(tokens),
        alignment=alignment,
        differences=find_differences(alignment),
        counts=count_page(page, tokens, alignment, policy),
    )


def flag_page(
    comparison: PageComparison,
    knowledge: Knowledge,
    *,
    number: int,
    scan: str,
    calibration: Calibration = UNCHANGED,
) -> tuple[Flag, ...]:
    """List the places of a page where a person must look.

    ``knowledge`` is what the run and the document have taught, ``calibration`` what decisions on earlier runs have
    of suggestions; ``scan`` identifies the page image, and the flags' keys are made from it.
    """
    return raise_flags(
        Evidence(
            scan=scan,
            number=number,
            page=comparison.page,
            tokens=comparison.tokens,
            alignment=comparison.alignment,
            differences=comparison.differences,
            laid_patches=lay_patches(comparison.alignment, comparison.page.patches),
            suggestions=suggest(comparison.differences, comparison.alignment, knowledge, calibration),
        )
    )


def doubt_page(page: Page, knowledge: Knowledge, *, number: int, scan: str) -> tuple[Flag, ...]:
    """List the places of a page without transcript that the engine itself doubts, with what they probably say."""
    readings = suggest_alone(page.words, knowledge)
    return raise_flags(Evidence(scan=scan, number=number, page=page, tokens=(), readings=readings))
