"""The searchable PDF, read by Poppler: the words where they stand, the image as it was."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pipeline.exports.pdf import export_pdf
from pipeline.exports.sheets import Sheet
from tests.exports.documents import MEMO

POINTS_PER_PIXEL = 72 / 200


def _jpeg() -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((1200, 1000)).save(buffer, "JPEG", quality=80, dpi=(200, 200))
    return buffer.getvalue()


SCAN = _jpeg()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    ((name, content),) = export_pdf(MEMO, lambda sheet: SCAN)
    assert name == "letter/letter.pdf"
    return content


def test_the_image_in_it_is_the_scan_byte_for_byte(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (image,) = opened.pages[0].get_images().values()
        assert hashlib.sha256(image.read_raw_bytes()).digest() == hashlib.sha256(SCAN).digest()


def test_the_same_document_gives_the_same_bytes(pdf: bytes) -> None:
    ((_, again),) = export_pdf(MEMO, lambda sheet: SCAN)
    assert again == pdf


def test_it_says_how_it_was_made(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "transcript: letter.md" in str(opened.docinfo["/Keywords"])


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no Poppler here (Debian: apt install poppler-utils)")
def test_words_are_found_at_their_boxes(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf)
    listed = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True).stdout.decode()
    found = {
        match[5].replace("&apos;", "'"): tuple(float(match[index]) for index in range(1, 5))
        for match in re.finditer(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', listed)
    }
    sheet: Sheet = MEMO.sheets[0]
    for text in ("Colonel", "“Mr.", "Pavlov”", "swift", "[unclear]", "Съдебник", "fiancée’s"):
        (word,) = [each for each in sheet.words if each.text == text]
        left, _, right, _ = found[text]
        assert left == pytest.approx(word.box.left * POINTS_PER_PIXEL, abs=2), text
        assert right == pytest.approx(word.box.right * POINTS_PER_PIXEL, abs=2), text
