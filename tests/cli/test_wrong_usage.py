"""Wrong usage: one line that names what is wrong and the help that says how it is done, and code 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calling import call


def test_without_a_command_the_help_is_shown(tmp_path: Path) -> None:
    ended, help_text = call(cwd=tmp_path), call("--help", cwd=tmp_path).out
    assert (ended.code, ended.out, ended.err) == (2, "", help_text)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense"], 'Try "corrigenda --help"'),
        (["score"], 'Try "corrigenda score --help"'),
        (["run", "a", "b", "c"], 'Try "corrigenda run --help"'),
        (["apply", "report", "--out", "new", "--also", "number"], "--accept-above"),
        (["export", "report", "--format", "alto", "--also", "number"], "--accept-above"),
        (["parse", "letter.md", "--convention", "absent.toml"], "Check --convention."),
        (["score", "letter.md", "letter.md", "--convention", "absent.toml"], "Check --convention."),
        (["run", "letter.md", "--encoding", "klingon"], "klingon"),
        (["run", "letter.md", "--calibration", "absent.json"], "Check --calibration."),
        (["run", "letter.md", "--config", "absent.toml"], "Check --config."),
        (["run", "letter.md", "--mask", "stamp,nonsense"], '"nonsense" cannot be masked'),
        (["run", "letter.md", "--not-counted", "stamp, nonsense"], '"nonsense" is no kind of text'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_one_line_that_says_where_to_look(tmp_path: Path, arguments: list[str], words: str) -> None:
    (tmp_path / "letter.md").write_text("Dear Sir,\n", encoding="utf-8")
    ended = call(*arguments, cwd=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("error: ")
    assert ended.err.count("\n") == 1
    assert words in ended.err
