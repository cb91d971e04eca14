"""Flags on a small page: a transcript laid beside what the OCR reads, through the real stages."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.alignment.aligning import align_page
from pipeline.differences.finding import find_differences
from pipeline.flags.evidence import Evidence
from pipeline.flags.raising import raise_flags
from pipeline.model.flag import Flag, Suggestion
from pipeline.model.geometry import Box, surround
from pipeline.model.page import EngineInfo, Line, Page, Patch, Region, Word
from pipeline.transcripts.reading import read_transcript
from pipeline.transcripts.suggesting import suggest_marks

CHARACTER, LINE_HEIGHT = 10, 30
"""Pixels: the width of every character, and from line to line."""


def make_page(
    text: str, confidence: float = 0.96, *, unsure: Sequence[str] = (), patches: Sequence[Patch] = ()
) -> Page:
    """Return a page that reads as ``text``; the words in ``unsure`` were read with confidence 0.2."""
    lines = []
    for row, line in enumerate(text.split("\n")):
        words, column = [], 0
        for written in line.split():
            box = Box(
                CHARACTER * column, LINE_HEIGHT * row, CHARACTER * (column + len(written)), LINE_HEIGHT * row + 20
            )
            words.append(Word(written, box, 0.2 if written in unsure else confidence))
            column += len(written) + 1
        if words:
            lines.append(Line(tuple(words), surround(word.box for word in words if word.box)))
    region = (Region(tuple(lines), None),) if lines else ()
    return Page(2000, 3000, region, EngineInfo("none", "", ""), patches=tuple(patches))


def gather(transcript: str, page: Page | str, *, convention: str = "markdown", scan: str = "scan") -> Evidence:
    """Return the evidence of one page, without suggestions."""
    page = make_page(page) if isinstance(page, str) else page
    tokens = suggest_marks(read_transcript("memo.md", transcript.encode(), convention)).tokens
    alignment = align_page(tokens, page)
    return Evidence(scan, 1, page, tokens, alignment, find_differences(alignment))


def judge(
    transcript: str, page: Page | str, *, suggestion: Suggestion | None = None, scan: str = "scan"
) -> tuple[Flag, ...]:
    """Return the flags of one page; every difference gets the same suggestion, or none."""
    evidence = gather(transcript, page, scan=scan)
    suggestions = (suggestion,) * len(evidence.differences) if suggestion else ()
    return raise_flags(
        Evidence(
            evidence.scan,
            evidence.number,
            evidence.page,
            evidence.tokens,
            evidence.alignment,
            evidence.differences,
            suggestions,
        )
    )
