"""Opening one page image within limits, or saying in one line why it cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
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
from pipeline.images import files, png, tiff
from pipeline.images.formats import HEAD_BYTES, Format, describe_content, identify
from pipeline.images.limits import DEFAULT_LIMITS, Limits
from pipeline.images.orientation import as_stored
from pipeline.images.resolution import believable_dpi
from pipeline.model.scan import Scan, ScanSource

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
class OpenedScan:
    """A page image that could be decoded, and its pixels."""

    scan: Scan
    image: Image.Image
    """As it lies on disk, in whatever mode it has: not yet turned by EXIF, not yet grey."""


def open_scan(source: ScanSource, limits: Limits = DEFAULT_LIMITS) -> OpenedScan:
    """Decode one page image; raises ``ScanError`` with a reason a clerk understands.

    A file that somebody writes to meanwhile is read once more, and refused when it still does not hold still.
    """
    for _ in range(2):
        with files.open_regular(source.location, source.name, limits) as file:
            before = files.fingerprint(file)
            try:
                opened = _open(file, source, limits)
            except ScanError:
                if files.fingerprint(file) == before:
                    raise
                continue
            if files.fingerprint(file) == before:
                return opened
    raise _error(source, "was changed again and again while it was being read.")


def _open(file: BinaryIO, source: ScanSource, limits: Limits) -> OpenedScan:
    head = file.read(HEAD_BYTES)
    kind = identify(head)
    if kind is None:
        raise _error(source, f"is no picture: it holds {describe_content(head)}.")
    if kind is Format.PDF:
        raise _error(source, "PDF is not read yet.")
    scan = Scan(source=source, sha256=files.sha256_of(file), width=0, height=0)
    return _decode(file, kind, scan, limits)


def _decode(file: BinaryIO, kind: Format, scan: Scan, limits: Limits) -> OpenedScan:
    source = scan.source
    if kind is Format.PNG and (damage := png.find_damage(file)):
        raise _error(source, f"is damaged: {damage}.")
    if kind is Format.TIFF:
        file = _page_of_tiff(file, source, limits)
    file.seek(0)
    try:
        image = DECODERS[kind](file)
        _check_size(image.size, source, limits)
        resolution = believable_dpi(image, *image.size)
        frames = 1 if kind is Format.TIFF else int(getattr(image, "n_frames", 1))
        orientation, exif_note = _read_orientation(image)
        image.load()
    except ScanError:
        raise
    # Decoders fail in many ways, of which Pillow documents few: TypeError, SyntaxError, struct.error, KeyError.
    except Exception as error:
        raise _error(source, f"cannot be decoded as {kind}: {_one_line(error)}.") from error
    notes: tuple[str, ...] = (exif_note,) if exif_note else ()
    if frames > 1:
        notes += (f"{frames - 1} more frames of an animation ignored",)
    if resolution is None:
        notes += ("the file states no credible resolution",)
    stored = as_stored(image, orientation) if kind is Format.TIFF else image
    return OpenedScan(
        replace(
            scan,
            width=stored.width,
            height=stored.height,
            orientation=orientation,
            dpi=None if resolution is None else resolution[0],
            notes=notes,
        ),
        stored,
    )


def _page_of_tiff(file: BinaryIO, source: ScanSource, limits: Limits) -> BinaryIO:
    directories = tiff.read_directories(file, limits.frames)
    if source.frame >= len(directories.offsets):
        raise _error(source, f"has no page {source.frame + 1}: {directories.problem or 'there are fewer'}.")
    return tiff.SinglePage(file, directories.offsets[source.frame])  # type: ignore[return-value]


def _read_orientation(image: Image.Image) -> tuple[int, str]:
    """Return the EXIF orientation, 1 when there is none, and a note when the EXIF block is garbage."""
    try:
        orientation = image.getexif().get(0x0112, 1)
    # A noisy EXIF block makes Pillow raise SyntaxError, struct.error and others.
    except Exception:
        return 1, "EXIF block cannot be read, ignored"
    if isinstance(orientation, int) and 1 <= orientation <= 8:
        return orientation, ""
    return 1, f"EXIF orientation {_one_line(orientation)} does not exist, ignored"


def _check_size(size: tuple[int, int], source: ScanSource, limits: Limits) -> None:
    width, height = size
    megapixels = width * height / 1e6
    if megapixels > limits.megapixels:
        raise _error(
            source,
            f"is too large: {width:,} x {height:,} pixels are {megapixels:,.0f} megapixels, "
            f"the limit is {limits.megapixels:g}.",
        )
    if min(width, height) < limits.smallest_side:
        raise _error(source, f"is too small to hold text: {width} x {height} pixels.")


def _one_line(thing: object) -> str:
    return " ".join(str(thing).split())[:200].rstrip(".") or type(thing).__name__


def _error(source: ScanSource, what: str) -> ScanError:
    return ScanError(what, where=source.name, advice=files.LEFT_OUT)
