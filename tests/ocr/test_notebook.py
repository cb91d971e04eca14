"""An engine that was asked before is not asked again, unless it, its libraries or its data may be others by now."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.ocr import notebook
from pipeline.ocr.lookup import find_tesseract
from pipeline.ocr.notebook import ask, checksums
from pipeline.ocr.probe import ProbedEngine
from pipeline.store.notes import Notes

TICK = 0.02
"""Seconds; the clock of file systems moves in steps below this."""


@dataclass
class Machine:
    """A machine with an engine, its data and the system's libraries; counts how often the engine is asked."""

    folder: Path
    version: str = "5.3.0"
    languages: tuple[str, ...] = ("eng",)
    tessdata: str = ""
    asked: int = 0
    notes: Notes = field(init=False)

    def __post_init__(self) -> None:
        self.notes = Notes(self.folder / "notes")
        self.data.mkdir()
        (self.data / "script").mkdir()
        self.engine.write_bytes(b"\x7fELF the engine")
        self.libraries.write_bytes(b"libtesseract.so.5")
        (self.data / "eng.traineddata").write_bytes(b"how letters look")

    @property
    def engine(self) -> Path:
        return self.folder / "tesseract"

    @property
    def libraries(self) -> Path:
        return self.folder / "ld.so.cache"

    @property
    def data(self) -> Path:
        return self.folder / "tessdata"

    def probe(self, path: str, tessdata: str) -> ProbedEngine:
        self.asked += 1
        return ProbedEngine(self.version, self.languages, str(self.data))

    def ask(self) -> ProbedEngine:
        return ask(str(self.engine), self.tessdata, self.notes)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(tmp_path)
    monkeypatch.setattr(notebook, "probe", made.probe)
    monkeypatch.setattr(notebook, "LIBRARIES", made.libraries)
    monkeypatch.setattr(notebook, "FRESH", -1.0)
    monkeypatch.delenv("LD_LIBRARY_PATH", raising=False)
    return made


def in_its_place(path: Path, content: bytes) -> None:
    """Put another file of the same size and age in the place of one, as packages and backups do."""
    old = path.stat()
    other = path.with_name("other")
    other.write_bytes(content)
    os.utime(other, ns=(old.st_atime_ns, old.st_mtime_ns))
    other.replace(path)


def overwritten(path: Path, content: bytes) -> None:
    """Overwrite a file by as many bytes, and set its age back."""
    old = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))


def test_an_engine_that_did_not_change_is_asked_once(machine: Machine) -> None:
    assert machine.ask() == machine.ask() == ProbedEngine("5.3.0", ("eng",), str(machine.data))
    assert machine.asked == 1


CHANGES: dict[str, Callable[[Machine], object]] = {
    "another program in its place": lambda machine: in_its_place(machine.engine, b"\x7fELF an update"),
    "the program overwritten": lambda machine: overwritten(machine.engine, b"\x7fELF an update"),
    "a library installed": lambda machine: in_its_place(machine.libraries, b"libtesseract.so.6"),
    "a language added": lambda machine: (machine.data / "deu.traineddata").touch(),
    "a language removed": lambda machine: (machine.data / "eng.traineddata").unlink(),
    "a script added": lambda machine: (machine.data / "script/Latin.traineddata").touch(),
    "data elsewhere": lambda machine: setattr(machine, "tessdata", "/elsewhere"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_an_engine_is_asked_again_after(change: Callable[[Machine], object], machine: Machine) -> None:
    machine.ask()
    time.sleep(TICK)
    change(machine)
    machine.version = "5.4.0"
    assert machine.ask().version == machine.ask().version == "5.4.0"
    assert machine.asked == 2


def becomes_script(machine: Machine) -> None:
    machine.engine.write_bytes(b"#!/bin/sh\nexec /opt/newest/tesseract")


UNTOLD: dict[str, Callable[[Machine, pytest.MonkeyPatch], object]] = {
    "a script": lambda machine, monkeypatch: becomes_script(machine),
    "libraries of its own": lambda machine, monkeypatch: monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/lib"),
    "a system without a list of libraries": lambda machine, monkeypatch: machine.libraries.unlink(),
    "just installed": lambda machine, monkeypatch: monkeypatch.setattr(notebook, "FRESH", 3600.0),
}


@pytest.mark.parametrize("state", UNTOLD.values(), ids=UNTOLD)
def test_an_engine_that_may_change_without_a_trace_is_always_asked(
    state: Callable[[Machine, pytest.MonkeyPatch], object], machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    state(machine, monkeypatch)
    for _ in range(2):
        machine.ask()
    assert machine.asked == 2


@pytest.mark.parametrize("damage", [b"", b"torn", b"corrigenda.note/1 x 0 x\n"], ids=["empty", "torn", "foreign"])
def test_a_note_that_is_not_whole_is_none(damage: bytes, machine: Machine) -> None:
    machine.ask()
    (note,) = machine.notes.folder.iterdir()
    note.write_bytes(damage)
    assert machine.ask().version == "5.3.0"
    assert machine.asked == 2


def test_without_a_place_for_notes_the_engine_is_asked(machine: Machine) -> None:
    machine.notes.folder.touch()
    assert [machine.ask().version for _ in range(2)] == ["5.3.0", "5.3.0"]
    assert machine.asked == 2


@pytest.mark.parametrize("change", [in_its_place, overwritten])
def test_language_data_is_read_again_when_it_changed(
    change: Callable[[Path, bytes], None], machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, probed = machine.data / "eng.traineddata", machine.ask()
    first = checksums(probed, ("eng",), machine.notes)
    assert first == checksums(probed, ("eng",))
    monkeypatch.setattr(notebook, "sha256_of_data", lambda path: "read again")
    assert checksums(probed, ("eng",), machine.notes) == first
    time.sleep(TICK)
    change(data, b"how they do look")
    assert checksums(probed, ("eng",), machine.notes) == (("eng", "read again"),)


def test_a_language_that_the_notes_do_not_have_is_asked_for(machine: Machine) -> None:
    machine.engine.chmod(0o755)
    machine.ask()
    machine.languages = ("deu", "eng")
    assert find_tesseract(str(machine.engine), "deu", machine.notes).languages == ("deu", "eng")
