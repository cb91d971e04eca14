"""How exported files are called."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import PurePosixPath

from pipeline.exports.sheets import ExportDocument, Sheet
from pipeline.model.scan import ScanSource


def page_name(document: ExportDocument, sheet: Sheet, ending: str) -> str:
    """Return the file name for a page: that of its scan, so that it can be put beside it."""
    return f"{folder_name(document)}/{_plain(sheet.name)}.{ending}"


def name_pages(sources: Sequence[ScanSource]) -> tuple[str, ...]:
    """Return a name for each page of a document: its scan's without ending, with its number in a multi-page file.

    Scans of the same name (``a.jpg`` and ``a.png``, or two folders) get the number of the page, so that no file of one
    page takes the place of another's; so does a scan that is called as one of these is now.

    >>> name_pages([ScanSource("box 1/a.jpg", ""), ScanSource("box 2/a.jpg", ""), ScanSource("b.jpg", "")])
    ('a-page-1', 'a-page-2', 'b')
    """
    stems = [PurePosixPath(source.path).stem for source in sources]
    names = [
        f"{stem}_{source.frame + 1:04d}" if source.frames > 1 else stem
        for stem, source in zip(stems, sources, strict=True)
    ]
    while len(set(names)) < len(names):
        counts = Counter(names)
        names = [f"{name}-page-{number}" if counts[name] > 1 else name for number, name in enumerate(names, start=1)]
    return tuple(names)


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
