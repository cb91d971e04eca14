"""How exported files are called."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from pathlib import PurePosixPath

from pipeline.exports.sheets import ExportDocument, Sheet


def page_name(document: ExportDocument, sheet: Sheet, ending: str) -> str:
    """Return the file name for a page: that of its scan, so that it can be put beside it.

    A page of a multi-page file bears its number as well.
    """
    return f"{folder_name(document)}/{_plain(scan_name(sheet))}.{ending}"


def scan_name(sheet: Sheet) -> str:
    """Return the name of a page's scan without ending, and the page's number in a multi-page file."""
    stem = PurePosixPath(sheet.scan.source.path).stem
    return f"{stem}_{sheet.scan.source.frame + 1:04d}" if sheet.scan.source.frames > 1 else stem


def document_name(document: ExportDocument, ending: str) -> str:
    """Return the file name for a whole document."""
    return f"{folder_name(document)}/{_plain(document.id)}.{ending}"


def folder_name(document: ExportDocument) -> str:
    """Return the folder of a document's files."""
    return _plain(document.id)


def _plain(name: str) -> str:
    """Return a name that every file system can hold; letters and figures of all scripts stay.

    A name that had to be changed gets a mark of its own, so that no two become one.

    >>> _plain("Brief an Müller"), _plain("box 1/letter")
    ('Brief an Müller', 'box 1_letter-73255ce1')
    """
    plain = re.sub(r"[^\w.() -]+", "_", name).strip(" .")[:120]
    return plain if plain == name else f"{plain}-{sha256(os.fsencode(name)).hexdigest()[:8]}"
