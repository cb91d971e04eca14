"""How much room there is on a disk, and whether a run may need more."""

from __future__ import annotations

import shutil
from pathlib import Path

LEAST_ROOM = 20_000_000
ROOM_A_PAGE = 300_000
"""Bytes; a typed page of letter size takes about twice as much with its pictures, a small one a tenth."""


def free_bytes(path: Path) -> int:
    """Return how much can still be written where ``path`` is, or will be."""
    try:
        return shutil.disk_usage(path).free
    except OSError:  # it is not there yet, or may not be looked at; whoever writes there will say so
        if path == path.parent:
            raise
        return free_bytes(path.parent)


def lack_of_room(folder: Path, pages: int) -> str:
    """Return what to tell a person before so many pages are reported in ``folder``; "" where there is room enough."""
    free, needed = free_bytes(folder.absolute()), LEAST_ROOM + ROOM_A_PAGE * pages
    if free >= needed:
        return ""
    return f"{free / 1e6:,.0f} MB are free there, and {pages:,} pages may need {needed / 1e6:,.0f} MB"
