"""The floors of the house, held as a test."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.faults.workplace import make_workplace


def test_every_import_goes_down_and_every_outside_package_has_one_owner(repository: Path) -> None:
    checker = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([checker], cwd=repository, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


HEAVY = ("PIL", "lxml", "numpy", "rapidfuzz", "pytesseract", "pypdfium2", "jinja2", "msgspec", "regex", "distributed")
NOT_IN_VAIN = tuple(name for name in (*HEAVY, "diff_match_patch", "pipeline.flow.page") if name != "msgspec")
"""Of no use to a run with nothing changed, which only has to see what was kept."""


def imported(arguments: list[str], names: Sequence[str], **surroundings: Any) -> list[str]:
    """Return which of ``names`` a command imports."""
    program = (
        "import sys; from pipeline.cli.main import run; run(sys.argv[1:]);"
        f"print(*[name for name in {tuple(names)!r} if name in sys.modules], file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=True, **surroundings)
    return result.stderr.splitlines()[-1].split()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]], ids=["help", "version"])
def test_asking_for_help_imports_nothing_heavy(arguments: list[str]) -> None:
    assert imported(arguments, HEAVY) == []


def test_a_run_with_nothing_changed_imports_nothing_that_reads_compares_or_draws(tmp_path: Path) -> None:
    workplace = make_workplace(tmp_path / "archive", documents=2, pages=1)
    surroundings = {"cwd": workplace.folder, "env": workplace.surroundings()}
    arguments = workplace.command()[1:]
    first = imported(arguments, NOT_IN_VAIN, **surroundings)
    assert {"PIL", "numpy", "pytesseract", "jinja2"} <= set(first)
    assert imported(arguments, NOT_IN_VAIN, **surroundings) == []


def test_every_seam_is_in_the_docs(repository: Path) -> None:
    text = (repository / "docs/architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"[\w.]+", text.partition("## Seams")[2].partition("\n## ")[0]))
    seams = {
        f"{function.name} in {path.relative_to(repository)}"
        for path in sorted((repository / "pipeline").rglob("*.py"))
        if path.parent.name != "cli"
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and any(map(_is_of_ours, ast.walk(function)))
    }
    assert len(seams) > 5
    assert not [seam for seam in seams if not any(name.endswith(f".{seam.split()[0]}") for name in named)]


def _is_of_ours(node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and bool(node.module) and node.module.startswith("pipeline.")


WRITING = re.compile(r"""\.write_(text|bytes)\(|\bopen\([^)]*["'][wax]b?\+?["']|\bos\.(replace|rename)\(""")
MAY_WRITE = (
    "pipeline/store/",
    "pipeline/cli/main.py",  # the log of a fault
    "pipeline/ocr/",  # the private folder of a page that is being read
)


def test_only_the_store_writes_files(repository: Path) -> None:
    found = [
        f"{name}: {match.group()}"
        for path in sorted((repository / "pipeline").rglob("*.py"))
        if not (name := path.relative_to(repository).as_posix()).startswith(MAY_WRITE)
        for match in WRITING.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_package_says_what_it_holds(repository: Path) -> None:
    packages = sorted((repository / "pipeline").rglob("__init__.py"))
    assert packages
    silent = [path.parent.name for path in packages if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert silent == []


OFFERED = re.compile(r"`([a-z_]+)\.([A-Za-z_]+)")


def test_what_each_stage_is_said_to_offer_is_there(repository: Path) -> None:
    text = (repository / "docs/architecture.md").read_text(encoding="utf-8")
    rows = [row.split("|") for row in text.partition("| stage | call |")[2].partition("\n\n")[0].splitlines()]
    said = [(row[1].strip(), *call) for row in rows if len(row) > 3 for call in OFFERED.findall(row[2])]
    assert len(said) > 20
    lacking = [
        ".".join(call)
        for call in said
        if not hasattr(importlib.import_module(f"pipeline.{call[0]}.{call[1]}"), call[2])
    ]
    assert lacking == []


def test_every_package_has_its_floor_in_the_docs(repository: Path) -> None:
    text = (repository / "docs/architecture.md").read_text(encoding="utf-8")
    packages = [path.parent.name for path in (repository / "pipeline").glob("*/__init__.py")]
    assert len(packages) > 15
    assert [name for name in packages if not re.search(rf"\b{name}\b", text)] == []
