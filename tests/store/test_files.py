"""Files are there in full or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import OutputError, UsageError
from pipeline.store.files import append_line, make_folder, remove_strays, safe_join, slug, write_atomic

Operation = Callable[..., object]


def test_a_file_is_written_with_its_folders_and_replaces_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.txt"
    write_atomic(path, b"old")
    write_atomic(path, iter([b"ne", b"w"]))
    assert path.read_bytes() == b"new"
    assert [each.name for each in path.parent.iterdir()] == ["c.txt"]


def test_the_old_file_stays_when_the_content_cannot_be_made(tmp_path: Path) -> None:
    def content() -> Iterator[bytes]:
        yield b"half"
        raise ValueError("no more")

    path = tmp_path / "c.txt"
    write_atomic(path, b"old")
    with pytest.raises(ValueError, match="no more"):
        write_atomic(path, content())
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["c.txt"]


@pytest.mark.parametrize("is_persistent", [False, True], ids=["once", "from then on"])
def test_whichever_operation_fails_the_old_file_or_the_new_one_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_persistent: bool
) -> None:
    path = tmp_path / "c.txt"
    write_atomic(path, b"old")
    for failing in range(1, 100):
        with monkeypatch.context() as patched:
            _fail_at(patched, failing, is_persistent)
            refusal = _refusal(path)
        if not refusal:
            break
        assert refusal == f"{path}: cannot be written: No space left on device. {ADVICE}"
        assert path.read_bytes() in (b"old", b"new")
    assert failing > 4, "the loop must have met each operation"
    assert path.read_bytes() == b"new"


ADVICE = "Make room and give the same command again; finished pages are kept."


def _refusal(path: Path) -> str:
    try:
        write_atomic(path, b"new")
    except OutputError as error:
        return str(error)
    return ""


def _fail_at(patched: pytest.MonkeyPatch, failing: int, is_persistent: bool) -> None:
    """Let the operating system refuse the n-th of the operations that writing is made of."""
    done = 0

    def counted(original: Operation) -> Operation:
        def operation(*arguments: object, **named: object) -> object:
            nonlocal done
            done += 1
            if done == failing or (is_persistent and done > failing):
                raise OSError(28, "No space left on device")
            return original(*arguments, **named)

        return operation

    for name in ("open", "write", "fsync", "replace"):
        patched.setattr(f"pipeline.store.files.os.{name}", counted(getattr(os, name)))


def test_lines_are_added_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "log" / "decisions.jsonl"
    append_line(path, b"one")
    append_line(path, b"two")
    assert path.read_bytes() == b"one\ntwo\n"


def test_a_folder_that_cannot_be_written_is_found_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match=r"file, not a folder|file where a folder"):
        make_folder(tmp_path / "file" / "out")
    with pytest.raises(OutputError, match="file where a folder"):
        make_folder(tmp_path / "file")
    make_folder(tmp_path / "out")
    assert not any((tmp_path / "out").iterdir())


def test_half_written_files_of_a_killed_run_are_removed_and_nothing_else(tmp_path: Path) -> None:
    stray = tmp_path / "deep" / ".run.json.123-456.tmp"
    stray.parent.mkdir()
    kept = [tmp_path / ".mine.tmp", tmp_path / "run.json", tmp_path / "report.1-2.tmp"]
    for path in (stray, *kept):
        path.write_bytes(b"x")
    assert remove_strays(tmp_path) == (stray,)
    assert all(path.exists() for path in kept)


@given(st.text())
def test_a_slug_is_a_short_plain_file_name(name: str) -> None:
    made = slug(name.encode("utf-8", "replace").decode("utf-8"))
    assert len(made.encode()) <= 89
    assert made.isascii()
    assert not made.startswith((".", "-"))
    assert "/" not in made


@pytest.mark.parametrize(
    ("one", "other"), [("a b", "a-b"), ("Brief", "brief"), ("caf\u00e9", "cafe\u0301"), ("x" * 300, "x" * 301)]
)
def test_different_names_have_different_slugs_even_where_case_and_forms_are_one(one: str, other: str) -> None:
    assert slug(one).lower() != slug(other).lower()


def test_names_that_are_not_unicode_have_slugs() -> None:
    assert slug(os.fsdecode(b"caf\xe9.tif")).startswith("caf-.tif-")


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../x", "a/../../x", "/etc/passwd", "a\0b", "a\\b", "C:x", "c:/x", "link/x"]
)
def test_no_name_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "link").symlink_to(tmp_path)
    with pytest.raises(UsageError):
        safe_join(root, name)


def test_names_below_a_folder_are_joined(tmp_path: Path) -> None:
    assert safe_join(tmp_path, "a/b c.txt") == tmp_path / "a" / "b c.txt"
