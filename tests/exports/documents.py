"""Small documents to hand on: pages laid out by rule, compared with a transcript by the real stages."""

from __future__ import annotations

from pathlib import PurePosixPath

from pipeline.alignment.aligning import align_page
from pipeline.exports.placing import place_words
from pipeline.exports.sheets import ExportDocument, Sheet, Texts
from pipeline.model.geometry import Box, surround
from pipeline.model.page import EngineInfo, InkKind, Line, Page, Patch, Region, Word
from pipeline.model.result import PageStatus, Provenance
from pipeline.model.scan import Scan, ScanSource
from pipeline.transcripts.reading import read_transcript
from pipeline.transcripts.readings import diplomatic, reading, search

LETTER, HEIGHT, GAP = 20, 40, 80
"""Pixels: width of a letter, height of a line, from line to line."""
PROVENANCE = Provenance(
    program="corrigenda 0",
    python="3.11",
    engine="tesseract 5",
    engine_data=(("eng", "ab" * 32),),
    settings=(("lang", "eng"),),
    unicode="15.0.0",
    libraries=(),
    metrics="corrigenda",
)


def typed_page(*lines: str, confidence: float = 0.9) -> Page:
    """Return a page in a typewriter's letters: each word's box is as wide as its letters, two letters from the left."""
    made = []
    for number, text in enumerate(lines):
        top, left, words = 100 + GAP * number, 2 * LETTER, []
        for word in text.split(" "):
            box = Box(left, top, left + LETTER * len(word), top + HEIGHT)
            words.append(Word(word, box, confidence))
            left = box.right + LETTER
        made.append(Line(tuple(words), surround(word.box for word in words if word.box)))
    region = Region(tuple(made), surround(line.box for line in made if line.box))
    patches = (Patch(InkKind.STAMP, Box(900, 900, 1000, 950), 0.9),)
    return Page(1200, 1000, (region,), EngineInfo("tesseract", "5", "eng"), 200.0, patches)


def compared(
    page: Page, transcript: str, *, path: str = "letter_1.png", convention: str = "markdown"
) -> ExportDocument:
    """Return a document of one page with its transcript beside it."""
    read = read_transcript("letter.md", transcript.encode(), convention)
    texts = Texts(diplomatic(read.tokens), reading(read.tokens), search(read.tokens))
    sheet = Sheet(
        number=1,
        name=PurePosixPath(path).stem,
        scan=Scan(ScanSource(path, f"/scans/{path}"), "cd" * 32, page.width, page.height, dpi=page.dpi),
        status=PageStatus.COMPARED,
        blocks=place_words(page, align_page(read.tokens, page)),
        patches=page.patches,
        texts=texts,
        engine="tesseract 5",
        dpi=page.dpi,
    )
    return ExportDocument("letter", (sheet,), texts, PROVENANCE, "letter.md", read.sha256)


MEMO = compared(
    typed_page(
        "TOP SECRET",
        "The Colonei called on Mr. Pavlov at 7:30 and or-",
        "ganized the transfer of the files to the new office",
        "without delay, as had been agreed upon in Novem",
        "ber; he signed Cle Cow himself.",
    ),
    "~~TOP SECRET~~\n\nThe Colonel called on “Mr. Pavlov” at 7:30 and organized the swift transfer of the files to the "
    "new office without delay, as had been agreed upon in November; he signed [unclear] himself. Съдебник fiancée’s\n",
)
"""A struck stamp, a misread word, a cut word, a word the engine missed, a gap, and words in Cyrillic at the end."""
HOSTILE = compared(
    typed_page("plain words here", "and there"),
    'plain \x07words </script> & "here" \u202eand\u202c there ]]> =1+1',
    path='od"d <name>.png',
)
"""Characters that formats have to escape or cannot hold."""
