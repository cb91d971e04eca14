"""What is kept of a page for the next run, and what is not, when the engine does not read it to the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image

from pipeline.errors import RecognitionError, StoppedError
from pipeline.flow.reading import Known, PageReading, Reader, Unchanged
from pipeline.images.limits import Limits
from pipeline.model.page import EngineInfo, Page
from pipeline.model.picture import GreyPicture
from pipeline.model.scan import ScanSource
from pipeline.store.cache import open_cache
from tests.forge.spec import Ink, Stamp
from tests.ocr.typed_pages import ENGINE, forged, is_typed, read, typed

STAMP = Stamp(("RECEIVED", "HARBOUR OFFICE", "MAY 4 1944"), (0.5, 4.6), angle=-90, ink=Ink.BLACK)
"""On its side, so that the engine is asked again to read it."""


@dataclass
class OnceEngine:
    """Reads the type of the forged page; where it is asked once more, it fails."""

    fault: RecognitionError
    info: EngineInfo = ENGINE
    asked: int = 0

    def read(self, picture: GreyPicture) -> Page:
        self.asked += 1
        if self.asked > 1:
            raise self.fault
        return read(forged(*typed(), STAMP)[1], is_typed)

    def read_together(self, pictures: Sequence[GreyPicture]) -> tuple[Page, ...]:
        return tuple(map(self.read, pictures))

    def stop(self) -> None:
        """Nothing runs."""


@pytest.fixture
def scan(tmp_path: Path) -> ScanSource:
    picture, _ = forged(*typed(), STAMP)
    path = tmp_path / "page.png"
    Image.frombytes("L", (picture.width, picture.height), picture.pixels).save(path, dpi=(200, 200))
    return ScanSource(path.name, str(path))


def read_in_two_runs(scan: ScanSource, cache: Path, role: str, fault: RecognitionError) -> list[PageReading]:
    """Read a page twice, each time with an engine that fails when it is asked once more, in its further role."""
    found = []
    for _ in range(2):
        engine = OnceEngine(fault)
        found.append(replace(Reader(engine, open_cache(str(cache)), Limits()), **{role: engine}).read(scan))
    return found


@pytest.mark.parametrize("role", ["region_engine", "second_engine"])
def test_a_page_is_not_kept_when_reading_was_stopped_before_all_of_it_was_looked_at(
    scan: ScanSource, tmp_path: Path, role: str
) -> None:
    first, then = read_in_two_runs(scan, tmp_path / "kept", role, StoppedError("reading was stopped"))
    assert (first.page, first.problem) == (None, "reading was stopped")
    assert not then.was_kept


@pytest.mark.parametrize("role", ["region_engine", "second_engine"])
def test_an_engine_that_fails_at_a_further_look_costs_that_look_only(
    scan: ScanSource, tmp_path: Path, role: str
) -> None:
    first, then = read_in_two_runs(scan, tmp_path / "kept", role, RecognitionError("the engine failed"))
    assert first.page is not None
    assert first.page.text.startswith("The clerk of the harbour")
    assert then.was_kept


PAGE_FILE = (
    b"<html xmlns='http://www.w3.org/1999/xhtml'><body><div class='ocr_page' title='bbox 0 0 40 40'/></body></html>"
)


@pytest.mark.parametrize("changed", ["page.png", "page.hocr"])
@pytest.mark.parametrize("change", [lambda content: content + b"\n", None], ids=["changed", "gone"])
def test_a_page_is_passed_over_while_its_image_and_the_file_beside_it_are_as_they_were(
    tmp_path: Path, changed: str, change: Callable[[bytes], bytes] | None
) -> None:
    Image.new("L", (40, 40), 255).save(tmp_path / "page.png")
    (tmp_path / "page.hocr").write_bytes(PAGE_FILE)
    scan = ScanSource("page.png", str(tmp_path / "page.png"), page_file=str(tmp_path / "page.hocr"))
    reader = Reader(OnceEngine(RecognitionError("not to be asked")), None, Limits())
    known = Known(scan, reader.read(scan).checksum)
    assert reader.read_if_changed(known) == Unchanged(scan)
    path = tmp_path / changed
    path.write_bytes(change(path.read_bytes())) if change else path.unlink()
    again = reader.read_if_changed(known)
    assert isinstance(again, PageReading)
    assert again.checksum != known.checksum


def test_a_page_of_which_nothing_is_known_is_read(tmp_path: Path) -> None:
    absent = ScanSource("page.png", str(tmp_path / "page.png"))
    read = Reader(OnceEngine(RecognitionError("not to be asked")), None, Limits()).read_if_changed(Known(absent, None))
    assert isinstance(read, PageReading)
    assert (read.checksum, read.page) == (None, None)
