"""The page on making test pages is true: its example runs, and it names what the truth holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.forge.document import DocumentSpec, document_files, forge_document
from tests.forge.spec import Ink, Means, PageSpec, Typed
from tests.forge.transcript import Slip
from tests.forge.truth import LineKind

TEXT = (Path(__file__).parents[1] / "docs" / "making-test-pages.md").read_text(encoding="utf-8")


def test_the_example_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    exec(compile(example, "making-test-pages.md", "exec"), {})


@pytest.fixture(scope="module")
def keys() -> set[str]:
    items = (Typed("sent 24 barges", 1, 1, is_underlined=True),)
    spec = DocumentSpec("d", (PageSpec(items, seed=1, dpi=60),), (Slip(1, "24", "42", "figure"),))
    truths = (content for name, content in document_files(forge_document(spec)).items() if name.startswith("truth/"))
    return {key for truth in truths for key in re.findall(r'"(\w+)":', truth.decode())}


def test_every_key_of_the_truth_is_described(keys: set[str]) -> None:
    assert {key for key in keys if f"`{key}`" not in TEXT} <= {"document", "transcript", "scans", "words", "marks"}


@pytest.mark.parametrize("word", [*Ink, *Means, *LineKind])
def test_every_ink_means_and_mark_is_described(word: str) -> None:
    assert f"`{word}`" in TEXT
