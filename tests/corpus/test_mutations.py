"""Over 2,000 mutations of good pictures, PDF files, page files and transcripts; see ``mutations`` for more of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.mutations import NAMES, PDFS, complaint, mutate

ROUNDS = 100
PDF_ROUNDS = 8
"""A PDF takes a process each time, so there are few."""


def rounds_of(name: str) -> int:
    return PDF_ROUNDS if name in PDFS else ROUNDS


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_file_is_read_or_refused_in_one_line(name: str, tmp_path: Path) -> None:
    assert not complaint(name, rounds_of(name), tmp_path)


def test_there_are_at_least_2000_mutations() -> None:
    assert sum(map(rounds_of, NAMES)) >= 2_000


def test_a_seed_stands_for_one_mutation() -> None:
    content = bytes(range(256))
    assert mutate(content, "a 1") == mutate(content, "a 1") != mutate(content, "a 2")
