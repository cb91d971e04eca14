"""What the doctor says of the optional parts: all of them, and what to type for one that is missing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.flow import examining


def test_every_extra_is_looked_for(repository: Path) -> None:
    declared = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    extras = declared["project"]["optional-dependencies"]
    assert {extra for _, extra, _ in examining.EXTRAS} == set(extras) - {"dev"}
    for package, extra, _ in examining.EXTRAS:
        assert any(required.startswith(package) for required in extras[extra])


def test_what_is_missing_is_told_with_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "_version", lambda name: "" if name == "s3fs" else "1.0")
    optional = [line for line in examining.examine().lines() if line.startswith("optional: ")]
    assert [line for line in optional if "Type:" in line] == [
        'optional: s3fs not installed (scans in an object store). Type: pip install "corrigenda[s3]"'
    ]
