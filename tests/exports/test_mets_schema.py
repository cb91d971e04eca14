"""METS against the schema of the Library of Congress, as somebody else's package brings it."""

from __future__ import annotations

import importlib.resources
from typing import Any

import pytest
from lxml import etree

from pipeline.exports.alto import export_alto
from pipeline.exports.mets import export_mets
from pipeline.exports.text import export_text
from tests.exports.documents import MEMO

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
