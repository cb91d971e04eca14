"""PNG files, sound and unsound."""

from __future__ import annotations

import struct
import zlib

from PIL import Image, PngImagePlugin

from tests.corpus.cases import Case, accepted, refused
from tests.corpus.pictures import SIZE, chunk, encoded, interlaced_png, page, png, two_levels


def _sixteen_bits(factor: int) -> bytes:
    return encoded(page().convert("I").point(lambda value: value * factor).convert("I;16"), "PNG")


def _transparent_paper(mode: str) -> bytes:
    """Black everywhere; only the transparency shows the letters."""
    ink = page().point(lambda value: 255 - value)
    image = Image.merge(mode, [Image.new("L", SIZE, 0)] * (len(mode) - 1) + [ink])
    return encoded(image, "PNG")


def _transparent_palette() -> bytes:
    """All colours of the palette are black, and transparent by degrees."""
    image = page().copy()
    indexed = Image.frombytes("P", SIZE, image.tobytes())
    indexed.putpalette([0, 0, 0] * 256)
    return encoded(indexed, "PNG", transparency=bytes(255 - value for value in range(256)))


def _animation() -> bytes:
    return encoded(page(), "PNG", save_all=True, append_images=[Image.new("L", SIZE, 0)], duration=100)


def _with_text_bomb() -> bytes:
    bomb = zlib.compress(b"\0" * 100_000_000, 9)
    return png(before=chunk(b"zTXt", b"Comment\0\0" + bomb))


def _with_profile(content: bytes) -> bytes:
    return png(before=chunk(b"iCCP", b"profile\0\0" + content))


def _with_exif(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    turned = page().transpose(Image.Transpose.ROTATE_90)
    return encoded(turned, "PNG", exif=exif.tobytes())


def _large_blank(width: int, height: int) -> bytes:
    row = b"\0" + b"\xff" * ((width + 7) // 8)
    squeeze = zlib.compressobj(1)
    data = b"".join(squeeze.compress(row) for _ in range(height)) + squeeze.flush()
    header = struct.pack(">II", width, height) + b"\x01\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def _wrong_checksum() -> bytes:
    content = bytearray(png())
    content[content.index(b"IDAT") + 20] ^= 0xFF
    return bytes(content)


def _large_text() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "x" * 3_000_000)
    return encoded(page(), "PNG", pnginfo=info)


_WHOLE = png()
_ROW = SIZE[0] + 1
_ROWS = zlib.decompress(_WHOLE[_WHOLE.index(b"IDAT") + 4 : _WHOLE.index(b"IEND") - 8])

CASES: tuple[Case, ...] = (
    Case("plain.png", _WHOLE, accepted()),
    Case("interlaced.png", interlaced_png, accepted()),
    Case("one-bit.png", lambda: encoded(two_levels(), "PNG"), accepted()),
    Case("palette.png", lambda: encoded(page().convert("P"), "PNG"), accepted()),
    Case("four-bit-palette.png", lambda: encoded(page().quantize(8), "PNG", bits=4), accepted()),
    Case("colour.png", lambda: encoded(page().convert("RGB"), "PNG"), accepted()),
    Case("sixteen-bit.png", lambda: _sixteen_bits(257), accepted()),
    Case("twelve-bit-in-sixteen.png", lambda: _sixteen_bits(16), accepted()),
    Case("transparent-grey.png", lambda: _transparent_paper("LA"), accepted()),
    Case("transparent-colour.png", lambda: _transparent_paper("RGBA"), accepted()),
    Case("transparent-palette.png", _transparent_palette, accepted()),
    Case("transparent-by-key.png", lambda: encoded(page().convert("RGB"), "PNG", transparency=(1, 2, 3)), accepted()),
    Case("animation.png", _animation, accepted("animation", "first picture")),
    Case("turned-by-exif.png", lambda: _with_exif(6), accepted()),
    Case("exif-garbage.png", png(before=chunk(b"eXIf", b"II*\0\xff\xff\xff\x7f" + b"\xee" * 40)), accepted()),
    Case("profile-garbage.png", lambda: _with_profile(b"\xff" * 40), accepted()),
    Case("gamma-zero.png", png(before=chunk(b"gAMA", b"\0\0\0\0")), accepted()),
    Case("unknown-chunk.png", png(before=chunk(b"quIz", b"?" * 1000)), accepted()),
    Case("long-comment.png", _large_text, accepted()),
    Case("followed-by-garbage.png", _WHOLE + b"<script>alert(1)</script>" * 100, accepted()),
    Case("followed-by-zip.png", _WHOLE + b"PK\x03\x04" + b"\0" * 500, accepted()),
    Case("no-resolution.png", _WHOLE, accepted("no credible resolution")),
    Case("resolution-of-one.png", lambda: encoded(page(), "PNG", dpi=(1, 1)), accepted("no credible resolution")),
    Case("just-within-limit.png", lambda: _large_blank(10_900, 11_000), accepted(), is_heavy=True, shows_page=False),
    Case("just-above-limit.png", lambda: _large_blank(11_000, 11_000), refused("121 megapixels", "limit is 120")),
    Case("bomb.png", png(60_000, 60_000), refused("3,600 megapixels"), is_heavy=True),
    Case("text-bomb.png", _with_text_bomb, refused("cannot be decoded as PNG"), is_heavy=True),
    Case("profile-bomb.png", lambda: _with_profile(zlib.compress(b"\0" * 100_000_000)), refused("PNG"), is_heavy=True),
    Case("cut-in-half.png", _WHOLE[: len(_WHOLE) // 2], refused("file was cut?")),
    Case("cut-in-header.png", _WHOLE[:20], refused("PNG")),
    Case("signature-only.png", _WHOLE[:8], refused("PNG")),
    Case("without-end.png", png(end=b""), refused("its end is missing")),
    Case("wrong-checksum.png", _wrong_checksum, refused("checksum", "damaged")),
    Case("one-row-of-many.png", png(rows=_ROWS[:_ROW]), refused("only 1 of 120 rows")),
    Case("half-of-the-rows.png", png(rows=_ROWS[: 60 * _ROW]), refused("only 60 of 120 rows")),
    Case(
        "data-that-does-not-inflate.png", _WHOLE[:33] + chunk(b"IDAT", b"\0" * 99) + _WHOLE[-12:], refused("unpacked")
    ),
    Case("no-data.png", _WHOLE[:33] + _WHOLE[-12:], refused("only 0 of 120 rows")),
    Case("huge-part.png", _WHOLE[:33] + b"\x7f\xff\xff\xffIDAT" + _WHOLE[41:], refused("64 MiB")),
    Case("no-width.png", png(width=0), refused("PNG")),
    Case("depth-that-does-not-exist.png", png(header=b"\x07\0\0\0\0"), refused("PNG")),
    Case("colours-that-do-not-exist.png", png(header=b"\x08\x05\0\0\0"), refused("PNG")),
    Case("one-pixel.png", png(1, 1, b"\0\0"), refused("too small", "1 x 1")),
    Case("a-line.png", png(4000, 3, (b"\0" + b"\xff" * 4000) * 3), refused("too small", "4000 x 3")),
)
