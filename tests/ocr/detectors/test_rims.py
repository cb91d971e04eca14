"""Text along the rim of oval stamps on forged pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, InkKind, Line, Page, Region, Word
from pipeline.model.picture import GreyPicture
from tests.forge.spec import Border, Ink, Stamp
from tests.ocr.typed_pages import ENGINE, look, typed

OVAL = Stamp(
    ("RECEIVED", "MAY 4 1944"), (5.6, 1.05), 10, 4, Border.OVAL, Ink.BLACK, ("HARBOUR OFFICE OF DUNE", "ARCHIVE")
)


@dataclass
class CountingEngine:
    """Reads in each row of pictures on a sheet how many rows stand above it."""

    info: EngineInfo = ENGINE
    rows: list[list[Box]] = field(default_factory=list)

    def read(self, picture: GreyPicture) -> Page:
        boxes = inked_rows(picture)
        self.rows.append(boxes)
        lines = tuple(Line((Word(f"row{number}", box, 0.9),), box) for number, box in enumerate(boxes))
        return Page(picture.width, picture.height, (Region(lines, None),), ENGINE)

    def read_together(self, pictures: Sequence[GreyPicture]) -> tuple[Page, ...]:
        return tuple(map(self.read, pictures))

    def stop(self) -> None:
        """Nothing runs."""


def inked_rows(picture: GreyPicture) -> list[Box]:
    """Return the stretches of rows of a sheet in which there is anything but its paper."""
    paper, found, first = picture.pixels[0], [], None
    for row in range(picture.height + 1):
        line = picture.pixels[row * picture.width : (row + 1) * picture.width]
        is_inked = bool(line) and min(line) < paper - 60
        if is_inked and first is None:
            first = row
        elif not is_inked and first is not None:
            found.append(Box(10, first, picture.width // 2, row))
            first = None
    return found


def test_the_rim_of_an_oval_stamp_is_read_in_one_call_with_its_middle() -> None:
    engine = CountingEngine()
    page, _ = look(*typed(), OVAL, engine=engine)
    (found,) = [patch for patch in page.patches if patch.kind is InkKind.STAMP]
    assert len(engine.rows) == 1
    assert found.text
    assert len(engine.rows[0]) >= 4


def test_the_rim_of_a_stamp_in_a_box_is_not_looked_for() -> None:
    engine = CountingEngine()
    box = Stamp(("RECEIVED", "HARBOUR OFFICE", "MAY 4 1944"), (5.6, 1.05), border=Border.BOX, ink=Ink.BLACK)
    look(*typed(), box, engine=engine)
    assert len(engine.rows) == 1
    assert len(engine.rows[0]) < 4
