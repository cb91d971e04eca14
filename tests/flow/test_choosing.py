"""A convention by its name, or by the path of a table of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.flow.choosing import choose_convention, read_table
from pipeline.transcripts.conventions import CONVENTIONS, get_convention

OWN = b'name = "ours"\n\n[[mark]]\nkind = "stamp"\nwrite = "<<{text}>>"\n'


@pytest.mark.parametrize("name", CONVENTIONS)
def test_a_built_in_convention_is_chosen_by_its_name_and_has_no_table_to_keep(name: str) -> None:
    assert choose_convention(name) is get_convention(name)
    assert read_table(name) is None


def test_a_table_of_ones_own_is_chosen_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_bytes(OWN)
    assert choose_convention(str(path)).name == "ours"
    assert read_table(str(path)) == OWN


@pytest.mark.parametrize(
    ("name", "content"),
    [("klingon", None), ("absent.toml", None), ("broken.toml", b"[["), ("empty.toml", b"")],
    ids=["no such name", "no such file", "no TOML", "nothing in it"],
)
def test_what_is_no_convention_is_wrong_usage(name: str, content: bytes | None, tmp_path: Path) -> None:
    chosen = str(tmp_path / name) if name.endswith(".toml") else name
    if content is not None:
        (tmp_path / name).write_bytes(content)
    for choose in (choose_convention, read_table):
        with pytest.raises(UsageError):
            choose(chosen)
