"""``corrigenda parse`` as people and scripts see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.parse import parse_command
from pipeline.errors import NoInputError, UsageError


def run(*arguments: str) -> str:
    result = CliRunner().invoke(parse_command, arguments, catch_exceptions=False, standalone_mode=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture
def memo(tmp_path: Path) -> str:
    path = tmp_path / "memo with spaces.md"
    path.write_bytes("\ufeffSir [x]\u00a0[x]\r\nRECEIVED\n\x1b[unclear]".encode())
    return str(path)


def test_the_raw_of_all_tokens_joined_is_the_file(memo: str) -> None:
    document = json.loads(run(memo, "--json"))
    assert document["schema"] == "corrigenda.transcript/1"
    assert "".join(token["raw"] for token in document["tokens"]) == Path(memo).read_bytes().decode("utf-8")
    for token in document["tokens"]:
        assert token["end"] - token["start"] == len(token["raw"])


def test_what_is_ambiguous_is_said_once_for_each_string(memo: str) -> None:
    assert "ambiguous, 2 times: [x] may be deletion" in run(memo)
    (ambiguous,) = json.loads(run(memo, "--json"))["ambiguous"]
    assert len(ambiguous["places"]) == 2


def test_suggestions_come_when_asked_for_and_say_why(memo: str) -> None:
    assert "suggested" not in run(memo)
    assert "stamp type=receipt (suggested)  RECEIVED\n      a word of receipt" in run(memo, "--suggest")


def test_control_characters_of_the_file_do_not_reach_the_terminal(memo: str) -> None:
    assert "\x1b" not in run(memo, "--tokens")


def test_the_ocr_settles_what_brackets_mean(memo: str, tmp_path: Path) -> None:
    ocr = tmp_path / "ocr.txt"
    ocr.write_text("Sir [x]", encoding="utf-8")
    assert "the OCR reads a bracket there too" in run(memo, "--ocr", str(ocr))


def test_a_convention_of_ones_own_is_a_toml_file(memo: str, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('name = "own"\nbrackets = ["[ ]"]\n[[mark]]\nwrite = "[x]"\nkind = "gap"\n', encoding="utf-8")
    assert "1:6  gap  [x]" in run(memo, "--convention", str(own))


def test_a_file_that_is_not_there_and_a_name_that_is_none_are_errors(tmp_path: Path, memo: str) -> None:
    with pytest.raises(NoInputError, match="cannot be read"):
        run(str(tmp_path / "none.md"))
    with pytest.raises(UsageError, match="no convention is called"):
        run(memo, "--convention", "latin")
