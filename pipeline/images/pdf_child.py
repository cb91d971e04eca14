"""A process of its own that asks PDFium about one PDF file: ``python -m pipeline.images.pdf_child``.

PDFium is not thread-safe, can hang on a page and can take any amount of memory, so it never runs in the program
itself. The file is standard input, already opened and checked. Arguments: seconds of CPU time, bytes of memory, and
then ``count``, or ``page`` with page number (from 0), dpi, largest number of pixels and ``embedded`` or ``drawn``.
Standard output gets one line of JSON, followed by the bytes of the picture, if any. Imports nothing of the program.
"""

from __future__ import annotations

import json
import math
import resource
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

PREVIEW_DPI = 36
"""Resolution of the small drawing that goes with an embedded picture, to compare it with."""

_TOLERANCE = 0.02
"""Share of a page's side by which a page image may fall short of it, or stick out, and still be the page."""

_SIGNS_OF_TURNS = ((1, 0, 0, 1), (0, -1, 1, 0), (-1, 0, 0, -1), (0, 1, -1, 0))
"""Signs of the matrix (a, b, c, d) of an image that is shown turned by 0, 1, 2, 3 quarters clockwise."""


def main(arguments: list[str]) -> None:
    """Answer one question and leave; a limit that is exceeded ends the process without an answer."""
    seconds, memory, command, *rest = arguments
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    answer: dict[str, Any]
    content = b""
    try:
        if command == "count":
            answer = {"pages": len(_load(sys.stdin.buffer))}
        else:
            number, dpi, most_pixels, way = rest
            answer, content = _page(sys.stdin.buffer, int(number), int(dpi), int(most_pixels), way == "embedded")
    except _UnusableError as error:
        answer = {"problem": str(error)}
    except MemoryError:
        answer = {"problem": "needs too much memory to draw"}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.write(content)


class _UnusableError(Exception):
    """The file or the page cannot be used; the text says why, to be read after the file's name."""


def _load(file: BinaryIO) -> Any:
    import pypdfium2

    # PDFium's error numbers; its words are of no use to a clerk ("Failed to load document (PDFium: Success)").
    problems = {
        3: "is no PDF that can be read, or is damaged",
        4: "needs a password",
        5: "is protected in a way that cannot be read",
    }
    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        if not error.err_code:
            raise _UnusableError("has no pages") from error
        raise _UnusableError(problems.get(error.err_code, "cannot be read as PDF")) from error
    if len(document) == 0:
        raise _UnusableError("has no pages")
    return document


def _page(file: BinaryIO, number: int, dpi: int, most_pixels: int, embedded: bool) -> tuple[dict[str, Any], bytes]:
    import pypdfium2

    document = _load(file)
    if number >= len(document):
        raise _UnusableError(f"has no page {number + 1}, only {len(document)}")
    try:
        document.init_forms()
        page = document[number]
        found = _embedded_picture(page, most_pixels) if embedded else None
        return found or _drawing(page, dpi, most_pixels)
    except pypdfium2.PdfiumError as error:
        raise _UnusableError("has a page that PDFium cannot load") from error


def _drawing(page: Any, dpi: int, most_pixels: int) -> tuple[dict[str, Any], bytes]:
    """Draw the page; ``images`` says how many pictures it holds, so that a blank drawing can be doubted."""
    from pypdfium2 import raw

    width, height = (side / 72 * dpi for side in page.get_size())
    if width * height > most_pixels:
        raise _UnusableError(
            f"has a page of {width / dpi:,.0f} x {height / dpi:,.0f} inches, "
            f"{width * height / 1e6:,.0f} megapixels at {dpi} dpi; the limit is {most_pixels / 1e6:g}"
        )
    images = sum(1 for _ in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=4))
    answer, content = _packed(page.render(scale=dpi / 72, rev_byteorder=True))
    return {**answer, "dpi": [dpi, dpi], "images": images}, content


def _embedded_picture(page: Any, most_pixels: int) -> tuple[dict[str, Any], bytes] | None:
    """Take out the page image where the page is nothing else; None where it must be drawn.

    A text layer that is not visible, as OCR programs leave it, does not count.
    """
    from pypdfium2 import raw

    visible = [one for one in page.get_objects(max_depth=1) if not _is_invisible(one)]
    if len(visible) != 1 or visible[0].type != raw.FPDF_PAGEOBJ_IMAGE or _has_annotations(page):
        return None
    image = visible[0]
    turns = _quarter_turns(image.get_matrix(), page.get_rotation())
    if turns is None or not _fills(image.get_bounds(), page.get_bbox()):
        return None
    across, down = (side / 72 for side in page.get_size())
    if turns % 2:
        across, down = down, across
    width, height = image.get_px_size()
    if width * height > most_pixels:
        raise _UnusableError(
            f"has a page image of {width:,} x {height:,} pixels, {width * height / 1e6:,.0f} megapixels; "
            f"the limit is {most_pixels / 1e6:g}"
        )
    preview, pixels = _packed(page.render(scale=PREVIEW_DPI / 72, grayscale=True))
    answer, content = _file_of(image) or _packed(image.get_bitmap(render=False))
    answer |= {"turns": turns, "dpi": [width / across, height / down], "preview": preview}
    return answer, pixels + content


def _file_of(image: Any) -> tuple[dict[str, Any], bytes] | None:
    """Return the image as the JPEG or JPEG 2000 file that was put into the PDF, if it was."""
    if image.get_filters(skip_simple=True) not in (["DCTDecode"], ["JPXDecode"]):
        return None
    return {"file": True}, bytes(image.get_data(decode_simple=True))


def _packed(bitmap: Any) -> tuple[dict[str, Any], bytes]:
    """Return mode, size and pixels, without the bytes that fill up each row."""
    row = bitmap.width * bitmap.n_channels
    rows = memoryview(bitmap.buffer).cast("B")
    content = b"".join(rows[top : top + row] for top in range(0, bitmap.stride * bitmap.height, bitmap.stride))
    return {"mode": bitmap.mode, "width": bitmap.width, "height": bitmap.height}, content


def _is_invisible(thing: Any) -> bool:
    from pypdfium2 import raw

    if thing.type == raw.FPDF_PAGEOBJ_TEXT:
        return bool(raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    if thing.type == raw.FPDF_PAGEOBJ_FORM:
        return all(_is_invisible(one) for one in _inside(thing))
    return False


def _inside(form: Any) -> Iterator[Any]:
    return (one for one in form.page.get_objects(form=form.raw, max_depth=3, level=1))


def _has_annotations(page: Any) -> bool:
    """Say whether anything but links lies on the page: stamps, notes and blackened places are drawn with it."""
    from pypdfium2 import raw

    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
            return True
    return False


def _quarter_turns(matrix: Any, page_rotation: int) -> int | None:
    """Return by how many quarter turns clockwise the image is shown; None when it is mirrored or slanting."""
    a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
    small = 1e-3 * max(abs(number) for number in (a, b, c, d))
    signs = tuple(0 if abs(number) <= small else int(math.copysign(1, number)) for number in (a, b, c, d))
    if signs not in _SIGNS_OF_TURNS:
        return None
    return (_SIGNS_OF_TURNS.index(signs) + page_rotation // 90) % 4


def _fills(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    across, down = outer[2] - outer[0], outer[3] - outer[1]
    sides = (across, down, across, down)
    return all(abs(one - other) <= _TOLERANCE * side for one, other, side in zip(inner, outer, sides, strict=True))


if __name__ == "__main__":
    main(sys.argv[1:])
