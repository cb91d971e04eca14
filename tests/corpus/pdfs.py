"""PDF files, sound and unsound, written by hand."""

from __future__ import annotations

import io
import zlib

from PIL import Image

from tests.corpus.cases import Case, accepted, refused
from tests.corpus.jpegs import jpeg
from tests.corpus.pictures import SIZE, encoded, page, two_levels

_WIDTH, _HEIGHT = SIZE
_DRAW_IMAGE = f"q {_WIDTH} 0 0 {_HEIGHT} 0 0 cm /Im Do Q".encode()
_BOX = f"/MediaBox [0 0 {_WIDTH} {_HEIGHT}]"


def stream(content: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


def image(content: bytes, entries: str, width: int = _WIDTH, height: int = _HEIGHT) -> bytes:
    return stream(content, f"/Type /XObject /Subtype /Image /Width {width} /Height {height} {entries}")


def pdf(
    content: bytes = _DRAW_IMAGE,
    xobject: bytes | None = None,
    *,
    page: str = _BOX,
    more: tuple[bytes, ...] = (),
    trailer: str = "",
    catalog: str = "",
    pages: str = "/Kids [3 0 R] /Count 1",
    start: bytes = b"%PDF-1.7\n",
) -> bytes:
    """Return a PDF of one page; objects: 1 catalog, 2 pages, 3 page, 4 content, 5 image /Im, 6 font, then ``more``."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    resources = "/Resources << /XObject << /Im 5 0 R >> /Font << /F 6 0 R >> >>"
    objects = (
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages {pages} >>".encode(),
        f"<< /Type /Page /Parent 2 0 R {page} {resources} /Contents 4 0 R >>".encode(),
        stream(content),
        _JPEG_IMAGE if xobject is None else xobject,
        font,
        *more,
    )
    body, offsets = start, []
    for number, thing in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n" % number + thing + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    end = f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(body)}\n%%EOF\n".encode()
    return body + head + table + end


_JPEG_IMAGE = image(jpeg(), "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode")
_FLAT = "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"
_SHOWN = b" BT /F 20 Tf 10 60 Td (Approved) Tj ET"
_HIDDEN = b" BT 3 Tr /F 8 Tf 10 60 Td (Approved) Tj ET"
_ENCRYPTED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<43> <43>]"


def _grey(decode: str = "", picture: Image.Image | None = None) -> bytes:
    return image(zlib.compress((picture or page()).tobytes()), f"{_FLAT} {decode}")


def _bits(entries: str) -> bytes:
    return image(zlib.compress(two_levels().tobytes()), f"/BitsPerComponent 1 /Filter /FlateDecode {entries}")


def _group4() -> bytes:
    with Image.open(io.BytesIO(encoded(two_levels(), "TIFF", compression="group4"))) as saved:
        (start,), (length,) = saved.tag_v2[273], saved.tag_v2[279]
        is_black_one = saved.tag_v2[262] == 0
        content = saved.fp.getvalue()[start : start + length]  # type: ignore[union-attr]
    parameters = f"<< /K -1 /Columns {_WIDTH} /Rows {_HEIGHT} /BlackIs1 {'false' if is_black_one else 'true'} >>"
    entries = f"/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms {parameters}"
    return image(content, entries)


def _jp2() -> bytes:
    return image(encoded(page(), "JPEG2000"), "/Filter /JPXDecode")


def _mask() -> tuple[bytes, bytes]:
    """A black picture, and the soft mask that alone shows the letters."""
    black = image(zlib.compress(b"\0" * _WIDTH * _HEIGHT), f"{_FLAT} /SMask 7 0 R")
    return black, image(zlib.compress(page().point(lambda value: 255 - value).tobytes()), _FLAT)


def _four_inks() -> bytes:
    inks = page().convert("RGB").convert("CMYK")
    return image(zlib.compress(inks.tobytes()), "/ColorSpace /DeviceCMYK /BitsPerComponent 8 /Filter /FlateDecode")


def _turned() -> bytes:
    """The image lies on its side, and the page is turned to make up for it."""
    sideways = page().transpose(Image.Transpose.ROTATE_90)
    drawn = image(zlib.compress(sideways.tobytes()), _FLAT, _HEIGHT, _WIDTH)
    return pdf(
        f"q {_HEIGHT} 0 0 {_WIDTH} 0 0 cm /Im Do Q".encode(),
        drawn,
        page=f"/MediaBox [0 0 {_HEIGHT} {_WIDTH}] /Rotate 90",
    )


def _turned_within() -> bytes:
    """The image lies on its side, and is drawn turned."""
    sideways = image(zlib.compress(page().transpose(Image.Transpose.ROTATE_90).tobytes()), _FLAT, _HEIGHT, _WIDTH)
    return pdf(f"q 0 -{_HEIGHT} {_WIDTH} 0 0 {_HEIGHT} cm /Im Do Q".encode(), sideways)


def _two_pages() -> bytes:
    second = (
        f"<< /Type /Page /Parent 2 0 R {_BOX} /Resources << /XObject << /Im 5 0 R >> >> /Contents 4 0 R >>".encode()
    )
    return pdf(pages="/Kids [3 0 R 7 0 R] /Count 2", more=(second,))


def _form(content: bytes, resources: str) -> bytes:
    return stream(content, f"/Type /XObject /Subtype /Form /BBox [0 0 {_WIDTH} {_HEIGHT}] /Resources << {resources} >>")


def _stamp() -> bytes:
    look = _form(b"1 0 0 rg 20 20 60 30 re f", "")
    note = b"<< /Type /Annot /Subtype /Stamp /Rect [20 20 80 50] /AP << /N 8 0 R >> /F 4 >>"
    return pdf(page=f"{_BOX} /Annots [7 0 R]", more=(note, look))


def _link() -> bytes:
    note = b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://127.0.0.1:9/) >> >>"
    return pdf(page=f"{_BOX} /Annots [7 0 R]", more=(note,))


def _endless_form() -> bytes:
    """A form of forms, forty deep, each drawing the next twice: a trillion drawings."""
    depth = 40
    forms = tuple(
        _form(b"/X Do /X Do", f"/XObject << /X {8 + level} 0 R >>") if level < depth else _form(b"0 0 9 9 re f", "")
        for level in range(depth + 1)
    )
    box = f"{_BOX} /Resources << /XObject << /Im 7 0 R >> >>"
    return pdf(b"/Im Do", page=box, more=forms).replace(b"/Im 5 0 R", b"/Im 7 0 R")


def _packed_twice() -> bytes:
    """100 MB of drawing commands, packed twice."""
    bomb = zlib.compress(zlib.compress(b"0 0 9 9 re f\n" * 8_000_000, 1), 1)
    whole = pdf(b"HERE")
    old = stream(b"HERE")
    return whole.replace(old, stream(bomb, "/Filter [/FlateDecode /FlateDecode]"))


CASES: tuple[Case, ...] = (
    Case("scan.pdf", pdf(), accepted()),
    Case("grey-pixels.pdf", lambda: pdf(xobject=_grey()), accepted()),
    Case("group4.pdf", lambda: pdf(xobject=_group4()), accepted()),
    Case("jpeg-2000.pdf", lambda: pdf(xobject=_jp2()), accepted()),
    Case("one-bit.pdf", lambda: pdf(xobject=_bits("/ColorSpace /DeviceGray")), accepted()),
    Case(
        "inverted-one-bit.pdf",
        lambda: pdf(xobject=_bits("/ColorSpace /DeviceGray /Decode [1 0]")),
        accepted(),
        shows_page=False,
    ),
    Case("stencil.pdf", lambda: pdf(xobject=_bits("/ImageMask true")), accepted()),
    Case("inverted-grey.pdf", lambda: pdf(xobject=_grey("/Decode [1 0]", page().point(lambda v: 255 - v))), accepted()),
    Case("soft-mask.pdf", lambda: pdf(xobject=_mask()[0], more=(_mask()[1],)), accepted()),
    Case("four-inks.pdf", lambda: pdf(xobject=_four_inks()), accepted()),
    Case("turned-page.pdf", _turned, accepted()),
    Case("turned-image.pdf", _turned_within, accepted()),
    Case(
        "mirrored-image.pdf",
        pdf(f"q -{_WIDTH} 0 0 {_HEIGHT} {_WIDTH} 0 cm /Im Do Q".encode()),
        accepted("drawn"),
        shows_page=False,
    ),
    Case("hidden-text.pdf", pdf(_DRAW_IMAGE + _HIDDEN), accepted()),
    Case("visible-text.pdf", pdf(_DRAW_IMAGE + _SHOWN), accepted("drawn at 300 dpi"), shows_page=False),
    Case("only-text.pdf", pdf(_SHOWN), accepted("drawn at 300 dpi"), shows_page=False),
    Case("small-image.pdf", pdf(b"q 40 0 0 30 9 9 cm /Im Do Q"), accepted("drawn"), shows_page=False),
    Case("stamp-as-note.pdf", _stamp, accepted("drawn"), shows_page=False),
    Case("link.pdf", _link, accepted()),
    Case("second-page.pdf", _two_pages, accepted(), frame=1, frames=2),
    Case("page-that-is-not-there.pdf", _two_pages, refused("no page 3"), frame=2, frames=2),
    Case("opens-something.pdf", pdf(catalog="/OpenAction << /S /Launch /F (/bin/sh) >>"), accepted()),
    Case("script.pdf", pdf(catalog="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), accepted()),
    Case("junk-before.pdf", pdf(start=b"junk\r\n" * 50 + b"%PDF-1.4\n"), accepted()),
    Case("wrong-table.pdf", pdf().replace(b"startxref\n", b"startxref\n9"), accepted()),
    Case("without-table.pdf", pdf().partition(b"xref\n")[0], refused("no PDF that can be read")),
    Case(
        "broken-image.pdf",
        pdf(
            xobject=image(b"\xff\xd8\xff\xe0 no JPEG", "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode")
        ),
        refused("JPEG"),
    ),
    Case(
        "broken-image-and-text.pdf",
        pdf(_DRAW_IMAGE + b" BT 1 g /F 1 Tf (.) Tj ET", image(b"none", "/Filter /DCTDecode")),
        accepted("drawn blank", "an image"),
        shows_page=False,
    ),
    Case("blank.pdf", pdf(b" "), accepted(), shows_page=False),
    Case("password.pdf", pdf(trailer=_ENCRYPTED), refused("needs a password")),
    Case("unknown-lock.pdf", pdf(trailer="/Encrypt << /Filter /Own /V 9 >>"), refused("protected")),
    Case("no-pages.pdf", pdf(pages="/Kids [] /Count 0"), refused("no pages")),
    Case("pages-in-a-circle.pdf", pdf(pages="/Kids [2 0 R] /Count 1"), refused("page")),
    Case(
        "garbage.pdf",
        b"%PDF-1.7\n" + bytes(index * 7 % 256 for index in range(2000)),
        refused("no PDF that can be read"),
    ),
    Case("header-only.pdf", b"%PDF-1.4\n", refused("no PDF that can be read")),
    Case("cut-in-half.pdf", pdf()[:600], refused("PDF")),
    Case("scan-as.png", pdf(), refused(".png", "PDF")),
    Case("poster.pdf", pdf(_SHOWN, page="/MediaBox [0 0 14400 14400]"), refused("200 x 200 inches", "limit is 120")),
    Case("no-size.pdf", pdf(_SHOWN, page="/MediaBox [0 0 0 0]"), accepted(), shows_page=False),
    Case("endless-form.pdf", _endless_form, refused("longer than"), is_heavy=True),
    Case("packed-twice.pdf", _packed_twice, refused("page"), is_heavy=True),
    Case("image-bomb.pdf", pdf(xobject=image(b"x", _FLAT, 60_000, 60_000)), refused("3,600 megapixels"), is_heavy=True),
)
