"""A small run with something of everything."""

from __future__ import annotations

import pytest

from pipeline.model.alignment import Alignment, Block, Distance, Opcode, Pair, Relation, Witness
from pipeline.model.counts import Cause, Counts, Tally
from pipeline.model.difference import Segment
from pipeline.model.flag import Flag, OcrReading, Reason, ReferenceReading, Severity, Suggestion
from pipeline.model.geometry import Box, Span
from pipeline.model.page import EngineInfo, Line, Page, Reading, Region, Word
from pipeline.model.placement import PlacementStatus
from pipeline.model.result import (
    DocumentResult,
    PageResult,
    PageStatus,
    Provenance,
    RunResult,
    UnplacedText,
)
from pipeline.model.scan import PairingRule, Rejected, Scan, ScanSource
from pipeline.model.transcript import Mark, MarkKind, Token, TokenKind

COUNTS = Counts(
    characters=Tally(1, 7),
    words=Tally(1, 1),
    recognition=Tally(0, 7),
    recognition_words=Tally(0, 1),
    causes=((Cause.TYPOGRAPHY, 1),),
    pages=1,
)


def a_document(name: str = "letter") -> DocumentResult:
    """Return a document of two pages: one compared, with two flags, and one that failed."""
    mark = Mark(MarkKind.UNCLEAR, Span(0, 7), (("reason", "faded"),))
    token = Token(TokenKind.WORD, "decison", 0, "decison", (mark,))
    word = Word("decision", Box(10, 20, 90, 40), 0.9671846, None, (Reading("declsion", "cleaned"),))
    pair = Pair((token,), (word,), Relation.IN_ORDER, 0, Span(0, 7), Span(0, 8), "decison", "decision", 1)
    block = Block(Relation.IN_ORDER, Span(0, 7), Span(0, 8), (Opcode("replace", Span(0, 7), Span(0, 7)),))
    alignment = Alignment(
        Witness("decison", (token,), (0,)),
        Witness("decision", (word,), (0,)),
        (block,),
        (pair,),
        Distance(1, True),
        True,
    )
    source = ScanSource(f"{name}_01.tif", f"/scans/{name}_01.tif")
    page = Page(800, 600, (Region((Line((word,), word.box),), None),), EngineInfo("tesseract", "5.3.0", "eng"), 300)
    scan = Scan(source, "f" * 64, 800, 600, dpi=300)
    compared = PageResult(
        number=1,
        source=source,
        status=PageStatus.COMPARED,
        problem=None,
        scan=scan,
        page=page,
        placement=PlacementStatus.LOCATED,
        placement_score=0.9,
        transcript=f"transcripts/{name}.md",
        spans=(Span(0, 7),),
        alignment=alignment,
        counts=COUNTS,
    )
    failed = PageResult(2, ScanSource(f"{name}.tif", "/x", 1, 2), PageStatus.FAILED, "cannot be read", None, None)
    return DocumentResult(
        id=name,
        rule=PairingRule.NUMBERED,
        transcripts=(f"transcripts/{name}.md",),
        transcript_sha256=("e" * 64,),
        convention="markdown",
        pages=(compared, failed),
        unplaced=(UnplacedText(Span(8, 12), "note"),),
        flags=(a_flag("minor", 0.2), a_flag("first", 0.93)),
        counts=COUNTS,
    )


def a_flag(key: str, priority: float) -> Flag:
    return Flag(
        key=key,
        place=1,
        page=1,
        reason=Reason.SUBSTITUTION,
        severity=Severity.MAJOR,
        priority=priority,
        message="The scan seems to say something else.",
        reference=ReferenceReading("decison", 0, 7),
        ocr=OcrReading("decision", 0.9671846, Box(10, 20, 90, 40)),
        segments=(Segment("decis", "decis"), Segment("", "i"), Segment("on", "on")),
        before="the ",
        suggestion=Suggestion("decision", "ocr", 0.97),
    )


PROVENANCE = Provenance(
    program="corrigenda 0.1.0",
    python="3.11.7",
    engine="tesseract 5.3.0",
    engine_data=(("eng", "7d43"),),
    settings=(("lang", "eng"),),
    unicode="14.0.0",
    libraries=(("lxml", "6.1.3"),),
    metrics="corrigenda",
)


@pytest.fixture
def document() -> DocumentResult:
    return a_document()


@pytest.fixture
def run(document: DocumentResult) -> RunResult:
    return RunResult(
        PROVENANCE,
        (document, a_document("memo \u00e9")),
        COUNTS + COUNTS,
        (Rejected("x.png", "is empty"),),
        ("transcripts/alone.md",),
    )
