"""Pages of PDF files, each taken out or drawn by a process of its own that is ended when it takes too much.

Where a page is one image and nothing else that can be seen, that image is taken out as it was put in: a JPEG byte for
byte, others pixel for pixel. A small drawing of the page comes with it, and what was taken out must look like it;
masks, inverted colours and the like show themselves by not doing so, and the page is drawn instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO

from PIL import Image, ImageChops, ImageStat

from pipeline.images.grey import to_grey
from pipeline.images.limits import Limits
from pipeline.images.orientation import upright
from pipeline.images.pdf_process import ask_pdfium

_ORIENTATION_OF_TURNS = (1, 6, 3, 8)
"""EXIF orientation of a picture that is shown turned by so many quarters clockwise."""

_MOST_DIFFERENCE = 6.0
"""Mean difference of grey values between a picture and the small drawing of its page; another scaling method makes
about 0.5, an inverted picture 150."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page of a PDF file as pixels, or as the image file that was put into the PDF."""

    image: Image.Image | None
    embedded_file: bytes = b""
    """A JPEG or JPEG 2000 file, when ``image`` is None."""
    orientation: int = 1
    dpi: tuple[float, float] = (300.0, 300.0)
    """Across and down, as follows from the size of the page."""
    preview: Image.Image | None = None
    """The page drawn small, when its picture was taken out."""
    notes: tuple[str, ...] = ()

    @property
    def is_taken_out(self) -> bool:
        """Whether this is the page's image as it was put in, not a drawing of the page."""
        return self.preview is not None


def read_page(file: BinaryIO, number: int, where: str, limits: Limits, *, embedded: bool = True) -> PdfPage:
    """Return page ``number``, from 0; with ``embedded`` its page image as it was put in, where it has one."""
    way = "embedded" if embedded else "drawn"
    pixels = int(limits.megapixels * 1e6)
    answer, content = ask_pdfium(file, where, limits, "page", str(number), str(limits.pdf_dpi), str(pixels), way)
    across, down = (round(number, 2) for number in answer["dpi"])
    if "preview" not in answer:
        image = _unpack(answer, content)
        return PdfPage(image, dpi=(across, down), notes=_notes_on_drawing(image, answer))
    preview = answer["preview"]
    size = preview["width"] * preview["height"]
    return PdfPage(
        image=None if "file" in answer else _unpack(answer, content[size:]),
        embedded_file=content[size:] if "file" in answer else b"",
        orientation=_ORIENTATION_OF_TURNS[answer["turns"]],
        dpi=(across, down),
        preview=_unpack(preview, content[:size]),
    )


def looks_like(image: Image.Image, page: PdfPage) -> bool:
    """Say whether a picture that was taken out looks like the small drawing of its page."""
    if page.preview is None:
        return True
    small = upright(to_grey(image), page.orientation).resize(page.preview.size, Image.Resampling.BOX)
    (difference,) = ImageStat.Stat(ImageChops.difference(small, page.preview)).mean
    return difference <= _MOST_DIFFERENCE


def _notes_on_drawing(image: Image.Image, answer: dict[str, Any]) -> tuple[str, ...]:
    notes: tuple[str, ...] = (f"page drawn at {answer['dpi'][0]:g} dpi",)
    lowest, highest = to_grey(image).getextrema()
    if answer["images"] and lowest == highest:
        count = "an image" if answer["images"] == 1 else f"{answer['images']} images"
        notes += (f"page is drawn blank although it holds {count}",)
    return notes


def _unpack(answer: dict[str, Any], content: bytes) -> Image.Image:
    kinds = {"L": "L", "RGB": "RGB", "BGR": "RGB", "BGRX": "RGB", "BGRA": "RGBA", "RGBA": "RGBA"}
    size = answer["width"], answer["height"]
    return Image.frombuffer(kinds[answer["mode"]], size, content, "raw", answer["mode"], 0, 1)
