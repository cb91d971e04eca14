"""The floors of the house, held as a test."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def test_every_import_goes_down_and_every_outside_package_has_one_owner(repository: Path) -> None:
    checker = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([checker], cwd=repository, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


HEAVY = ("PIL", "lxml", "numpy", "rapidfuzz", "pytesseract", "pypdfium2", "jinja2", "msgspec", "regex", "distributed")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]], ids=["help", "version"])
def test_asking_for_help_imports_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys; from pipeline.cli.main import run; run(sys.argv[1:]);"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    assert result.stderr.strip().splitlines()[-1] == "[]"


def test_only_the_store_writes_files(repository: Path) -> None:
    writing = (".write_text(", ".write_bytes(", '"w"', '"wb"', "os.replace(", "os.rename(")
    allowed = {"pipeline/store", "pipeline/cli"}
    found = [
        f"{path.relative_to(repository)}: {call}"
        for path in sorted((repository / "pipeline").rglob("*.py"))
        if not any(str(path.relative_to(repository)).startswith(room) for room in allowed)
        for call in writing
        if call in path.read_text(encoding="utf-8")
    ]
    assert found == []
