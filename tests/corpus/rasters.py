"""The other picture formats, and what only pretends to be a picture."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile

from PIL import Image

from tests.corpus.cases import Case, accepted, refused
from tests.corpus.jpegs import jpeg
from tests.corpus.pictures import SIZE, encoded, page, png, tiff, tiff_page, two_levels

_BLACK = Image.new("L", SIZE, 0)


def _jp2(**options: object) -> bytes:
    return encoded(page(), "JPEG2000", irreversible=False, **options)


def _jp2_of_size(width: int, height: int) -> bytes:
    whole = _jp2()
    old, new = struct.pack(">LL", SIZE[1], SIZE[0]), struct.pack(">LL", height, width)
    codestream = struct.pack(">LL", SIZE[0], SIZE[1]), struct.pack(">LL", width, height)
    return whole.replace(old, new).replace(*codestream)


def _webp_of_size(width: int, height: int) -> bytes:
    """An empty extended WebP that claims a canvas."""
    canvas = b"\0\0\0\0" + struct.pack("<L", width - 1)[:3] + struct.pack("<L", height - 1)[:3]
    body = b"WEBPVP8X" + struct.pack("<L", len(canvas)) + canvas
    return b"RIFF" + struct.pack("<L", len(body)) + body


def _bmp(**changes: int) -> bytes:
    """A BMP of 8 bits written by hand; its rows stand from the top when the height is negative."""
    width, height = changes.get("width", SIZE[0]), changes.get("height", -SIZE[1])
    palette = b"".join(bytes((value, value, value, 0)) for value in range(256))
    start = 14 + 40 + len(palette)
    header = struct.pack("<LllHHLLllLL", 40, width, height, 1, 8, 0, 0, 0, 0, 256, 0)
    pixels = page().tobytes()
    return b"BM" + struct.pack("<LHHL", start + len(pixels), 0, 0, start) + header + palette + pixels


def _gif(**options: object) -> bytes:
    return encoded(page(), "GIF", **options)


def _transparent_gif() -> bytes:
    """Paper is transparent, and black where it is not."""
    indexed = page().point(lambda value: 1 if value > 200 else 0)
    image = Image.frombytes("P", SIZE, indexed.tobytes())
    image.putpalette([0, 0, 0, 0, 0, 0])
    return encoded(image, "GIF", transparency=1)


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("page.png", png())
    return buffer.getvalue()


_PGM = b"P5\n160 120\n255\n" + page().tobytes()

CASES: tuple[Case, ...] = (
    Case("plain.jp2", _jp2, accepted()),
    Case("codestream.j2k", lambda: _jp2(no_jp2=True), accepted()),
    Case("colour.jp2", lambda: encoded(page().convert("RGB"), "JPEG2000"), accepted()),
    Case(
        "sixteen-bit.jp2",
        lambda: encoded(page().convert("I").point(lambda v: v * 257).convert("I;16"), "JPEG2000"),
        accepted(),
    ),
    Case("cut-in-half.jp2", lambda: _jp2()[:1000], refused("JPEG 2000")),
    Case("header-only.jp2", lambda: _jp2()[:40], refused("JPEG 2000")),
    Case("bomb.jp2", lambda: _jp2_of_size(60_000, 60_000), refused("3,600 megapixels"), is_heavy=True),
    Case("plain.webp", lambda: encoded(page(), "WEBP", quality=95), accepted()),
    Case("lossless.webp", lambda: encoded(page(), "WEBP", lossless=True), accepted()),
    Case("transparent.webp", lambda: encoded(_over_nothing(), "WEBP", lossless=True), accepted()),
    Case(
        "animation.webp", lambda: encoded(page(), "WEBP", save_all=True, append_images=[_BLACK]), accepted("animation")
    ),
    Case("cut-in-half.webp", lambda: encoded(page(), "WEBP")[:200], refused("WebP")),
    Case("bomb.webp", lambda: _webp_of_size(16_383, 16_383), refused("WebP"), is_heavy=True),
    Case("plain.bmp", lambda: encoded(page(), "BMP"), accepted()),
    Case("from-the-top.bmp", _bmp, accepted()),
    Case("one-bit.bmp", lambda: encoded(two_levels(), "BMP"), accepted()),
    Case("cut-in-half.bmp", lambda: _bmp()[:9_000], refused("BMP", "truncated")),
    Case("bomb.bmp", lambda: _bmp(width=60_000, height=60_000), refused("3,600 megapixels"), is_heavy=True),
    Case("header-only.bmp", b"BM", refused("BMP")),
    Case("plain.gif", _gif, accepted()),
    Case("animation.gif", lambda: _gif(save_all=True, append_images=[_BLACK]), accepted("animation")),
    Case("transparent.gif", _transparent_gif, accepted()),
    Case("cut-in-half.gif", lambda: _gif()[:400], refused("GIF")),
    Case("header-only.gif", b"GIF89a", refused("GIF")),
    Case("bomb.gif", b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + b"\0\0\0;", refused("GIF"), is_heavy=True),
    Case("plain.pgm", _PGM, accepted()),
    Case("with-comment.pgm", b"P5 # a comment\n160 120\n255\n" + page().tobytes(), accepted()),
    Case("letters.pgm", b"P2\n160 120\n255\n" + " ".join(map(str, page().tobytes())).encode(), accepted()),
    Case(
        "sixteen-bit.pgm",
        lambda: b"P5\n160 120\n65535\n" + b"".join(bytes((v, v)) for v in page().tobytes()),
        accepted(),
    ),
    Case("colour.ppm", lambda: encoded(page().convert("RGB"), "PPM"), accepted()),
    Case("one-bit.pbm", lambda: encoded(two_levels(), "PPM"), accepted()),
    Case("cut-in-half.pgm", _PGM[:9_000], refused("PNM", "truncated")),
    Case("bomb.pgm", b"P5\n60000 60000\n255\n", refused("3,600 megapixels"), is_heavy=True),
    Case("greatest-value-zero.pgm", b"P5\n160 120\n0\n" + page().tobytes(), refused("PNM")),
    Case("size-of-letters.pgm", b"P5\nmany pixels\n255\n", refused("PNM")),
    Case("size-without-end.pgm", b"P5\n" + b"9" * 5_000, refused("PNM")),
    # One raster format under another's name is read; anything else is refused, and both kinds are named.
    Case("jpeg-as.png", jpeg, accepted(".png", "JPEG")),
    Case("tiff-as.jpg", lambda: tiff(tiff_page()), accepted(".jpg", "TIFF")),
    Case("tiff-of-two-pages-as.jpg", lambda: tiff(tiff_page(), tiff_page()), accepted("only the first page")),
    Case("png-as.pdf", png(), refused(".pdf", "PNG")),
    Case("empty.png", b"", refused("empty", "0 bytes")),
    Case("text.png", b"This is the first page of the letter.\n", refused(".png", "text")),
    Case("list-of-paths.tif", b"scans/secret_1.tif\nscans/secret_2.tif\n", refused(".tif", "text")),
    Case("address.png", b"http://127.0.0.1:9/page.png\n", refused("text")),
    Case("web-page.jpg", b"<!DOCTYPE html><html><body>404</body></html>", refused("HTML")),
    Case("drawing.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', refused("SVG")),
    Case("postscript.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99 99\n", refused("PostScript")),
    Case("photoshop.tif", b"8BPS\0\1" + b"\0" * 100, refused("Photoshop")),
    Case("archive.png", _zip, refused("ZIP")),
    Case("compressed.tif", lambda: gzip.compress(png(), mtime=0), refused("gzip")),
    Case("camera.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100, refused("HEIF")),
    Case("office.jpg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, refused("office")),
    Case("djvu.tif", b"AT&TFORM\0\0\0\x10DJVU", refused("DjVu")),
    Case("program.png", b"\x7fELF\2\1\1" + b"\0" * 100, refused("program")),
    Case("zeros.tif", b"\0" * 4096, refused("zeros")),
    Case("noise.png", bytes(index * index * 31 % 256 for index in range(4096)), refused("no picture")),
)


def _over_nothing() -> Image.Image:
    ink = page().point(lambda value: 255 - value)
    nothing = Image.new("L", SIZE, 0)
    return Image.merge("RGBA", (nothing, nothing, nothing, ink))
