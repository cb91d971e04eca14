"""``--mask``: neither a pixel nor a string of the masked kinds gets into any file."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from pipeline.model.alignment import Alignment, Distance, Pair, Relation, Witness
from pipeline.model.flag import Flag, Reason, ReferenceReading, Severity
from pipeline.model.geometry import Box, Span
from pipeline.model.page import InkKind, Page, Patch
from pipeline.model.result import DocumentResult, UnplacedText
from pipeline.model.transcript import Mark, MarkKind, Token, TokenKind
from tests.reports.results import DrawnPictures, files_of, make_document, make_flag, make_page

LINES = ("Dear Sir we met at noon", "ZEBRAWORD QUAGGAWORD 1944", "and parted at OKAPIWORD dusk")
"""The second line is a stamp; the last holds a signature."""


def marked_token(text: str, start: int, kind: MarkKind | None) -> Token:
    marks = (Mark(kind, Span(start, start + len(text))),) if kind else ()
    return Token(TokenKind.WORD, text, start, text, marks)


def make_alignment(page: Page) -> Alignment:
    """Return an alignment in which every word stands beside a token that reads the same."""
    pairs, tokens, starts, offset = [], [], [], 0
    kinds = {word.text: MarkKind.STAMP for word in page.lines[1].words} | {"OKAPIWORD": MarkKind.SIGNATURE}
    for word in page.words:
        token = marked_token(word.text, offset, kinds.get(word.text))
        span = Span(offset, offset + len(word.text))
        pairs.append(Pair((token,), (word,), Relation.IN_ORDER, 0, span, span, word.text, word.text, 0))
        tokens.append(token)
        starts.append(offset)
        offset += len(word.text) + 1
    reference = Witness(page.text.replace("\n", " "), tuple(tokens), tuple(starts))
    ocr = Witness(page.text, page.words, tuple(starts))
    return Alignment(reference, ocr, (), tuple(pairs), Distance(0, True), True)


def secret_document() -> tuple[DocumentResult, Page]:
    page = make_page(LINES)
    words = {word.text: word for word in page.words}
    stamp = make_flag(1, words["ZEBRAWORD"], "ZEBRAWORD", Reason.STAMP, Severity.MINOR)
    over_stamp = make_flag(2, words["QUAGGAWORD"], "QUAGGAWORD", Reason.NAME, Severity.CRITICAL)
    beside = make_flag(3, words["and"], "end", before="noon ZEBRAWORD QUAGGAWORD 1944 ", after=" parted at OKAPIWO")
    signed = make_flag(4, words["OKAPIWORD"], "OKAPIWORD", Reason.SIGNATURE, Severity.MINOR)
    starts = {token.text: token.start for token in make_alignment(page).reference.units} | {"end": 50}
    flags: list[Flag] = []
    for flag in (stamp, over_stamp, beside, signed):
        assert flag.reference
        start = starts[flag.reference.text]
        reading = ReferenceReading(flag.reference.text, start, start + len(flag.reference.text))
        flags.append(replace(flag, reference=reading))
    document = make_document(flags, page)
    result = replace(document.pages[0], alignment=make_alignment(page))
    unplaced = (UnplacedText(Span(500, 509), "ZEBRAWORD"),)
    return replace(document, pages=(result,), unplaced=unplaced), page


def pictures_in(content: bytes) -> list[Image.Image]:
    found = re.findall(rb"data:image/(?:jpeg|png);base64,([A-Za-z0-9+/=]+)", content)
    return [Image.open(io.BytesIO(base64.b64decode(each))) for each in found]


def test_without_a_mask_everything_is_there() -> None:
    document, page = secret_document()
    content = files_of(document, pictures=DrawnPictures(page))["documents/letter-1.html"]
    for string in (b"ZEBRAWORD", b"QUAGGAWORD", b"OKAPIWORD"):
        assert string in content


@pytest.mark.parametrize(
    ("mask", "gone", "there"),
    [
        (("stamp",), ("ZEBRAWORD", "QUAGGAWORD"), ("parted",)),
        (("signature",), ("OKAPIWO",), ("ZEBRAWORD", "parted")),
        (("stamp", "signature"), ("ZEBRAWORD", "QUAGGAWORD", "OKAPIWO", "1944"), ("parted", "noon")),
    ],
    ids=["stamps", "signatures", "both"],
)
def test_no_string_of_a_masked_kind_is_in_any_file(
    mask: tuple[str, ...], gone: tuple[str, ...], there: tuple[str, ...]
) -> None:
    document, page = secret_document()
    files = files_of(document, pictures=DrawnPictures(page), mask=mask)
    everything = b"".join(files.values()).decode()
    for string in gone:
        assert string not in everything
    for string in there:
        assert string in everything


def test_no_pixel_of_a_masked_kind_is_in_any_picture() -> None:
    document, page = secret_document()
    as_drawn, otherwise, also_elsewhere = DrawnPictures(page), DrawnPictures(page), DrawnPictures(page)
    for word in page.lines[1].words:
        assert word.box
        otherwise.image.paste(240, (word.box.left, word.box.top, word.box.right, word.box.bottom))
    box = page.lines[0].words[0].box
    assert box
    also_elsewhere.image.paste(240, (box.left, box.top, box.right, box.bottom))
    shown, *others = (
        pictures_in(files_of(document, pictures=pictures, mask=("stamp",))["documents/letter-1.html"])
        for pictures in (as_drawn, otherwise, also_elsewhere)
    )
    assert [picture.tobytes() for picture in shown] == [picture.tobytes() for picture in others[0]]
    assert [picture.tobytes() for picture in shown] != [picture.tobytes() for picture in others[1]]


def test_a_patch_of_ink_is_masked_though_nobody_typed_it() -> None:
    document, page = secret_document()
    patched = replace(page, patches=(Patch(InkKind.HAND, Box(400, 500, 600, 560), 0.9),))
    result = replace(document.pages[0], page=patched)
    source = DrawnPictures(page)
    source.image.paste(0, (400, 500, 600, 560))
    files = files_of(replace(document, pages=(result,)), pictures=source, mask=("handwriting",))
    (picture,) = pictures_in(files["documents/letter-1.html"])
    lowest, _ = picture.convert("L").crop((410, 510, 590, 550)).getextrema()
    assert lowest > 110


def test_the_report_says_how_many_places_its_mask_hides() -> None:
    document, page = secret_document()
    content = files_of(document, pictures=DrawnPictures(page), mask=("stamp",))["documents/letter-1.html"].decode()
    assert "2 places are kept out of this report" in content
