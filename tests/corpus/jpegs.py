"""JPEG files, sound and unsound."""

from __future__ import annotations

import struct

from PIL import Image

from pipeline.images.orientation import as_stored
from tests.corpus.cases import Case, accepted, refused
from tests.corpus.pictures import encoded, page


def jpeg(**options: object) -> bytes:
    return encoded(page(), "JPEG", quality=95, **options)


def _with_orientation(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = as_stored(page(), orientation) if 1 <= orientation <= 8 else page()
    return encoded(stored, "JPEG", quality=95, exif=exif.tobytes())


def _with_segment(marker: int, content: bytes) -> bytes:
    whole = jpeg()
    return whole[:2] + struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content + whole[2:]


def _with_size(width: int, height: int) -> bytes:
    whole = bytearray(jpeg())
    start = whole.index(b"\xff\xc0") + 5
    whole[start : start + 4] = struct.pack(">HH", height, width)
    return bytes(whole)


def _with_frame_marker(marker: int, precision: int = 8) -> bytes:
    whole = bytearray(jpeg())
    start = whole.index(b"\xff\xc0")
    whole[start + 1] = marker
    whole[start + 4] = precision
    return bytes(whole)


def _two_pictures() -> bytes:
    return encoded(page(), "MPO", save_all=True, append_images=[page()], quality=95)


def _noisy() -> bytes:
    whole = bytearray(jpeg())
    middle = len(whole) // 2
    whole[middle : middle + 40] = bytes(7 * index % 251 for index in range(40))
    return bytes(whole)


_WHOLE = jpeg()

CASES: tuple[Case, ...] = (
    Case("plain.jpg", _WHOLE, accepted()),
    Case("colour.jpg", lambda: encoded(page().convert("RGB"), "JPEG", quality=95), accepted()),
    Case("four-inks.jpg", lambda: encoded(page().convert("RGB").convert("CMYK"), "JPEG", quality=95), accepted()),
    Case("progressive.jpg", lambda: jpeg(progressive=True), accepted()),
    *(Case(f"orientation-{number}.jpg", _with_orientation(number), accepted()) for number in range(1, 9)),
    Case("orientation-0.jpg", lambda: _with_orientation(0), accepted("orientation", "ignored")),
    Case("orientation-9.jpg", lambda: _with_orientation(9), accepted("orientation", "ignored")),
    Case("exif-garbage.jpg", lambda: _with_segment(0xE1, b"Exif\0\0" + b"\xfe\xed" * 50), accepted()),
    Case("exif-cut.jpg", lambda: _with_segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\x40\0" + b"\x12\1"), accepted()),
    Case("exif-circle.jpg", lambda: _with_segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0\x08\0\0\0"), accepted()),
    Case("profile-garbage.jpg", lambda: _with_segment(0xE2, b"ICC_PROFILE\0\1\1" + b"?" * 99), accepted()),
    Case("comment-with-escapes.jpg", lambda: _with_segment(0xFE, b"\x1b[2J\x1b]0;owned\7"), accepted()),
    Case("resolution-zero.jpg", lambda: jpeg(dpi=(0, 0)), accepted("no credible resolution")),
    Case("resolution-65535.jpg", lambda: jpeg(dpi=(65535, 65535)), accepted("no credible resolution")),
    Case("two-pictures.jpg", _two_pictures, accepted("further pictures")),
    Case("without-end.jpg", _WHOLE[:-2], accepted("no end marker")),
    Case("without-end-and-last-rows.jpg", _WHOLE[:-300], refused("file was cut?")),
    Case("without-end-progressive.jpg", lambda: jpeg(progressive=True)[:-2], refused("file was cut?")),
    Case("followed-by-zeros.jpg", _WHOLE + b"\0" * 3000, accepted()),
    Case("noise-within.jpg", _noisy, accepted(), shows_page=False),
    Case("cut-in-half.jpg", _WHOLE[: len(_WHOLE) // 2], refused("file was cut?")),
    Case("cut-in-header.jpg", _WHOLE[:100], refused("JPEG")),
    Case("three-bytes.jpg", _WHOLE[:3], refused("JPEG")),
    Case("bomb.jpg", lambda: _with_size(65_500, 65_500), refused("4,290 megapixels"), is_heavy=True),
    Case("taller-than-its-data.jpg", lambda: _with_size(160, 4000), accepted(), shows_page=False),
    Case("no-height.jpg", lambda: _with_size(160, 0), refused("JPEG")),
    Case("lossless.jpg", lambda: _with_frame_marker(0xC3), refused("JPEG")),
    Case("twelve-bit.jpg", lambda: _with_frame_marker(0xC1, 12), refused("JPEG")),
    Case("one-pixel.jpg", lambda: encoded(Image.new("L", (1, 1)), "JPEG"), refused("too small")),
)
