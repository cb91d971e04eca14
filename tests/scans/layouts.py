"""Folders laid out from a list of names."""

from __future__ import annotations

import struct
from pathlib import Path


def lay_out(folder: Path, names: list[str]) -> Path:
    """Create empty files, and TIFF files of as many (empty) pages as a name asks for."""
    folder.mkdir()
    for name in names:
        path, _, pages = name.partition("*")
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(tiff_of(int(pages)) if pages else b"")
    return folder


def tiff_of(pages: int) -> bytes:
    directories = (struct.pack("<HI", 0, 8 + 6 * page if page < pages else 0) for page in range(1, pages + 1))
    return struct.pack("<2sHI", b"II", 42, 8) + b"".join(directories)
