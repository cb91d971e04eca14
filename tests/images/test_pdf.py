"""Pages of PDF files: taken out as they were put in, or drawn, always by another process."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zlib

import pytest
from PIL import Image

from pipeline.errors import ScanError
from pipeline.images.limits import DEFAULT_LIMITS
from pipeline.images.opening import open_scan
from pipeline.images.orientation import upright
from pipeline.images.pdf import looks_like, read_page
from pipeline.images.pdf_process import ask_pdfium
from pipeline.model.scan import ScanSource
from tests.corpus.jpegs import jpeg
from tests.corpus.pdfs import image, pdf
from tests.corpus.pictures import SIZE, encoded, page

BIT_PIXELS = page().point(lambda value: 255 if value > 128 else 0)
FLAT = "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"


def opened(tmp_path, content):
    path = tmp_path / "letter.pdf"
    path.write_bytes(content)
    return open_scan(ScanSource("letter.pdf", str(path)))


def page_of(tmp_path, content):
    path = tmp_path / "letter.pdf"
    path.write_bytes(content)
    with path.open("rb") as file:
        return read_page(file, 0, "letter.pdf", DEFAULT_LIMITS)


def test_a_jpeg_is_taken_out_byte_for_byte(tmp_path):
    found = page_of(tmp_path, pdf())
    assert found.embedded_file == jpeg()
    assert opened(tmp_path, pdf()).image.tobytes() == Image.open(io.BytesIO(jpeg())).tobytes()


def test_a_jpeg_2000_is_taken_out_byte_for_byte(tmp_path):
    content = encoded(page(), "JPEG2000")
    assert page_of(tmp_path, pdf(xobject=image(content, "/Filter /JPXDecode"))).embedded_file == content


def test_other_pixels_are_taken_out_one_by_one(tmp_path):
    found = opened(tmp_path, pdf(xobject=image(zlib.compress(page().tobytes()), FLAT)))
    assert found.image.tobytes() == page().tobytes()


def test_the_resolution_follows_from_the_size_of_the_page(tmp_path):
    large = image(zlib.compress(page().resize((1600, 1200)).tobytes()), FLAT, 1600, 1200)
    letter = pdf(b"q 800 0 0 600 0 0 cm /Im Do Q", large, page="/MediaBox [0 0 800 600]")
    poster = pdf(b"q 8000 0 0 6000 0 0 cm /Im Do Q", large, page="/MediaBox [0 0 8000 6000]")
    assert opened(tmp_path, letter).scan.dpi == 144
    assert opened(tmp_path, poster).scan.dpi is None


@pytest.mark.parametrize(("turned", "orientation"), [(0, 1), (90, 6), (180, 3), (270, 8)])
def test_a_page_that_is_shown_turned_keeps_its_pixels_and_says_how_to_turn_them(turned, orientation, tmp_path):
    found = opened(tmp_path, pdf(page=f"/MediaBox [0 0 {SIZE[0]} {SIZE[1]}] /Rotate {turned}"))
    assert found.scan.orientation == orientation
    assert found.image.tobytes() == Image.open(io.BytesIO(jpeg())).tobytes()
    assert upright(found.image, orientation).size == (SIZE if turned % 180 == 0 else SIZE[::-1])


def test_a_picture_that_does_not_look_like_its_page_is_not_used(tmp_path):
    found = page_of(tmp_path, pdf())
    good = Image.open(io.BytesIO(found.embedded_file))
    assert looks_like(good, found)
    assert not looks_like(good.point(lambda value: 255 - value), found)
    assert not looks_like(good.transpose(Image.Transpose.ROTATE_180), found)


def test_text_that_is_seen_makes_the_page_be_drawn_with_it(tmp_path):
    letters = b" BT /F 40 Tf 10 40 Td (Approved) Tj ET"
    drawn = opened(tmp_path, pdf(letters))
    assert drawn.scan.dpi == 300
    assert drawn.image.convert("L").getextrema()[0] < 50
    assert (drawn.scan.width, drawn.scan.height) == pytest.approx([side * 300 / 72 for side in SIZE], abs=1)


def test_pdfium_never_runs_in_this_process(tmp_path, repository):
    (tmp_path / "letter.pdf").write_bytes(pdf())
    program = (
        "import sys; from pathlib import Path; from pipeline.scans.find import find_documents; "
        "from pipeline.images.opening import open_scan; "
        f"open_scan(find_documents(Path({str(tmp_path)!r}), None).documents[0].scans[0]); "
        "sys.exit('pypdfium2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=repository).returncode == 0


def test_finding_scans_loads_no_picture_library(tmp_path, repository):
    (tmp_path / "letter.png").write_bytes(b"")
    program = (
        "import sys; from pathlib import Path; from pipeline.scans.find import find_documents; "
        f"find_documents(Path({str(tmp_path)!r}), None); sys.exit('PIL' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=repository).returncode == 0


def test_a_module_in_the_current_folder_is_not_taken_for_one_of_the_program(tmp_path, monkeypatch):
    (tmp_path / "pypdfium2.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert opened(tmp_path, pdf()).scan.width == SIZE[0]


def test_a_process_that_ends_without_an_answer_is_an_error_of_the_page(tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf())
    with path.open("rb") as file, pytest.raises(ScanError, match=r"letter\.pdf: has a page that PDFium cannot draw"):
        ask_pdfium(file, "letter.pdf", DEFAULT_LIMITS, "no such question")


def test_the_checksum_is_that_of_the_whole_file_though_another_process_has_read_it(tmp_path):
    noise = Image.effect_noise((600, 450), 60)
    content = pdf(xobject=image(zlib.compress(noise.tobytes()), FLAT, 600, 450))
    assert len(content) > 100_000
    assert opened(tmp_path, content).scan.sha256 == hashlib.sha256(content).hexdigest()
