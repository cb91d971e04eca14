"""How much room there is on the disk of a folder, be it there, not there yet, or closed to us."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.flow.room import LEAST_ROOM, ROOM_A_PAGE, free_bytes, lack_of_room


def disk(monkeypatch: pytest.MonkeyPatch, free: int, refused: tuple[Path, ...] = ()) -> None:
    """Let the disk have so much room, and refuse to tell it of some folders."""

    def usage(path: Path) -> SimpleNamespace:
        if path in refused:
            raise PermissionError(13, "Permission denied", str(path))
        path.stat()
        return SimpleNamespace(free=free)

    monkeypatch.setattr(shutil, "disk_usage", usage)


def test_the_room_of_a_folder_that_is_not_there_yet_is_that_of_the_one_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk(monkeypatch, 7)
    assert free_bytes(tmp_path / "reports" / "of today") == free_bytes(tmp_path) == 7


def test_a_folder_that_may_not_be_looked_into_is_no_fault_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    disk(monkeypatch, 10**12, refused=(closed / "reports", closed))
    assert lack_of_room(closed / "reports", pages=3) == ""


@pytest.mark.parametrize(("short_of", "is_told"), [(0, False), (1, True)])
def test_a_disk_is_called_too_small_below_what_the_pages_may_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, short_of: int, is_told: bool
) -> None:
    disk(monkeypatch, LEAST_ROOM + 1_000 * ROOM_A_PAGE - short_of)
    told = lack_of_room(tmp_path, pages=1_000)
    assert bool(told) is is_told
    assert not told or told == "320 MB are free there, and 1,000 pages may need 320 MB"
