"""METS around the other formats: one file for a document, with a group of files for each format and their checksums.

It has two maps of its structure, because readers look for different ones: ``PHYSICAL`` is the document page by page,
each page with its scan and all that was made of it (OCR-D, Kitodo, the DFG Viewer); ``physical`` lists the files as
they lie in their folder, one entry each (Archivematica). To the schema the name is free.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from urllib.parse import quote

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
    (".xml", "text/xml"),
    (".jpg", "image/jpeg"),
    (".jpeg", "image/jpeg"),
    (".png", "image/png"),
    (".tif", "image/tiff"),
    (".tiff", "image/tiff"),
    (".jp2", "image/jp2"),
)
"""The first ending that a name has decides."""


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
        path, checksum = sheet.scan.source.path, sheet.scan.sha256
        file = child(
            scans,
            "file",
            ID=f"scan_{sheet.number}",
            MIMETYPE=_mime_type(path),
            CHECKSUM=checksum,
            CHECKSUMTYPE="SHA-256",
        )
        _add_location(file, path)
    _map_pages(top, document, files)
    _map_files(top, document, files)
    return document_name(document, "mets.xml"), to_bytes(top)


def _map_pages(top: Element, document: ExportDocument, files: Mapping[str, str]) -> None:
    """Add the document as a sequence of pages; files of no page belong to the whole."""
    pages = child(child(top, "structMap", TYPE="PHYSICAL"), "div", TYPE="physSequence", LABEL=document.id)
    stems = tuple(page_name(document, sheet, "") for sheet in document.sheets)
    for name, identity in files.items():
        if not name.startswith(stems):
            child(pages, "fptr", FILEID=identity)
    for sheet in document.sheets:
        page = child(pages, "div", TYPE="page", ORDER=sheet.number, LABEL=sheet.scan.source.name)
        child(page, "fptr", FILEID=f"scan_{sheet.number}")
        stem = page_name(document, sheet, "")
        for name, identity in files.items():
            if name.startswith(stem):
                child(page, "fptr", FILEID=identity)


def _map_files(top: Element, document: ExportDocument, files: Mapping[str, str]) -> None:
    """Add every file by itself: the scans, then what was written."""
    folder = child(child(top, "structMap", TYPE="physical"), "div", TYPE="Directory", LABEL=document.id)
    scans = {sheet.scan.source.path: f"scan_{sheet.number}" for sheet in document.sheets}
    for path, identity in (scans | {_within(name): identity for name, identity in files.items()}).items():
        item = child(folder, "div", TYPE="Item", LABEL=path.rpartition("/")[2])
        child(item, "fptr", FILEID=identity)


def _add_group(section: Element, group: str, written: Sequence[tuple[str, bytes]], files: dict[str, str]) -> None:
    """Add the files of one format, and note the id of each in ``files``."""
    element = child(section, "fileGrp", USE=group.upper())
    for number, (name, content) in enumerate(written, start=1):
        identity = f"{group}_{number}"
        file = child(
            element,
            "file",
            ID=identity,
            MIMETYPE=_mime_type(name),
            SIZE=len(content),
            CHECKSUM=hashlib.sha256(content).hexdigest(),
            CHECKSUMTYPE="SHA-256",
        )
        _add_location(file, _within(name))
        files[name] = identity


def _add_location(file: Element, path: str) -> None:
    """Say where a file lies; the schema wants the address of a resource, so what an address cannot hold is escaped."""
    location = child(file, "FLocat", LOCTYPE="OTHER", OTHERLOCTYPE="FILE")
    location.set(f"{{{XLINK}}}href", quote(os.fsencode(path)))


def _mime_type(name: str) -> str | None:
    return next((mime for ending, mime in MIME_TYPES if name.lower().endswith(ending)), None)


def _within(name: str) -> str:
    """Return the name of a file as seen from its document's folder, where the METS file lies too."""
    return name.partition("/")[2]
