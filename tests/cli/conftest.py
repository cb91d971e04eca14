"""The sample that ships with the program, run once for all tests of the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.calling import call


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """Return a folder with the sample's scans and transcripts, of which the main job was done once, into ``reports``.

    Tests must leave it as it is.
    """
    folder = tmp_path_factory.mktemp("sample")
    for name in ("scans", "transcripts"):
        shutil.copytree(repository / name, folder / name)
    ended = call("run", "--json", cwd=folder)
    assert ended.code == 0, ended.err
    (folder / "stdout.json").write_text(ended.out, encoding="utf-8")
    (folder / "stderr.txt").write_text(ended.err, encoding="utf-8")
    return folder


@pytest.fixture
def workplace(tmp_path: Path, sample: Path) -> Path:
    """Return a copy of the sample to work in, with what was read of it already kept."""
    folder = tmp_path / "a place with spaces, ümlauts & 'quotes'"
    shutil.copytree(sample, folder)
    return folder
