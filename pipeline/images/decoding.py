"""Decoding one picture: only by the decoder that its first bytes call for, and its size asked before any pixel."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from pipeline.images import jpeg, png, tiff, tiff_damage, tiff_page
from pipeline.images.files import LEFT_OUT
from pipeline.images.formats import Format
from pipeline.images.limits import Limits
from pipeline.images.orientation import read_orientation
from pipeline.images.resolution import stated_dpi
from pipeline.images.silence import silence_decoders

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
    silence_decoders()
    if kind is Format.TIFF:
        file = _page_of_tiff(file, frame, where, limits)
    file.seek(0)
    with _explained(kind, "its header is damaged, or of a kind that is not known", where):
        image = DECODERS[kind](file)
        check_size(image.size, where, limits)
        image, end_note = _with_end(image, file, where)
        if damage := _find_damage(image, file, kind):
            raise _error(where, f"is damaged: {damage}.")
        orientation, exif_note = read_orientation(image)
        dpi = stated_dpi(image)
        notes = tuple(filter(None, (end_note, exif_note, _note_on_doubts(image, file))))
    with _explained(kind, "its pixels are damaged or cut short", where):
        image.load()
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return Decoded(tiff_page.as_stored(image, orientation), orientation, dpi, notes)
    return Decoded(image, orientation, dpi, notes)


@contextmanager
def _explained(kind: Format, problem: str, where: str) -> Iterator[None]:
    """Turn whatever a decoder raises into a ``ScanError``: in our words, with the decoder's own in brackets."""
    try:
        yield
    except ScanError:
        raise
    # Decoders fail in many ways, of which Pillow documents few: TypeError, SyntaxError, struct.error, KeyError.
    except Exception as error:
        raise _error(where, f"cannot be decoded as {kind}: {problem} ({_one_line(error)}).") from error


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
    if not directories.offsets:
        raise _error(where, f"is damaged: {directories.problem or 'it has no page 1'}.")
    if frame >= len(directories.offsets):
        raise _error(where, f"has no page {frame + 1}, only {len(directories.offsets)}.")
    return io.BufferedReader(tiff_page.SinglePage(file, directories.offsets[frame]))


def _with_end(image: ImageFile.ImageFile, file: BinaryIO, where: str) -> tuple[ImageFile.ImageFile, str]:
    """Put the end marker to a JPEG that only lacks that; raises ``ScanError`` when it lacks more."""
    if not isinstance(image, JpegImagePlugin.JpegImageFile) or jpeg.has_end(file):
        return image, ""
    whole = jpeg.with_end(file)
    if whole is None:
        raise _error(where, "is damaged: its last rows are missing (the file was cut?).")
    return DECODERS[Format.JPEG](whole), "the JPEG file has no end marker, but all its rows"


def _find_damage(image: Image.Image, file: BinaryIO, kind: Format) -> str | None:
    if kind is Format.PNG:
        return png.find_damage(file)
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return tiff_damage.find_damage(image, file)
    return None


def _note_on_doubts(image: Image.Image, file: BinaryIO) -> str:
    """Return a note when the file may hold more, or less, than the one picture that is read."""
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        return "the file holds further pictures: only the first is read" if jpeg.has_further_pictures(image) else ""
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return tiff_damage.note_on_fax(image, file)
    return "an animation: only its first picture is read" if getattr(image, "is_animated", False) else ""


def _one_line(thing: object) -> str:
    return " ".join(str(thing).split())[:200].rstrip(".") or type(thing).__name__


def _error(where: str, what: str) -> ScanError:
    return ScanError(what, where=where, advice=LEFT_OUT)
