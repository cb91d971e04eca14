"""Documentation is true: every command, setting and format is described, and links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from pipeline.cli.main import COMMANDS, corrigenda
from pipeline.flow.exporting import EVERY_FORMAT
from pipeline.flow.settings import setting_names

LINK = re.compile(r"\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")


CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def _links(path: Path) -> list[str]:
    return LINK.findall(CODE.sub("", path.read_text(encoding="utf-8")))


def _markdown(repository: Path) -> list[Path]:
    return [
        *repository.glob("*.md"),
        *(repository / "docs").rglob("*.md"),
        *(repository / "tests").rglob("README.md"),
        *(repository / "benchmarks").rglob("*.md"),
    ]


def test_every_link_leads_to_a_file(repository: Path) -> None:
    broken = [
        f"{path.relative_to(repository)}: {target}"
        for path in _markdown(repository)
        for target in _links(path)
        if not (path.parent / target).exists()
    ]
    assert broken == []


def test_every_page_of_the_documentation_can_be_reached_from_the_readme(repository: Path) -> None:
    reached: set[Path] = set()
    waiting = [repository / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        targets = ((page.parent / target).resolve() for target in _links(page))
        waiting += [target for target in targets if target.suffix == ".md" and target.is_file()]
    assert sorted(path.name for path in (repository / "docs").rglob("*.md") if path.resolve() not in reached) == []


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_every_command_is_there_explains_itself_and_stands_in_the_readme(name: str, repository: Path) -> None:
    command = corrigenda.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    assert command.help
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not option.help] == []
    pages = "".join(path.read_text(encoding="utf-8") for path in _markdown(repository))
    assert f"corrigenda {name}" in pages


def test_every_setting_is_described(repository: Path) -> None:
    text = (repository / "docs/settings.md").read_text(encoding="utf-8")
    assert [name for name in setting_names() if f"`{name}`" not in text] == []


def test_every_export_format_is_described(repository: Path) -> None:
    text = (repository / "docs/exports.md").read_text(encoding="utf-8")
    assert [name for name in EVERY_FORMAT if f"`{name}`" not in text] == []
