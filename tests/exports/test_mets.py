"""METS against the schema of the Library of Congress, and through the reader of Archivematica: metsrw brings both."""

from __future__ import annotations

import hashlib
import importlib.resources
from typing import Any

import metsrw
import pytest
from lxml import etree

from pipeline.exports.alto import export_alto
from pipeline.exports.mets import export_mets
from pipeline.exports.tei import export_tei
from pipeline.exports.text import export_text
from tests.exports.documents import MEMO, compared, typed_page

GROUPS = ("simpleLink", "locatorLink", "arcLink", "extendedLink")
ATTRIBUTES = ("actuate", "arcrole", "from", "label", "show", "title", "to")
XLINK = (
    '<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xlink">'
    + "".join(
        f'<attributeGroup name="{name}">'
        '<anyAttribute namespace="http://www.w3.org/1999/xlink" processContents="skip"/></attributeGroup>'
        for name in GROUPS
    )
    + "".join(f'<attribute name="{name}" type="string"/>' for name in ATTRIBUTES)
    + "</schema>"
)
"""The schema imports that of XLink from the net, which is not there: its attributes, as far as METS uses them."""


class _Offline(etree.Resolver):
    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
        if system_url.endswith("xlink.xsd"):
            return self.resolve_string(XLINK, context, base_url=system_url)
        return None


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Offline())
    content = (importlib.resources.files("metsrw") / "resources" / "mets.xsd").read_bytes()
    return etree.XMLSchema(etree.fromstring(content, parser))


def test_mets_is_valid(schema: etree.XMLSchema) -> None:
    groups = {"alto": list(export_alto(MEMO)), "text": list(export_text(MEMO))}
    _, content = export_mets(MEMO, groups)
    assert schema.validate(etree.fromstring(content)), schema.error_log


def test_the_schema_refuses_what_is_no_mets(schema: etree.XMLSchema) -> None:
    assert not schema.validate(etree.fromstring(b'<mets xmlns="http://www.loc.gov/METS/"/>'))


def test_archivematica_reads_every_file_with_its_path_and_checksum() -> None:
    document = compared(typed_page("one", "two"), "one two", path="box 1/100%_Müller_1.png")
    groups = {
        "alto": list(export_alto(document)),
        "text": list(export_text(document)),
        "tei": list(export_tei(document)),
    }
    _, content = export_mets(document, groups)
    read = metsrw.METSDocument.fromstring(content)
    items = {entry.path: entry for entry in read.all_files() if entry.type == "Item"}
    written = {
        name.partition("/")[2]: (group.upper(), hashlib.sha256(file).hexdigest())
        for group, files in groups.items()
        for name, file in files
    }
    written["box 1/100%_Müller_1.png"] = ("SCANS", "cd" * 32)
    assert {path: (item.use, item.checksum) for path, item in items.items()} == written
    assert {item.checksumtype for item in items.values()} == {"SHA-256"}
    assert read.objid == "letter"


def test_pages_hold_their_files_and_the_whole_document_its_own() -> None:
    groups = {"alto": list(export_alto(MEMO)), "tei": list(export_tei(MEMO))}
    tree = etree.fromstring(export_mets(MEMO, groups)[1])
    (pages,) = (each for each in tree.iter("{*}structMap") if each.get("TYPE") == "PHYSICAL")
    held = {div.get("TYPE"): [each.get("FILEID") for each in div.findall("{*}fptr")] for div in pages.iter("{*}div")}
    assert held == {"physSequence": ["tei_1"], "page": ["scan_1", "alto_1"]}
