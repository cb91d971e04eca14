"""METS around the other formats: one file for a document, with a group of files for each format and their checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from pipeline.exports.files import document_name, page_name
from pipeline.exports.sheets import ExportDocument
from pipeline.exports.xml import Element, child, root, to_bytes

NAMESPACE = "http://www.loc.gov/METS/"
XLINK = "http://www.w3.org/1999/xlink"

MIME_TYPES = (
    (".alto.xml", "application/alto+xml"),
    (".page.xml", "application/vnd.prima.page+xml"),
    (".tei.xml", "application/tei+xml"),
    (".hocr", "text/vnd.hocr+html"),
    (".iiif.json", "application/ld+json"),
    (".pdf", "application/pdf"),
    (".txt", "text/plain"),
)


def export_mets(document: ExportDocument, groups: Mapping[str, Sequence[tuple[str, bytes]]]) -> tuple[str, bytes]:
    """Return name and content of the METS file; ``groups`` holds the files written, by the name of their format."""
    top = root(NAMESPACE, "mets", xlink=XLINK)
    top.set("OBJID", document.id)
    header = child(top, "metsHdr")
    agent = child(header, "agent", TYPE="OTHER", OTHERTYPE="SOFTWARE", ROLE="CREATOR")
    child(agent, "name", document.provenance.program)
    for name, value in document.history():
        child(agent, "note", f"{name}: {value}")
    section = child(top, "fileSec")
    files: dict[str, str] = {}
    for group, written in groups.items():
        _add_group(section, group, written, files)
    scans = child(section, "fileGrp", USE="SCANS")
    for sheet in document.sheets:
        file = child(scans, "file", ID=f"scan_{sheet.number}", CHECKSUM=sheet.scan.sha256, CHECKSUMTYPE="SHA-256")
        _add_location(file, sheet.scan.source.path)
    structure = child(child(top, "structMap", TYPE="PHYSICAL"), "div", TYPE="document", LABEL=document.id)
    for sheet in document.sheets:
        page = child(structure, "div", TYPE="page", ORDER=sheet.number, LABEL=sheet.scan.source.name)
        child(page, "fptr", FILEID=f"scan_{sheet.number}")
        stem = page_name(document, sheet, "")
        for name, identity in files.items():
            if name.startswith(stem):
                child(page, "fptr", FILEID=identity)
    return document_name(document, "mets.xml"), to_bytes(top)


def _add_group(section: Element, group: str, written: Sequence[tuple[str, bytes]], files: dict[str, str]) -> None:
    """Add the files of one format, and note the id of each in ``files``."""
    element = child(section, "fileGrp", USE=group.upper())
    for number, (name, content) in enumerate(written, start=1):
        identity = f"{group}_{number}"
        file = child(
            element,
            "file",
            ID=identity,
            MIMETYPE=next((mime for ending, mime in MIME_TYPES if name.endswith(ending)), None),
            SIZE=len(content),
            CHECKSUM=hashlib.sha256(content).hexdigest(),
            CHECKSUMTYPE="SHA-256",
        )
        _add_location(file, name.partition("/")[2])
        files[name] = identity


def _add_location(file: Element, path: str) -> None:
    location = child(file, "FLocat", LOCTYPE="OTHER", OTHERLOCTYPE="FILE")
    location.set(f"{{{XLINK}}}href", path)
