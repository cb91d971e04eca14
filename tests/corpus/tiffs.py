"""TIFF files, sound and unsound, of one page and of several."""

from __future__ import annotations

import io
import struct

import numpy as np
from PIL import Image

from pipeline.images.orientation import as_stored
from tests.corpus.cases import Case, accepted, refused
from tests.corpus.pictures import SIZE, encoded, grey_tags, page, tiff, tiff_page, two_levels

_PIXELS = page().tobytes()


def saved(image: Image.Image, **options: object) -> bytes:
    return encoded(image, "TIFF", **options)


def _numbers(kind: str, scale: float, shift: float = 0.0) -> bytes:
    array = np.asarray(page(), dtype=np.float64) * scale + shift
    return saved(Image.fromarray(array.astype(kind)))


def _sixteen_bits(order: str, factor: int, photometric: int = 1) -> bytes:
    values = np.asarray(page(), dtype=np.uint32) * factor
    values = 65535 - values if photometric == 0 else values
    return tiff((grey_tags(bits=16, photometric=photometric), values.astype(order + "u2").tobytes()), order=order)


def _lab() -> bytes:
    neutral = Image.new("L", SIZE, 128)
    return saved(Image.merge("LAB", (page(), neutral, neutral)))


def _turned(orientation: int) -> bytes:
    return saved(as_stored(page(), orientation), tiffinfo={274: orientation})


def _of_pages(*pages: Image.Image) -> bytes:
    return saved(pages[0], save_all=True, append_images=list(pages[1:]))


def _bad_second_page() -> bytes:
    good, bad = tiff_page(), (grey_tags(), _PIXELS[:50])
    return tiff(good, bad, good)


def _circle() -> bytes:
    whole = tiff(tiff_page(), tiff_page())
    (first,) = struct.unpack_from("<L", whole, 4)
    return tiff(tiff_page(), tiff_page(), last=first)


def _thousands_of_pages() -> bytes:
    count = 2_500
    first = tiff(tiff_page(), last=8 + 0)
    start = len(first)
    (offset,) = struct.unpack_from("<L", first, 4)
    link = offset + 2 + 12 * 9
    chain = b"".join(struct.pack("<HL", 0, start + 6 * (page + 1)) for page in range(count))
    return first[:link] + struct.pack("<L", start) + first[link + 4 :] + chain


def _big_tiff() -> bytes:
    """BigTIFF: 8 bytes for every offset and count."""
    tags = [*grey_tags(), (273, 4, (16,)), (279, 4, (len(_PIXELS),))]
    entries = b"".join(
        struct.pack("<HHQ", number, kind, 1) + struct.pack("<Q", values[0]) for number, kind, values in sorted(tags)
    )
    directory = struct.pack("<Q", len(tags)) + entries + struct.pack("<Q", 0)
    return struct.pack("<2sHHHQ", b"II", 43, 8, 0, 16 + len(_PIXELS)) + _PIXELS + directory


def _with(*tags: tuple[int, int, tuple[int, ...]], pixels: bytes = _PIXELS) -> bytes:
    numbers = {number for number, _, _ in tags}
    return tiff(([*(tag for tag in grey_tags() if tag[0] not in numbers), *tags], pixels))


def _strip_beyond_end() -> bytes:
    whole = tiff(tiff_page())
    return whole.replace(struct.pack("<HHLL", 273, 4, 1, 8), struct.pack("<HHLL", 273, 4, 1, 900_000))


def _tag_of_endless_values() -> bytes:
    whole = tiff(tiff_page())
    return whole.replace(struct.pack("<HHLL", 278, 4, 1, SIZE[1]), struct.pack("<HHLL", 278, 4, 0x7FFFFFFF, 8))


def _compressed(how: str) -> bytes:
    return saved(page(), compression=how)


def _tiled() -> bytes:
    array = np.asarray(page())
    tiles = b"".join(
        array[top : top + 16, left : left + 16].tobytes().ljust(256, b"\0")
        for top in range(0, 112, 16)
        for left in range(0, 160, 16)
    )
    tiles += b"".join(
        np.pad(array[112:120, left : left + 16], ((0, 8), (0, 0))).tobytes() for left in range(0, 160, 16)
    )
    count = 8 * 10
    tags = [tag for tag in grey_tags() if tag[0] != 278]
    tags += [
        (322, 3, (16,)),
        (323, 3, (16,)),
        (324, 4, tuple(8 + 256 * i for i in range(count))),
        (325, 4, (256,) * count),
    ]
    return tiff((tags, tiles))


CASES: tuple[Case, ...] = (
    Case("plain.tif", lambda: tiff(tiff_page()), accepted()),
    Case("big-endian.tif", lambda: tiff(tiff_page(), order=">"), accepted()),
    Case("bigtiff.tif", _big_tiff, accepted()),
    Case("tiled.tif", _tiled, accepted()),
    Case("black-is-white.tif", lambda: tiff((grey_tags(photometric=0), bytes(255 - v for v in _PIXELS))), accepted()),
    Case("group4.tif", lambda: saved(two_levels(), compression="group4"), accepted()),
    Case("group3.tif", lambda: saved(two_levels(), compression="group3"), accepted()),
    *(Case(f"{how}.tif", _compressed(how), accepted()) for how in ("tiff_lzw", "tiff_adobe_deflate", "packbits")),
    Case("jpeg-within.tif", lambda: saved(page(), compression="jpeg", quality=95), accepted()),
    Case("colour.tif", lambda: saved(page().convert("RGB")), accepted()),
    Case("palette.tif", lambda: saved(page().convert("P")), accepted()),
    Case("four-inks.tif", lambda: saved(page().convert("RGB").convert("CMYK")), accepted()),
    Case("lab.tif", _lab, accepted()),
    Case("transparent.tif", lambda: saved(Image.merge("LA", (page(), Image.new("L", SIZE, 255)))), accepted()),
    Case("sixteen-bit.tif", lambda: _sixteen_bits("<", 257), accepted()),
    Case("sixteen-bit-big-endian.tif", lambda: _sixteen_bits(">", 257), accepted()),
    Case("sixteen-bit-black-is-white.tif", lambda: _sixteen_bits("<", 257, 0), accepted()),
    Case("twelve-bit-in-sixteen.tif", lambda: _sixteen_bits("<", 16), accepted()),
    Case("thirty-two-bit.tif", lambda: _numbers("int32", 65_793), accepted()),
    Case("float-0-to-1.tif", lambda: _numbers("float32", 1 / 255), accepted()),
    Case("float-0-to-255.tif", lambda: _numbers("float32", 1), accepted()),
    Case("float-below-zero.tif", lambda: _numbers("float32", 2, -255), accepted(), shows_page=False),
    Case("float-not-a-number.tif", lambda: _numbers("float32", float("nan")), accepted(), shows_page=False),
    *(Case(f"orientation-{number}.tif", _turned(number), accepted()) for number in range(1, 9)),
    Case("fax.tif", lambda: saved(page().resize((1728, 1100)), dpi=(204, 98)), accepted(), shows_page=False),
    Case("resolution-zero.tif", lambda: saved(page(), dpi=(0, 0)), accepted("no credible resolution")),
    Case("first-of-three.tif", lambda: _of_pages(page(), two_levels(), page()), accepted(), frames=3),
    Case("third-of-three.tif", lambda: _of_pages(two_levels(), two_levels(), page()), accepted(), frame=2, frames=3),
    Case("page-before-a-bad-one.tif", _bad_second_page, accepted(), frames=3),
    Case("bad-page-between.tif", _bad_second_page, refused("bad-page-between.tif#2", "damaged"), frame=1, frames=3),
    Case("page-behind-a-bad-one.tif", _bad_second_page, accepted(), frame=2, frames=3),
    Case("page-that-is-not-there.tif", _bad_second_page, refused("no page 4"), frame=3, frames=3),
    Case("circle.tif", _circle, accepted(), frame=1, frames=2),
    Case("thousands-of-pages.tif", _thousands_of_pages, accepted(), frames=2_000),
    Case("cut-in-half.tif", lambda: tiff(tiff_page())[:9_000], refused("file was cut?")),
    Case("cut-deflate.tif", lambda: _cut_strip("tiff_adobe_deflate"), refused("cannot be unpacked")),
    Case("cut-lzw.tif", lambda: _cut_strip("tiff_lzw"), refused("TIFF")),
    Case("cut-group4.tif", lambda: _cut_strip("group4"), accepted("no end mark"), shows_page=False),
    Case("header-only.tif", b"II*\0\x08\0\0\0", refused("breaks off")),
    Case("four-bytes.tif", b"II*\0", refused("file was cut?")),
    Case("directory-beyond-end.tif", b"MM\0*\x7f\xff\xff\xff", refused("breaks off")),
    Case("no-directory.tif", b"II*\0\0\0\0\0", refused("no page 1")),
    Case("empty-directory.tif", b"II*\0\x08\0\0\0\0\0\0\0\0\0", refused("TIFF")),
    Case("strip-beyond-end.tif", _strip_beyond_end, refused("file was cut?")),
    Case("tag-of-endless-values.tif", _tag_of_endless_values, accepted(), is_heavy=True),
    Case("bomb.tif", lambda: tiff((grey_tags(60_000, 60_000), _PIXELS)), refused("3,600 megapixels"), is_heavy=True),
    Case("size-of-billions.tif", lambda: tiff((grey_tags(2**31, 2**31), _PIXELS)), refused("too large"), is_heavy=True),
    Case("no-width.tif", lambda: _with((256, 4, (0,))), refused("TIFF")),
    Case("sixty-thousand-samples.tif", lambda: _with((277, 3, (60_000,))), refused("TIFF")),
    Case("bits-that-do-not-exist.tif", lambda: _with((258, 3, (7,))), refused("TIFF")),
    Case("unknown-compression.tif", lambda: _with((259, 3, (31_337,))), refused("TIFF")),
    Case("text-for-pixels.tif", lambda: _with((259, 3, (5,)), pixels=b"no LZW at all" * 9), refused("TIFF")),
    Case("tiny.tif", lambda: tiff((grey_tags(4, 4), b"\0" * 16)), refused("too small")),
)


def _cut_strip(how: str) -> bytes:
    """Compressed data of which half is overwritten, although every offset points into the file."""
    whole = saved(two_levels() if how == "group4" else page(), compression=how)
    with Image.open(io.BytesIO(whole)) as image:
        (start,), (length,) = image.tag_v2[273], image.tag_v2[279]
    content = bytearray(whole)
    content[start + length // 2 : start + length] = b"\0" * (length - length // 2)
    return bytes(content)
