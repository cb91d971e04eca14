"""Directories of TIFF files: counted without decoding, and opened one by one."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, TiffImagePlugin

from pipeline.images.counting import PageCount, count_pages
from pipeline.images.tiff import read_directories
from pipeline.images.tiff_page import SinglePage
from tests.corpus.pdfs import CASES as PDFS
from tests.corpus.pdfs import pdf
from tests.corpus.pictures import encoded, page, tiff, tiff_page
from tests.corpus.tiffs import CASES as TIFFS


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("pages", [1, 2, 7])
def test_as_many_pages_are_counted_as_were_written(pages, order):
    found = read_directories(io.BytesIO(tiff(*[tiff_page()] * pages, order=order)), 100)
    assert len(found.offsets) == pages
    assert not found.problem


def test_a_circle_ends_at_the_first_page_that_was_there_already():
    content = tiff(tiff_page(), tiff_page(), last=8 + len(page().tobytes()))
    found = read_directories(io.BytesIO(content), 100)
    assert len(found.offsets) == 2
    assert "circle" in found.problem


def test_no_more_pages_are_counted_than_are_allowed():
    found = read_directories(io.BytesIO(tiff(*[tiff_page()] * 5)), 3)
    assert len(found.offsets) == 3
    assert "more than 3" in found.problem


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"]))
def test_any_bytes_are_counted_without_an_error(content, magic):
    found = read_directories(io.BytesIO(magic + content), 50)
    assert len(set(found.offsets)) == len(found.offsets) <= 50


def test_each_page_is_opened_as_if_it_were_the_only_one(tmp_path):
    pictures = [Image.new("L", (40 + number, 30), number) for number in range(5)]
    path = tmp_path / "letter.tif"
    path.write_bytes(encoded(pictures[0], "TIFF", save_all=True, append_images=pictures[1:], compression="tiff_lzw"))
    with path.open("rb") as file:
        for offset, picture in zip(read_directories(file, 10).offsets, pictures, strict=True):
            with TiffImagePlugin.TiffImageFile(io.BufferedReader(SinglePage(file, offset))) as image:
                assert image.tobytes() == picture.tobytes()


def test_a_single_page_reads_like_the_file_but_for_its_header():
    content = tiff(tiff_page(), tiff_page())
    offset = read_directories(io.BytesIO(content), 10).offsets[1]
    view = SinglePage(io.BytesIO(content), offset)
    assert view.read() == content[:4] + offset.to_bytes(4, "little") + content[8:]
    assert view.seek(-3, io.SEEK_END) == len(content) - 3
    assert view.read(2) == content[-3:-1]
    assert view.seek(-1, io.SEEK_CUR) == len(content) - 2


@pytest.mark.parametrize("case", [case for case in TIFFS if case.frames > 1], ids=lambda case: case.name)
def test_tiff_pages_of_the_corpus_are_counted(case, tmp_path):
    assert count_pages(str(case.write(tmp_path))).pages == case.frames


@pytest.mark.parametrize("case", [case for case in PDFS if case.frames > 1], ids=lambda case: case.name)
def test_pdf_pages_of_the_corpus_are_counted(case, tmp_path):
    assert count_pages(str(case.write(tmp_path))).pages == case.frames


def test_a_file_that_cannot_be_counted_counts_as_one_page_so_that_opening_it_says_why(tmp_path):
    path = tmp_path / "letter.pdf"
    assert count_pages(str(path)) == PageCount(1)
    path.write_bytes(pdf()[:100])
    assert count_pages(str(path)) == PageCount(1)
    path.write_bytes(b"text")
    assert count_pages(str(path)) == PageCount(1)
