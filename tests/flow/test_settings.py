"""Settings: precedence, and a clear word for what is wrong in a configuration file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.flow.settings import Settings, load_settings


def _file(folder: Path, content: str) -> Path:
    path = folder / "corrigenda.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_without_anything_said_the_defaults_hold() -> None:
    assert load_settings(None, {}) == Settings()


def test_the_command_line_wins_over_the_file_and_the_file_over_the_defaults(tmp_path: Path) -> None:
    path = _file(tmp_path, 'lang = "deu"\nconvention = "plain"\n')
    settings = load_settings(path, {"convention": "tei"})
    assert (settings.lang, settings.convention, settings.out) == ("deu", "tei", "reports")


def test_a_list_in_the_file_becomes_a_tuple(tmp_path: Path) -> None:
    assert load_settings(_file(tmp_path, 'mask = ["stamp", "signature"]\n'), {}).mask == ("stamp", "signature")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('langs = "deu"\n', 'unknown setting "langs".* Did you mean "lang"'),
        ('jobs = "two"\n', '"jobs" has a value of the wrong type'),
        ("jobs = true\n", '"jobs" has a value of the wrong type'),
        ("mask = [1]\n", '"mask" has a value of the wrong type'),
        ("jobs = 0\n", "jobs must be at least 1"),
        ("max_cer = 3\n", "max_cer must lie within 0–1, not 3"),
        ('encoding = "klingon"\n', 'no encoding is called "klingon"'),
        ("lang = \n", "is not a TOML file"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        load_settings(_file(tmp_path, content), {})


def test_a_configuration_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"absent\.toml"):
        load_settings(tmp_path / "absent.toml", {})
