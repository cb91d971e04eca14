"""Decoding one picture: only by the decoder that its first bytes call for, and its size asked before any pixel."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageFile,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    PngImagePlugin,
    PpmImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from pipeline.errors import ScanError
from pipeline.images import png, tiff
from pipeline.images.files import LEFT_OUT
from pipeline.images.formats import Format
from pipeline.images.limits import Limits
from pipeline.images.orientation import as_stored, read_orientation
from pipeline.images.resolution import believable_dpi

DECODERS: dict[Format, Callable[[BinaryIO], ImageFile.ImageFile]] = {
    Format.PNG: PngImagePlugin.PngImageFile,
    Format.JPEG: JpegImagePlugin.JpegImageFile,
    Format.TIFF: TiffImagePlugin.TiffImageFile,
    Format.JPEG2000: Jpeg2KImagePlugin.Jpeg2KImageFile,
    Format.WEBP: WebPImagePlugin.WebPImageFile,
    Format.BMP: BmpImagePlugin.BmpImageFile,
    Format.GIF: GifImagePlugin.GifImageFile,
    Format.PNM: PpmImagePlugin.PpmImageFile,
}
"""Called directly: ``Image.open`` would choose among all of Pillow's decoders, start Ghostscript for some, and ask
its own pixel limit, which is one number for the whole process and only a warning at first."""

_JPEG_END = b"\xff\xd9"
_JPEG_TAIL_BYTES = 4096
"""Where the end marker is looked for: some scanners fill the file up behind it."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """One picture as its file stores it."""

    image: Image.Image
    orientation: int = 1
    dpi: tuple[float, float] | None = None
    """Across and down, where the file says so credibly."""
    notes: tuple[str, ...] = ()


def decode(file: BinaryIO, kind: Format, frame: int, where: str, limits: Limits) -> Decoded:
    """Decode the picture, or page ``frame`` of a TIFF; raises ``ScanError`` when it is damaged or too large."""
    if kind is Format.TIFF:
        file = _page_of_tiff(file, frame, where, limits)
    file.seek(0)
    try:
        image = DECODERS[kind](file)
        check_size(image.size, where, limits)
        if kind is Format.PNG and (damage := png.find_damage(file)):
            raise _error(where, f"is damaged: {damage}.")
        orientation, exif_note = read_orientation(image)
        dpi = believable_dpi(image, *image.size)
        image.load()
    except ScanError:
        raise
    # Decoders fail in many ways, of which Pillow documents few: TypeError, SyntaxError, struct.error, KeyError.
    except Exception as error:
        raise _error(where, f"cannot be decoded as {kind}: {_one_line(error)}.") from error
    notes = tuple(note for note in (exif_note, *_oddities(image, file, kind)) if note)
    # Pillow turns TIFF pages by itself.
    stored = as_stored(image, orientation) if kind is Format.TIFF else image
    return Decoded(stored, orientation, dpi, notes)


def check_size(size: tuple[int, int], where: str, limits: Limits) -> None:
    """Raise ``ScanError`` when a picture of so many pixels across and down is too large, or too small for text."""
    width, height = size
    megapixels = width * height / 1e6
    if megapixels > limits.megapixels:
        raise _error(
            where,
            f"is too large: {width:,} x {height:,} pixels are {megapixels:,.0f} megapixels, "
            f"the limit is {limits.megapixels:g}.",
        )
    if min(width, height) < limits.smallest_side:
        raise _error(where, f"is too small to hold text: {width} x {height} pixels.")


def _page_of_tiff(file: BinaryIO, frame: int, where: str, limits: Limits) -> BinaryIO:
    directories = tiff.read_directories(file, limits.frames)
    if frame >= len(directories.offsets):
        raise _error(where, f"has no page {frame + 1}: {directories.problem or 'there are fewer'}.")
    return io.BufferedReader(tiff.SinglePage(file, directories.offsets[frame]))


def _oddities(image: Image.Image, file: BinaryIO, kind: Format) -> tuple[str, ...]:
    if kind in (Format.PNG, Format.GIF, Format.WEBP) and getattr(image, "is_animated", False):
        return ("an animation: only its first picture is read",)
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        return _oddities_of_jpeg(image, file)
    return ()


def _oddities_of_jpeg(image: JpegImagePlugin.JpegImageFile, file: BinaryIO) -> tuple[str, ...]:
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _JPEG_TAIL_BYTES))
    has_end = _JPEG_END in file.read()
    has_more = any(marker == "APP2" and content.startswith(b"MPF\0") for marker, content in image.applist)
    return (
        "" if has_end else "the JPEG file has no end marker; its last rows may be missing",
        "the file holds further pictures: only the first is read" if has_more else "",
    )


def _one_line(thing: object) -> str:
    return " ".join(str(thing).split())[:200].rstrip(".") or type(thing).__name__


def _error(where: str, what: str) -> ScanError:
    return ScanError(what, where=where, advice=LEFT_OUT)
