"""Opening scans: what a scan says of itself, files that change, and limits."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace

import pytest
from PIL import Image

from pipeline.errors import ScanError
from pipeline.images import decoding, files
from pipeline.images.limits import DEFAULT_LIMITS
from pipeline.images.opening import open_scan
from pipeline.model.scan import ScanSource
from tests.corpus.pictures import SIZE, encoded, page, png, tiff, tiff_page


def source_of(path, **fields):
    return ScanSource(path.name, str(path), **fields)


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "letter.png"
    path.write_bytes(png())
    return path


def test_a_scan_knows_its_size_checksum_and_source(scan):
    opened = open_scan(source_of(scan))
    assert (opened.scan.width, opened.scan.height) == SIZE
    assert opened.scan.sha256 == hashlib.sha256(scan.read_bytes()).hexdigest()
    assert opened.scan.source == source_of(scan)
    assert opened.image.tobytes() == page().tobytes()


def test_every_page_of_a_file_has_the_checksum_of_the_file(tmp_path):
    path = tmp_path / "letter.tif"
    path.write_bytes(tiff(tiff_page(), tiff_page()))
    first, second = (open_scan(source_of(path, frame=frame, frames=2)).scan for frame in (0, 1))
    assert first.sha256 == second.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (first.source.name, second.source.name) == ("letter.tif#1", "letter.tif#2")


@pytest.mark.parametrize("how", ["raw", "tiff_lzw", "tiff_adobe_deflate", "jpeg"])
def test_a_checksum_is_right_though_the_decoder_has_moved_about_in_the_file(how, tmp_path):
    path = tmp_path / "letter.tif"
    noise = Image.effect_noise((600, 450), 60)
    noise.save(path, compression=how, save_all=True, append_images=[noise.copy()])
    scan = open_scan(source_of(path, frame=1, frames=2)).scan
    assert scan.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_width_and_height_are_those_on_disk_whatever_the_orientation(orientation, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = orientation
    for name, kind in (("letter.jpg", "JPEG"), ("letter.png", "PNG"), ("letter.webp", "WEBP")):
        path = tmp_path / name
        path.write_bytes(encoded(page(), kind, exif=exif.tobytes()))
        opened = open_scan(source_of(path))
        assert opened.scan.orientation == orientation
        assert opened.image.size == SIZE


RESOLUTIONS = {
    "stated": ((300, 300), (2550, 3300), 300.0, 1.0),
    "camera's filling on a large picture": ((72, 72), (2550, 3300), None, 1.0),
    "72 on a page of letter size": ((72, 72), (612, 792), 72.0, 1.0),
    "one": ((1, 1), (2550, 3300), None, 1.0),
    "absurd": ((65_535, 65_535), (2550, 3300), None, 1.0),
    "saved smaller, figure unchanged": ((300, 300), (640, 480), None, 1.0),
    "fax": ((204, 98), (1728, 1078), 204.0, 204 / 98),
    "a pixel forty times as high as wide": ((4_000, 100), (1728, 1078), None, 1.0),
}


@pytest.mark.parametrize(("stated", "size", "dpi", "aspect"), RESOLUTIONS.values(), ids=RESOLUTIONS)
def test_a_resolution_is_believed_when_the_page_is_one_that_paper_comes_in(stated, size, dpi, aspect, tmp_path):
    path = tmp_path / "letter.tif"
    Image.new("1", size, 1).save(path, dpi=stated, compression="group4")
    scan = open_scan(source_of(path)).scan
    assert scan.dpi == pytest.approx(dpi)
    assert scan.pixel_aspect == pytest.approx(aspect)
    assert ("the file states no credible resolution" in scan.notes) == (dpi is None)


def writing_during(monkeypatch, path, times):
    """Let somebody write to the file while it is being read, as many times as it is read."""
    left = iter(range(times))
    original = files.sha256_of

    def meddled(file):
        if next(left, None) is not None:
            with path.open("ab") as other:
                other.write(b"more")
        return original(file)

    monkeypatch.setattr(files, "sha256_of", meddled)


def test_a_file_that_changes_once_while_it_is_read_is_read_again(scan, monkeypatch):
    writing_during(monkeypatch, scan, 1)
    opened = open_scan(source_of(scan))
    assert opened.scan.sha256 == hashlib.sha256(scan.read_bytes()).hexdigest()


def test_a_file_that_keeps_changing_is_refused(scan, monkeypatch):
    writing_during(monkeypatch, scan, 9)
    with pytest.raises(ScanError, match=r"letter\.png: was changed again and again"):
        open_scan(source_of(scan))


def test_an_error_in_a_file_that_was_still_being_written_is_not_the_last_word(scan, monkeypatch):
    whole = scan.read_bytes()
    scan.write_bytes(whole[:300])
    original = decoding.decode
    monkeypatch.setattr(
        "pipeline.images.opening.decode",
        lambda *arguments: (original(*arguments), None)[0] if scan.read_bytes() == whole else _finish(scan, whole),
    )
    assert open_scan(source_of(scan)).image.size == SIZE


def _finish(path, whole):
    path.write_bytes(whole)
    raise ScanError("is damaged: its end is missing (the file was cut?).")


def test_a_file_that_has_gone_is_named(tmp_path):
    with pytest.raises(ScanError, match=r"gone\.png: cannot be opened: no such file"):
        open_scan(source_of(tmp_path / "gone.png"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read any file")
def test_a_file_that_may_not_be_read_is_named(scan):
    scan.chmod(0)
    with pytest.raises(ScanError, match="permission denied"):
        open_scan(source_of(scan))


def test_a_pipe_a_folder_or_a_link_put_in_the_place_of_a_scan_is_neither_waited_for_nor_followed(scan, tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "link.png").symlink_to(scan)
    for name, words in (
        ("pipe", "no regular file"),
        ("folder", "no regular file"),
        ("link", "symbolic link"),
    ):
        with pytest.raises(ScanError, match=words):
            open_scan(source_of(tmp_path / f"{name}.png"))


def test_limits_are_those_of_the_caller(scan):
    for limits, words in (
        (replace(DEFAULT_LIMITS, megapixels=0.01), "0.01"),
        (replace(DEFAULT_LIMITS, file_bytes=100), "too large"),
        (replace(DEFAULT_LIMITS, smallest_side=150), "too small"),
    ):
        with pytest.raises(ScanError, match=words):
            open_scan(source_of(scan), limits)


def test_a_location_with_a_zero_byte_is_an_error_of_that_scan():
    with pytest.raises(ScanError, match="cannot be opened"):
        open_scan(ScanSource("letter.png", "letter\0.png"))


def test_a_file_is_read_once_for_the_checksum_of_all_its_pages(tmp_path):
    path = tmp_path / "letter.tif"
    path.write_bytes(tiff(tiff_page(), tiff_page()))
    with path.open("rb") as file:
        first = files.sha256_of(file)
        assert file.tell() > 0
    with path.open("rb") as file:
        assert files.sha256_of(file) == first
        assert file.tell() == 0
    path.write_bytes(tiff(tiff_page()))
    with path.open("rb") as file:
        assert files.sha256_of(file) == hashlib.sha256(path.read_bytes()).hexdigest() != first


def test_a_file_of_over_two_gibibytes_is_refused_before_any_of_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.write(png()[:64])
        file.truncate(2 * 1024**3 + 1)  # it takes no room on the disk
    monkeypatch.setattr(files, "sha256_of", None)
    with pytest.raises(ScanError, match=r"is too large: 2\.0 GiB"):
        open_scan(source_of(path))
