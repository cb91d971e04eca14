"""Decisions are only ever added, and nothing of a damaged file is taken for something else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import DamagedStateError, InputError, UsageError
from pipeline.model.correction import Decision, Verb
from pipeline.store.decisions import DecisionFile, add_decision, read_decisions, write_decisions

FIRST = Decision(
    id="01J",
    flag="f1",
    base="b1",
    actor="mlee",
    ts="2026-11-22T20:00:00Z",
    verb=Verb.EDIT,
    value="décision\n\u202e",
    note="see page 2",
)
SECOND = Decision("01K", "f1", "b1", "mlee", "2026-11-22T20:01:00Z", Verb.UNDO, undoes="01J")


def test_decisions_come_back_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    add_decision(path, FIRST)
    add_decision(path, SECOND)
    assert read_decisions(path).decisions == (FIRST, SECOND)
    assert path.read_bytes().count(b"\n") == 2
    other = tmp_path / "copy.jsonl"
    write_decisions(other, (FIRST, SECOND))
    assert other.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("cut", [1, 30, -2])
def test_a_last_line_that_was_torn_is_left_out_with_a_warning(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "decisions.jsonl"
    write_decisions(path, (FIRST, SECOND))
    first, second, _ = path.read_bytes().split(b"\n")
    path.write_bytes(first + b"\n" + second[:cut])
    found = read_decisions(path)
    assert found.decisions == (FIRST,)
    assert found.warnings == (f"{path}: the last line was torn off and is left out",)


def test_a_decision_added_after_a_torn_line_is_whole_and_the_torn_one_is_kept_beside(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    write_decisions(path, (FIRST,))
    path.write_bytes(path.read_bytes() + b'{"id":"01')
    add_decision(path, SECOND)
    assert read_decisions(path) == DecisionFile((FIRST, SECOND))
    assert (tmp_path / "decisions.jsonl.torn").read_bytes() == b'{"id":"01'


def test_a_decision_added_where_an_editor_took_the_last_newline_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    write_decisions(path, (FIRST,))
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    add_decision(path, SECOND)
    assert read_decisions(path) == DecisionFile((FIRST, SECOND))


def test_zeros_that_a_crash_left_at_the_end_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    write_decisions(path, (FIRST,))
    path.write_bytes(path.read_bytes() + b"\0" * 512)
    assert read_decisions(path).decisions == (FIRST,)


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_files_that_went_through_an_editor_are_read(tmp_path: Path, ending: bytes) -> None:
    path = tmp_path / "decisions.jsonl"
    write_decisions(path, (FIRST, SECOND))
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", ending).removesuffix(ending))
    assert read_decisions(path).decisions == (FIRST, SECOND)
    assert read_decisions(path).warnings == ()


@pytest.mark.parametrize("line", [b"{}", b"not json", b"[]", b'{"v":1,"verb":"shout"}'])
def test_damage_in_the_middle_is_named_with_its_line(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "decisions.jsonl"
    write_decisions(path, (FIRST, SECOND))
    first, second, _ = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([first, line, second, b""]))
    with pytest.raises(DamagedStateError, match="line 2: is no decision"):
        read_decisions(path)


@pytest.mark.parametrize("content", [b"# Read me\n\nNot a decision.\n", b"{}\n[]\n", b"\x89PNG\r\n\x1a\n\0\0"])
def test_a_file_without_one_decision_is_wrong_usage(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "README.md"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="is no file of decisions"):
        read_decisions(path)


def test_a_damaged_first_line_before_a_decision_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    write_decisions(path, (FIRST,))
    path.write_bytes(b"torn\n" + path.read_bytes())
    with pytest.raises(DamagedStateError, match="line 1"):
        read_decisions(path)


@pytest.mark.parametrize("ending", [b"", b"\n"])
def test_decisions_of_a_newer_version_are_not_guessed_at(tmp_path: Path, ending: bytes) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(b'{"v":2,"verb":"shout"}' + ending)
    with pytest.raises(DamagedStateError, match="newer version"):
        read_decisions(path)
    write_decisions(path, (replace(FIRST, v=2),))
    with pytest.raises(DamagedStateError, match="newer version"):
        read_decisions(path)


def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_decisions(tmp_path / "nothing.jsonl")


VERSION_1 = (
    """{"id":"01A","flag":"f1","base":"b1","actor":"mlee","ts":"2026-11-22T20:00:00Z","verb":"accept_ocr","v":1}
{"id":"01B","flag":"f2","base":"b2","actor":"mlee","ts":"2026-11-22T20:00:01Z","verb":"edit","value":"d\\u00e9cision","""
    """"note":"see page 2","scope":"group:7","role":"reviewer","client":"report","prev":"ab","v":1}
{"id":"01C","flag":"f3","base":"b3","actor":"okim","ts":"2026-11-22T20:00:02Z","verb":"rekind","kind":"stamp"}
{"id":"01D","flag":"f2","base":"b2","actor":"mlee","ts":"2026-11-22T20:00:03Z","verb":"undo","undoes":"01B"}
"""
)
"""Lines as the first version wrote them. To be kept as they are: later versions must read them."""


def test_decisions_of_the_first_version_are_read_by_every_later_one(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text(VERSION_1, encoding="utf-8")
    assert read_decisions(path) == DecisionFile(
        (
            Decision("01A", "f1", "b1", "mlee", "2026-11-22T20:00:00Z", Verb.ACCEPT_OCR),
            Decision(
                "01B",
                "f2",
                "b2",
                "mlee",
                "2026-11-22T20:00:01Z",
                Verb.EDIT,
                "d\u00e9cision",
                note="see page 2",
                scope="group:7",
                client="report",
                prev="ab",
            ),
            Decision("01C", "f3", "b3", "okim", "2026-11-22T20:00:02Z", Verb.REKIND, kind="stamp"),
            Decision("01D", "f2", "b2", "mlee", "2026-11-22T20:00:03Z", Verb.UNDO, undoes="01B"),
        )
    )
