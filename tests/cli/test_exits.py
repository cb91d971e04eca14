"""Exit codes: the table of the contract."""

from __future__ import annotations

import inspect

import pytest

from pipeline import errors
from pipeline.cli.exits import Exit, exit_for, worst


@pytest.mark.parametrize(
    ("codes", "winner"),
    [
        ([], 0),
        ([0, 1], 1),
        ([1, 3], 3),
        ([3, 4], 4),
        ([4, 70], 70),
        ([70, 5], 5),
        ([5, 6], 6),
        ([6, 7], 7),
        ([7, 8], 8),
        ([0, 1, 3, 4, 70, 5, 6, 7, 8], 8),
    ],
)
def test_the_worst_code_wins(codes: list[int], winner: int) -> None:
    assert worst(Exit(code) for code in codes) == winner


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.UsageError, 2),
        (errors.PairingError, 2),
        (errors.ScanError, 4),
        (errors.NoInputError, 4),
        (errors.OutputError, 5),
        (errors.BusyError, 6),
        (errors.MissingDependencyError, 7),
        (errors.DamagedStateError, 8),
    ],
)
def test_each_error_has_its_code(kind: type[errors.CorrigendaError], code: int) -> None:
    assert exit_for(kind("broken")) == code


def test_no_error_of_the_tree_is_taken_for_a_bug() -> None:
    kinds = [
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.CorrigendaError) and kind is not errors.CorrigendaError
    ]
    assert kinds
    assert [kind.__name__ for kind in kinds if exit_for(kind("broken")) == Exit.BUG] == []
