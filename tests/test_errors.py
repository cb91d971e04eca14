"""Errors cross from worker processes, so they must survive pickling with all they say."""

from __future__ import annotations

import pickle

import pytest

from pipeline import errors


@pytest.mark.parametrize("kind", [errors.ScanError, errors.MissingDependencyError, errors.DamagedStateError])
def test_an_error_survives_pickling(kind: type[errors.CorrigendaError]) -> None:
    error = kind("cannot be decoded", where="scans/p 017.tif", advice="The page is left out.")
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), copy.what, copy.where, copy.advice) == (kind, error.what, error.where, error.advice)


def test_an_error_reads_as_one_sentence_with_its_place() -> None:
    error = errors.ScanError("cannot be decoded.", where="a.tif", advice="It is left out.")
    assert str(error) == "a.tif: cannot be decoded. It is left out."
    assert error.reason == "cannot be decoded. It is left out."
