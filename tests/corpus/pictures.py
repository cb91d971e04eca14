"""The one page that the good scans of the corpus show, and ways to encode it."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache
from typing import Any

from PIL import Image, ImageDraw

SIZE = (160, 120)


@cache
def page() -> Image.Image:
    """Return a grey page that looks different however it is turned or mirrored."""
    image = Image.new("L", SIZE, 250)
    draw = ImageDraw.Draw(image)
    for line in range(5):
        draw.rectangle((12, 14 + 20 * line, 150 - 22 * line, 22 + 20 * line), fill=8)
    draw.rectangle((120, 90, 150, 110), fill=40)
    return image


@cache
def two_levels() -> Image.Image:
    """Return the page in mode ``1``, without the dots by which Pillow would imitate grey."""
    return page().point(lambda value: 255 if value > 128 else 0).convert("1", dither=Image.Dither.NONE)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return the picture as a file; it is copied, since Pillow leaves its settings behind in what it saves."""
    buffer = io.BytesIO()
    if "append_images" in options:
        options["append_images"] = [one.copy() for one in options["append_images"]]
    image.copy().save(buffer, kind, **options)
    return buffer.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(
    width: int = SIZE[0],
    height: int = SIZE[1],
    rows: bytes | None = None,
    *,
    header: bytes = b"\x08\0\0\0\0",
    before: bytes = b"",
    end: bytes = chunk(b"IEND", b""),
) -> bytes:
    """Return a PNG file written by hand: ``header`` is depth, colour type and what follows them in IHDR."""
    if rows is None:
        pixels = page().tobytes()
        rows = b"".join(b"\0" + pixels[start : start + SIZE[0]] for start in range(0, len(pixels), SIZE[0]))
    size = struct.pack(">II", width, height)
    data = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size + header) + before + data + end


def interlaced_png() -> bytes:
    """Return the page as an Adam7 PNG, which Pillow cannot write."""
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
    width, height = SIZE
    pixels = page().tobytes()
    rows = b"".join(
        b"\0" + pixels[row * width + left : (row + 1) * width : across]
        for left, top, across, down in passes
        for row in range(top, height, down)
    )
    return png(rows=rows, header=b"\x08\0\0\0\1")


_TILE_OFFSETS = 324

Tag = tuple[int, int, tuple[int, ...]]
"""Number, type (3: short, 4: long), values: of one or two shorts, or any number of longs."""


def tiff(*pages: tuple[list[Tag], bytes], order: str = "<", last: int = 0) -> bytes:
    """Return a TIFF file written by hand; each page is its tags and its pixels.

    StripOffsets and StripByteCounts are added unless it has tiles; ``last`` is the successor of the last directory.
    """
    body = b""
    links: list[int] = []
    first = 0
    for tags, pixels in pages:
        strip = 8 + len(body)
        body += pixels + b"\0" * (len(pixels) % 2)
        is_tiled = any(number == _TILE_OFFSETS for number, _, _ in tags)
        places: list[Tag] = [] if is_tiled else [(273, 4, (strip,)), (279, 4, (len(pixels),))]
        listed = sorted([*tags, *places])
        start = 8 + len(body)
        after = start + 2 + 12 * len(listed) + 4
        entries = b""
        more = b""
        for number, kind, values in listed:
            value = struct.pack(f"{order}{len(values)}{'H' if kind == 3 else 'L'}", *values)
            if len(value) > 4:
                value, more = struct.pack(f"{order}L", after + len(more)), more + value
            entries += struct.pack(f"{order}HHL", number, kind, len(values)) + value.ljust(4, b"\0")
        if links:
            body = body[: links[-1] - 8] + struct.pack(f"{order}L", start) + body[links[-1] - 4 :]
        first = first or start
        body += struct.pack(f"{order}H", len(listed)) + entries
        links.append(8 + len(body))
        body += struct.pack(f"{order}L", last) + more
    return (b"II" if order == "<" else b"MM") + struct.pack(f"{order}HL", 42, first) + body


def grey_tags(width: int = SIZE[0], height: int = SIZE[1], bits: int = 8, photometric: int = 1) -> list[Tag]:
    return [
        (256, 4, (width,)),
        (257, 4, (height,)),
        (258, 3, (bits,)),
        (259, 3, (1,)),
        (262, 3, (photometric,)),
        (277, 3, (1,)),
        (278, 4, (height,)),
    ]


def tiff_page(**changes: int) -> tuple[list[Tag], bytes]:
    return grey_tags(**changes), page().tobytes()
