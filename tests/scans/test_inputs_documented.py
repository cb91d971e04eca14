"""``docs/inputs.md`` says what the program does: suffixes, limits, layouts and examples."""

from __future__ import annotations

import re

import pytest

from pipeline.images.formats import SUFFIXES
from pipeline.images.limits import DEFAULT_LIMITS
from pipeline.scans.documents_file import COLUMNS
from pipeline.scans.find import find_documents
from pipeline.scans.listing import NO_INPUTS, PAGE_FILE_SUFFIXES, TRANSCRIPT_SUFFIXES


@pytest.fixture
def text(repository):
    return (repository / "docs" / "inputs.md").read_text("utf-8")


def blocks(text):
    """Return the indented blocks of the page, without their indentation."""
    return [re.sub("(?m)^    ", "", block) for block in re.findall(r"(?:(?<=\n\n)|(?<=\n))(?:    .*\n)+", text)]


@pytest.mark.parametrize("suffix", [*SUFFIXES, *PAGE_FILE_SUFFIXES, *TRANSCRIPT_SUFFIXES])
def test_every_suffix_is_documented(suffix, text):
    assert re.search(rf"[` ]\{suffix}[` ]", text)


def test_every_limit_is_documented(text):
    assert f"{DEFAULT_LIMITS.megapixels:g} megapixels" in text
    assert f"{DEFAULT_LIMITS.file_bytes // 1024**3} GiB in a file" in text
    assert f"{DEFAULT_LIMITS.frames:,} pages" in text
    assert f"under {DEFAULT_LIMITS.smallest_side} pixels" in text
    assert f"{DEFAULT_LIMITS.pdf_seconds:g} s or {DEFAULT_LIMITS.pdf_memory // 1024**3} GiB" in text
    assert f"{DEFAULT_LIMITS.pdf_dpi} dpi" in text


def test_every_name_that_is_no_input_is_documented(text):
    for name in NO_INPUTS:
        assert name in text.lower()


def test_every_column_of_the_documents_file_is_documented(text):
    assert ",".join(COLUMNS) in text


def layouts(text):
    """Return each example of two folders side by side as (scans, transcripts)."""
    sides = [re.findall(r"(?m)^(scans/\S+)(?: +(transcripts/\S+))?", block) for block in blocks(text)]
    return [side for side in sides if side]


def test_every_layout_that_is_shown_is_paired_completely(text, tmp_path):
    shown = layouts(text)
    assert len(shown) == 6
    for number, pairs in enumerate(shown):
        folder = tmp_path / str(number)
        for name in filter(None, (name for pair in pairs for name in pair)):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).touch()
        findings = find_documents(folder / "scans", folder / "transcripts")
        assert not findings.unpaired_transcripts
        assert not findings.rejected
        assert all(document.transcripts for document in findings.documents)


def test_the_documents_files_that_are_shown_can_be_read(text, tmp_path):
    (table,) = (block for block in blocks(text) if block.startswith("document,"))
    (entry,) = (block for block in blocks(text) if block.startswith("[[documents]]"))
    scans, transcripts = tmp_path / "scans", tmp_path / "transcripts"
    scans.mkdir()
    transcripts.mkdir()
    for name in ("IMG_0041.jpg", "IMG_0044.jpg", "card front.png"):
        (scans / name).touch()
    (transcripts / "treaty final.md").touch()
    for name, content in (("documents.csv", table), ("documents.toml", entry)):
        (scans / name).write_text(content, "utf-8")
        found = {document.id: document for document in find_documents(scans, transcripts).documents}
        (scans / name).unlink()
        assert [scan.path for scan in found["Treaty"].scans] == ["IMG_0044.jpg", "IMG_0041.jpg"]
        assert found["Treaty"].transcripts[0].path == "treaty final.md"


def test_the_error_that_is_shown_is_the_one_that_comes(text, tmp_path):
    (shown,) = (" ".join(block.split()) for block in blocks(text) if block.startswith("error:"))
    (tmp_path / "scans" / "letter").mkdir(parents=True)
    (tmp_path / "transcripts").mkdir()
    for name in ("scans/letter/1.jpg", "scans/letter_1.jpg", "transcripts/letter.md"):
        (tmp_path / name).touch()
    with pytest.raises(Exception, match="letter") as caught:
        find_documents(tmp_path / "scans", tmp_path / "transcripts")
    assert shown == f"error: {caught.value}"
