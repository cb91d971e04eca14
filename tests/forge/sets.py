"""Sets of pages to train and to test with, kept apart by text, typeface and hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from tests.forge.busy import busy_marks
from tests.forge.document import DocumentSpec, document_files, forge_document, write_files
from tests.forge.faces import HANDS, STAMPS, TYPES
from tests.forge.layout import STRIKE_SIGNS, Column, pour
from tests.forge.prose import Prose, compose, fill, load_prose, pick
from tests.forge.slips import choose_slips
from tests.forge.spec import (
    Border,
    Hand,
    Ink,
    Item,
    Mode,
    PageSpec,
    Paper,
    Print,
    Ribbon,
    Scribble,
    Stain,
    Stamp,
    Typed,
)

PAGES_PER_DOCUMENT = 2
SLIPS_PER_DOCUMENT = 5
STRUCK = 0.012
"""Share of the running words that are struck out."""
OVALS = 0.25
"""Share of the upright stamps that are oval, with text along their rim."""

STAMP_PLACES = ((0.6, 4.2, -90), (0.55, 7.0, 90), (6.3, 1.6, -4), (2.2, 10.2, 3), (6.2, 10.15, 9), (4.6, 2.5, 0))
"""Centres, inches, and turns, degrees, before chance moves them; the last lies over typed lines now and then."""
STAMP_INKS = (Ink.RED, Ink.BLUE, Ink.VIOLET, Ink.BLACK)
PENS = (Ink.PEN, Ink.PENCIL, Ink.BLACK)


def make_set(
    folder: Path,
    *,
    seed: int,
    pages: int,
    wear: int = 2,
    mode: Mode = Mode.GREY,
    faces: Sequence[str] = TYPES,
    hands: Sequence[str] = HANDS,
    texts: str = "a",
    paper: Paper = Paper.CREAM,
    ribbon: Ribbon = Ribbon.BLACK,
    dpi: int = 200,
    struck: float = STRUCK,
    ovals: float = OVALS,
    is_busy: bool = False,
    stamp_faces: Sequence[str] = STAMPS,
    dry: float = 0,
) -> tuple[str, ...]:
    """Write documents of two pages below ``folder`` until there are ``pages``; return their names.

    Scans go to ``scans/``, transcripts to ``transcripts/``, truths to ``truth/``. Faces take turns from document to
    document. The same arguments give the same files. Busy pages bear more stamps and notes, in ``stamp_faces``, and
    fainter ones, of which the share ``dry`` is in dots.
    """
    names = []
    for index, first in enumerate(range(0, pages, PAGES_PER_DOCUMENT)):
        spec = plan_document(
            f"set{seed}{texts}{index + 1:03d}",
            rng=np.random.default_rng((seed, index)),
            prose=load_prose(texts),
            hands=hands,
            look=PageSpec(
                (),
                seed=seed * 1000 + index,
                wear=wear,
                mode=mode,
                dpi=dpi,
                face=faces[index % len(faces)],
                paper=paper,
                ribbon=ribbon,
            ),
            pages=min(PAGES_PER_DOCUMENT, pages - first),
            struck=struck,
            ovals=ovals,
            stamp_faces=stamp_faces if is_busy else (),
            dry=dry,
        )
        write_files(folder, document_files(forge_document(spec)))
        names.append(spec.name)
    return tuple(names)


def plan_document(
    name: str,
    *,
    rng: np.random.Generator,
    prose: Prose,
    hands: Sequence[str],
    look: PageSpec,
    pages: int,
    struck: float = STRUCK,
    ovals: float = OVALS,
    stamp_faces: Sequence[str] = (),
    dry: float = 0,
) -> DocumentSpec:
    """Return a document by chance; ``look`` gives all of its pages but what stands on them.

    With ``stamp_faces`` its pages are busy, ``dry`` of their marks in dots.
    """
    columns = [Column(top=3.3, lines=30, spacing=0.22), Column(top=1.3, lines=40, spacing=0.22)][:pages]
    room = sum(column.lines for column in columns)
    paragraphs = [_strike_some(text, struck, rng) for text in compose(prose, rng, room * 8)]
    poured = pour(paragraphs, columns)
    planned = []
    for number, body in enumerate(poured, start=1):
        head = _head(prose, rng) if number == 1 else (Typed(f"-{number}-", 4.1, 0.75, is_transcribed=False),)
        marks = (*_stamps(prose, ovals, rng), *_pen_work(prose, hands, rng))
        if stamp_faces:
            choice = [_stamp(place, prose, ovals, rng) for place in STAMP_PLACES]
            marks = (*busy_marks(prose, choice, hands, stamp_faces, rng, dry), *marks[-1:])
        items = (*head, *body, *marks)
        planned.append(
            replace(
                look,
                items=items,
                seed=look.seed * 10 + number,
                folds=(3.66, 7.33) if rng.random() < 0.3 else (),
                stains=(Stain((float(rng.uniform(2, 7)), float(rng.uniform(2, 9))), 0.7),)
                if rng.random() < 0.2
                else (),
            )
        )
    return DocumentSpec(name, tuple(planned), choose_slips(planned, prose.names, rng, SLIPS_PER_DOCUMENT))


def _strike_some(paragraph: str, struck: float, rng: np.random.Generator) -> str:
    words = paragraph.split()
    return " ".join(pick(tuple(STRIKE_SIGNS), rng) + word if rng.random() < struck else word for word in words)


def _head(prose: Prose, rng: np.random.Generator) -> tuple[Item, ...]:
    """Return letterhead, file number, date, subject and a line of form blanks."""
    letterhead = pick(prose.letterheads, rng)
    return (
        *(Print(line, 4.25, 0.6 + 0.25 * index, 14 - 3 * index) for index, line in enumerate(letterhead)),
        Typed(f"No. {pick(prose.file_numbers, rng)}", 1.05, 1.3, is_file_number=True),
        Typed(fill("{date}.", prose, rng), 5.4, 1.55),
        Typed("Referred to ____________ by ________", 1.05, 2.1),
        Typed("Subject:", 1.05, 2.55, is_underlined=True),
        Typed(fill(pick(prose.subjects, rng), prose, rng), 2.1, 2.55),
    )


def _stamps(prose: Prose, ovals: float, rng: np.random.Generator) -> tuple[Stamp, ...]:
    """Return one to three stamps, each at a place of its own."""
    places = rng.permutation(len(STAMP_PLACES))[: int(rng.integers(1, 4))]
    return tuple(_stamp(STAMP_PLACES[index], prose, ovals, rng) for index in places)


def _stamp(place: tuple[float, float, float], prose: Prose, ovals: float, rng: np.random.Generator) -> Stamp:
    x, y, angle = place
    is_upright = abs(angle) < 45
    centre = (x + float(rng.normal(0, 0.15)) * is_upright, y + float(rng.normal(0, 0.25)))
    angle += float(rng.normal(0, 3))
    ink = pick(STAMP_INKS, rng)
    if rng.random() < ovals and is_upright:
        upper, first, second, lower = (fill(line, prose, rng) for line in pick(prose.ovals, rng))
        return Stamp((first, second), centre, 10, angle, Border.OVAL, ink, (upper, lower))
    lines = tuple(fill(line, prose, rng) for line in pick(prose.stamps, rng))
    is_mark = len(lines) == 1
    return Stamp(
        lines,
        centre,
        points=24 if is_mark else 11,
        angle=angle,
        border=Border.BOX if rng.random() < 0.5 else Border.NONE,
        ink=ink,
        is_struck=is_mark and bool(rng.random() < 0.6),
        is_aligned_left=any("_" in line for line in lines),
        unclear=(len(" ".join(lines).split()) - 1,) if not is_mark and rng.random() < 0.3 else (),
    )


def _pen_work(prose: Prose, hands: Sequence[str], rng: np.random.Generator) -> tuple[Item, ...]:
    """Return a note in the margin or over the text, and initials at the foot."""
    face, ink = pick(hands, rng), pick(PENS, rng)
    note = Hand(
        pick(prose.notes, rng),
        left=float(rng.uniform(5.9, 6.6)),
        baseline=float(rng.uniform(0.8, 1.2)) if rng.random() < 0.5 else float(rng.uniform(4, 8)),
        points=float(rng.uniform(16, 24)),
        angle=float(rng.normal(-6, 6)),
        face=face,
        ink=ink,
    )
    initials = Hand(
        pick(prose.initials, rng), 7.0, 10.5, float(rng.uniform(22, 30)), face=face, ink=ink, is_initials=True
    )
    scrawl = Scribble(float(rng.uniform(3.5, 5)), 10.25, float(rng.uniform(0.5, 1.2)), float(rng.uniform(0.25, 0.45)))
    return (note, *((initials, scrawl) if rng.random() < 0.5 else (initials,)))
