"""A stand-in for Tesseract that misbehaves as it is told, and pictures for it to read."""

from __future__ import annotations

import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.model.picture import GreyPicture
from pipeline.ocr.lookup import FoundEngine, Origin
from pipeline.ocr.probe import ProbedEngine
from pipeline.ocr.tesseract import TesseractEngine, TesseractSettings, open_tesseract

STUB = Path(__file__).with_name("stub_tesseract.sh")


@pytest.fixture
def stub(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that puts a ``tesseract`` into a folder of its own; it behaves in the mode it is given."""

    def install(mode: str) -> Path:
        folder = tmp_path / f"engine {mode}"
        folder.mkdir()
        path = folder / "tesseract"
        path.write_text(STUB.read_text(encoding="utf-8").replace("@MODE@", mode), encoding="utf-8")
        if mode != "not-executable":
            path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    return install


@pytest.fixture
def stub_engine(stub: Callable[[str], Path]) -> Callable[..., TesseractEngine]:
    """Return a function that opens the stand-in as an engine."""

    def opened(mode: str, seconds: float = 20) -> TesseractEngine:
        probed = ProbedEngine("5.3.0", ("eng",), "")
        found = FoundEngine(str(stub(mode)), Origin.GIVEN, "", probed)
        return open_tesseract(found, TesseractSettings(seconds=seconds))

    return opened


@pytest.fixture
def running(tmp_path: Path) -> Callable[[str], list[str]]:
    """Return a function that lists the commands of this test's processes with certain words in their command line."""

    def listed(words: str) -> list[str]:
        found = []
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                command = entry.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
                found += [command] if words in command and str(tmp_path) in command else []
        return found

    return listed


@pytest.fixture
def blank() -> GreyPicture:
    """Return a small white page."""
    return GreyPicture(200, 100, b"\xff" * 20_000, 300)


@pytest.fixture(autouse=True)
def nothing_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Fail a test that leaves a temporary file."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    yield
    assert not any(temporary.iterdir())
