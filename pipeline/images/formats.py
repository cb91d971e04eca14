"""What a file holds, told by its first bytes and never by its name."""

from __future__ import annotations

from enum import StrEnum

HEAD_BYTES = 1024
"""How much of a file is needed to tell: a PDF may begin anywhere in its first 1,024 bytes."""


class Format(StrEnum):
    """The formats that are read; any other decoder is never started."""

    PNG = "PNG"
    JPEG = "JPEG"
    TIFF = "TIFF"
    JPEG2000 = "JPEG 2000"
    WEBP = "WebP"
    BMP = "BMP"
    GIF = "GIF"
    PNM = "PNM"
    PDF = "PDF"


SUFFIXES: dict[str, Format] = {
    ".png": Format.PNG,
    ".jpg": Format.JPEG,
    ".jpeg": Format.JPEG,
    ".jpe": Format.JPEG,
    ".tif": Format.TIFF,
    ".tiff": Format.TIFF,
    ".jp2": Format.JPEG2000,
    ".j2k": Format.JPEG2000,
    ".jpx": Format.JPEG2000,
    ".jpf": Format.JPEG2000,
    ".webp": Format.WEBP,
    ".bmp": Format.BMP,
    ".gif": Format.GIF,
    ".pbm": Format.PNM,
    ".pgm": Format.PNM,
    ".ppm": Format.PNM,
    ".pnm": Format.PNM,
    ".pdf": Format.PDF,
}
"""Names that are taken for page images, in lower case."""

_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"\xff\xd8\xff", Format.JPEG),
    (b"II*\0", Format.TIFF),
    (b"MM\0*", Format.TIFF),
    (b"II+\0", Format.TIFF),
    (b"MM\0+", Format.TIFF),
    (b"\0\0\0\x0cjP  \r\n\x87\n", Format.JPEG2000),
    (b"\xff\x4f\xff\x51", Format.JPEG2000),
    (b"GIF87a", Format.GIF),
    (b"GIF89a", Format.GIF),
    (b"BM", Format.BMP),
    (b"%PDF-", Format.PDF),
)

_STRANGERS: tuple[tuple[bytes, str], ...] = (
    (b"%!PS", "PostScript"),
    (b"8BPS", "a Photoshop document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"AT&TFORM", "a DjVu document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)


def identify(head: bytes) -> Format | None:
    """Return the format that a file with these first bytes has, or None when it is none that is read."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format.WEBP
    if head[:1] == b"P" and head[1:2] in b"123456" and head[2:3] in (b"\n", b"\r", b" ", b"\t", b"#"):
        return Format.PNM
    if b"%PDF-" in head[:HEAD_BYTES]:
        return Format.PDF
    return None


def describe_content(head: bytes) -> str:
    """Say in plain words what a file holds that is no picture: ``a ZIP archive or an office document``."""
    for magic, name in _STRANGERS:
        if head.startswith(magic):
            return name
    if head[4:8] == b"ftyp":
        return "a HEIF, AVIF or video file"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "HTML, SVG or XML"
    if head and not any(byte < 9 or 13 < byte < 32 for byte in head):
        return "text"
    if head and not any(head):
        return "zeros"
    return "something that is no picture"
