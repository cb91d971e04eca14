"""Small results to make reports of: a page that is drawn here, and flags on its words."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw

from pipeline.images.crops import Crop, crop
from pipeline.model.counts import Counts
from pipeline.model.difference import Segment
from pipeline.model.flag import Flag, OcrReading, Reason, ReferenceReading, Severity, by_urgency
from pipeline.model.geometry import Box, surround
from pipeline.model.page import EngineInfo, Line, Page, Region, Word
from pipeline.model.result import DocumentResult, PageResult, PageStatus, Provenance, RunResult
from pipeline.model.scan import PairingRule, Scan, ScanSource
from pipeline.reports.report import PictureSource, ReportOptions, render_report

WIDTH, HEIGHT = 800, 1_000
MARGIN, PITCH, SIZE = 60, 40, 22
"""Of the drawn page, in pixels."""

TEXT = """The harbour master reports that the ferry of June 4
left the pier at 6.15 with 231 passengers aboard and
returned before noon. Nobody was hurt. The decision
to close the eastern basin rests with Mr. Aldous Penn
who signs below.""".splitlines()


class DrawnPictures:
    """Pictures of a page that shows a grey block for each word, each in a grey of its own."""

    def __init__(self, page: Page) -> None:
        self.image = Image.new("L", (page.width, page.height), 255)
        draw = ImageDraw.Draw(self.image)
        for index, word in enumerate(page.words):
            assert word.box is not None
            box = word.box
            draw.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), fill=20 + 4 * (index % 50))

    def picture(
        self, scan: Scan, area: Box, *, most_width: int, most_height: int, hidden: Sequence[Box] = ()
    ) -> Crop | None:
        image = self.image.copy()
        for box in hidden:
            image.paste(128, (box.left, box.top, box.right, box.bottom))
        return crop(image, area, orientation=scan.orientation, most_width=most_width, most_height=most_height)


def make_page(lines: Sequence[str] = TEXT, confidence: float = 0.9) -> Page:
    """Return a page with one word for each word of ``lines``, every character ten pixels wide."""
    made = []
    for row, text in enumerate(lines):
        left, words = MARGIN, []
        for written in text.split():
            box = Box(left, MARGIN + row * PITCH, left + 10 * len(written), MARGIN + row * PITCH + SIZE)
            words.append(Word(written, box, confidence))
            left = box.right + 10
        made.append(Line(tuple(words), surround(word.box for word in words if word.box)))
    region = (Region(tuple(made), None),) if made else ()
    return Page(WIDTH, HEIGHT, region, EngineInfo("recorded", "1", "eng"))


def make_flag(
    number: int,
    word: Word | None,
    reference: str | None = "decison",
    reason: Reason = Reason.SUBSTITUTION,
    severity: Severity = Severity.MAJOR,
    **changes: object,
) -> Flag:
    """Return a flag on a word, the first of many the most urgent."""
    ocr = OcrReading(word.text, word.confidence, word.box) if word else None
    values: dict[str, object] = {
        "key": f"{number:032x}",
        "place": number,
        "page": 1,
        "reason": reason,
        "severity": severity,
        "priority": max(0.0, 1 - number / 10_000),
        "message": "The transcript and the OCR disagree.",
        "reference": None if reference is None else ReferenceReading(reference, number * 10, number * 10 + 5),
        "ocr": ocr,
        "segments": (Segment(reference or "", word.text if word else ""),),
        "before": "before it ",
        "after": " after it",
    }
    return Flag(**(values | changes))  # type: ignore[arg-type]


def make_document(flags: Iterable[Flag], page: Page | None = None, name: str = "letter-1") -> DocumentResult:
    """Return a document of one page."""
    source = ScanSource(f"{name}.png", f"{name}.png")
    scan = Scan(source, "ab" * 32, WIDTH, HEIGHT)
    result = PageResult(1, source, PageStatus.COMPARED, None, scan, page or make_page())
    ordered = tuple(sorted(flags, key=by_urgency))
    return DocumentResult(
        id=name,
        rule=PairingRule.NUMBERED,
        transcripts=(f"{name}.md",),
        transcript_sha256=("cd" * 32,),
        convention="markdown",
        pages=(result,),
        unplaced=(),
        flags=ordered,
        counts=Counts(),
    )


def make_run(*documents: DocumentResult) -> RunResult:
    """Return a run of some documents."""
    provenance = Provenance("corrigenda 0", "3.11", "recorded 1", (), (), "15.0", (), "corrigenda")
    return RunResult(provenance, documents, sum((each.counts for each in documents), Counts()))


def png_of(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def files_of(*documents: DocumentResult, pictures: PictureSource | None = None, **options: object) -> dict[str, bytes]:
    """Return the files of the report of some documents."""
    source = pictures or DrawnPictures(make_page())
    return dict(render_report(make_run(*documents), source, ReportOptions(**options)))  # type: ignore[arg-type]


def some_flags(number: int, page: Page | None = None) -> list[Flag]:
    """Return flags on the first words of a page, of various reasons and severities."""
    words = (page or make_page()).words
    kinds = ((Reason.NUMBER, Severity.CRITICAL), (Reason.SUBSTITUTION, Severity.MAJOR), (Reason.CASE, Severity.MINOR))
    flags = []
    for index in range(number):
        word = words[index % len(words)]
        reason, severity = kinds[index % len(kinds)]
        flags.append(make_flag(index + 1, word, f"{word.text}x", reason, severity))
    return flags
