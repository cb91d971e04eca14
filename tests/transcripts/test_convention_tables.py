"""The document of conventions says what the code does."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path

from pipeline.model.transcript import MarkKind
from pipeline.transcripts.conventions import load_convention
from pipeline.transcripts.conventions.loading import TOP_KEYS
from pipeline.transcripts.conventions.vocabulary import VOCABULARY

DOCS = Path(__file__).parents[2] / "docs"
DOCUMENT = (DOCS / "conventions.md").read_text(encoding="utf-8")


def test_the_tables_are_those_of_the_code() -> None:
    spec = importlib.util.spec_from_file_location("update_conventions", DOCS / "update_conventions.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.update(DOCUMENT) == DOCUMENT, "run: python docs/update_conventions.py"


def test_the_example_of_an_own_convention_can_be_loaded() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)
    assert tomllib.loads(example)["name"] == load_convention(example.encode()).name


def test_every_kind_and_every_key_is_described() -> None:
    assert set(VOCABULARY) == set(MarkKind)
    for key in TOP_KEYS:
        assert (
            key in {"name", "title", "source", "reader", "frame", "mark"}
            or f"`{key}`" in DOCUMENT
            or f"`[{key}]`" in DOCUMENT
        )
