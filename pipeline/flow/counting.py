"""What counts in accuracy: everything that stands on the page, or less where the collection decided so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.alignment.aligning import align_page
from pipeline.model.alignment import Alignment
from pipeline.model.counts import Counts
from pipeline.model.page import Line, Page, Region
from pipeline.model.transcript import Token
from pipeline.scores.counting import count_errors
from pipeline.transcripts.readings import EVERYTHING, Policy


def count_page(page: Page, tokens: Sequence[Token], alignment: Alignment, policy: Policy = EVERYTHING) -> Counts:
    """Count the edits on a page, without the words that ``policy`` leaves out and the OCR's words beside them.

    What is left of the two sides is laid beside each other anew.
    """
    if not policy.left_out:
        return count_errors(alignment, tokens)
    kept = [token for token in tokens if not token.has_mark(*policy.left_out)]
    reduced = _without(page, _words_left_out(alignment, policy))
    return count_errors(align_page(kept, reduced), kept)


def _words_left_out(alignment: Alignment, policy: Policy) -> frozenset[int]:
    """Return where in the OCR witness those words begin that stand beside nothing but words left out."""
    return frozenset(
        start
        for pair in alignment.pairs
        if pair.tokens and all(token.has_mark(*policy.left_out) for token in pair.tokens)
        for start in alignment.ocr.starts
        if pair.ocr.start <= start < pair.ocr.end
    )


def _without(page: Page, starts: frozenset[int]) -> Page:
    """Return the page without the words that begin at ``starts`` of its text; empty lines and regions go too."""
    offset = 0
    regions: list[Region] = []
    for region in page.regions:
        lines: list[Line] = []
        for line in region.lines:
            words = []
            for word in line.words:
                if offset not in starts:
                    words.append(word)
                offset += len(word.text) + 1
            if words:
                lines.append(replace(line, words=tuple(words)))
        if lines:
            regions.append(replace(region, lines=tuple(lines)))
    return replace(page, regions=tuple(regions))
