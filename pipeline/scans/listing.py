"""Which files of a folder are inputs, which are none, and which are left out with a reason."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.images.counting import count_pages
from pipeline.images.formats import SUFFIXES
from pipeline.model.scan import Rejected
from pipeline.scans.inputs import InputFile
from pipeline.scans.naming import natural_key

TRANSCRIPT_SUFFIXES = (".md", ".txt", ".xml")
_NO_INPUTS = ("readme", "thumbs", "documents", "desktop")


def list_scans(root: Path, rejected: list[Rejected], *, follow_links: bool) -> tuple[InputFile, ...]:
    """Return the page images below ``root`` in natural order; whatever is left out is added to ``rejected``."""
    found = []
    for path, location in _walk(root, rejected, follow_links=follow_links):
        if Path(path).suffix.lower() in SUFFIXES:
            found.append(InputFile(path, location, count_pages(location)))
        else:
            rejected.append(Rejected(path, "its name is not that of a picture"))
    return tuple(sorted(found, key=lambda one: natural_key(one.path)))


def list_transcripts(root: Path, rejected: list[Rejected], *, follow_links: bool) -> tuple[InputFile, ...]:
    """Return the transcripts below ``root`` in natural order; whatever is left out is added to ``rejected``."""
    found = []
    for path, location in _walk(root, rejected, follow_links=follow_links):
        if Path(path).suffix.lower() in TRANSCRIPT_SUFFIXES:
            found.append(InputFile(path, location))
        else:
            rejected.append(Rejected(path, "its name is not that of a transcript (.md, .txt or .xml)"))
    return tuple(sorted(found, key=lambda one: natural_key(one.path)))


def _walk(root: Path, rejected: list[Rejected], *, follow_links: bool) -> Iterator[tuple[str, str]]:
    if not root.exists():
        raise UsageError("there is no such file or folder.", where=str(root))
    if not root.is_dir():
        yield _shown(root.name), str(root)
        return
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            location = str(Path(folder) / name)
            path = _shown(os.path.relpath(location, root))
            if name.startswith(".") or name.lower().split(".")[0] in _NO_INPUTS:
                continue
            if not stat.S_ISREG(os.lstat(location).st_mode):
                rejected.append(Rejected(path, "is no regular file"))
                continue
            yield path, location


def _shown(path: str) -> str:
    return os.fsencode(path).decode("utf-8", "backslashreplace")
