"""Errors cross from worker processes, so they must survive pickling with all they say."""

from __future__ import annotations

import ast
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import errors
from pipeline.execution.bounded import WorkerKilledError


def kinds(above: type[errors.CorrigendaError]) -> Iterator[type[errors.CorrigendaError]]:
    """Yield a kind of error and all that are below it."""
    yield above
    for kind in above.__subclasses__():
        yield from kinds(kind)


KINDS = tuple(dict.fromkeys(kinds(errors.CorrigendaError)))
ENDING = (
    "MissingDependencyError",
    "DamagedStateError",
    "BusyError",
    "NoInputError",
    "OutputError",
    WorkerKilledError.__name__,
)
"""Those that end a run, or leave out a page, for a reason that the command itself does not show."""


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_survives_pickling(kind: type[errors.CorrigendaError]) -> None:
    error = kind("cannot be decoded", where="scans/p 017.tif", advice="The page is left out.")
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), copy.what, copy.where, copy.advice) == (kind, error.what, error.where, error.advice)


def test_an_error_reads_as_one_sentence_with_its_place() -> None:
    error = errors.ScanError("cannot be decoded.", where="a.tif", advice="It is left out.")
    assert str(error) == "a.tif: cannot be decoded. It is left out."
    assert error.reason == "cannot be decoded. It is left out."


def test_whatever_ends_a_run_says_what_to_do_about_it() -> None:
    raised = [
        (f"{path}:{call.lineno}", {keyword.arg for keyword in call.keywords})
        for path in sorted(Path(errors.__file__).parent.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ENDING
    ]
    assert len(raised) > 15
    assert [place for place, said in raised if "advice" not in said] == []
