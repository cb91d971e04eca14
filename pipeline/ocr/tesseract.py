"""Tesseract through pytesseract: one process for each page.

``pytesseract.image_to_data`` would start the engine with this program's whole environment, cannot say where language
data lies, kills only the process it started, never reads what a seemingly successful engine complained of, and stops
on a message that is not UTF-8. So its ``run_tesseract`` is used, which starts a command, waits and enforces the time
limit; the command is ``launch.sh``, which makes the surroundings the engine needs and then becomes the engine. The
grey picture is written beside it as PGM, which costs nothing to encode.
"""

from __future__ import annotations

import os
import shlex
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pytesseract import pytesseract

from pipeline.errors import OutputError, RecognitionError, UsageError
from pipeline.model.page import EngineInfo, Page
from pipeline.model.picture import GreyPicture
from pipeline.ocr.lookup import FoundEngine, split_languages
from pipeline.ocr.scratch import scratch_folder, sweep_scratch
from pipeline.ocr.tsv import parse_tsv

LAUNCHER = Path(__file__).with_name("launch.sh")
SHELL = "/bin/sh"
LOG_BYTES = 64 * 1024
TSV_BYTES = 64 * 1024 * 1024
HARMLESS = ("boxClipToRectangle", "pixScanForForeground", "pixGenerateHalftoneMask")
"""Leptonica's complaints while it looks for columns and pictures; the page is read in full all the same."""


@dataclass(frozen=True, slots=True)
class TesseractSettings:
    """How Tesseract is to read."""

    languages: str = "eng"
    """Joined by ``+``."""
    psm: int = 3
    """Page segmentation mode, 0–13 without those that do not read (0 and 2)."""
    oem: int = 3
    """Recogniser: 0 the old one, 1 the neural one, 2 both, 3 what the language data offers."""
    seconds: float = 60
    """What a page may take; one second more is granted for each megapixel."""

    def __post_init__(self) -> None:
        split_languages(self.languages)
        if self.psm not in range(1, 14) or self.psm == 2:
            raise UsageError(f"psm must be one of 1, 3–13, not {self.psm}")
        if self.oem not in range(4):
            raise UsageError(f"oem must lie within 0–3, not {self.oem}")
        if not self.seconds > 0:
            raise UsageError(f"the time limit of a page must be above 0, not {self.seconds}")

    def time_limit(self, picture: GreyPicture) -> float:
        """Return the seconds that ``picture`` may take."""
        return self.seconds + picture.megapixels


@dataclass(slots=True)
class TesseractEngine:
    """Reads pages with one Tesseract; may be used from several threads at once, and survives pickling."""

    found: FoundEngine
    settings: TesseractSettings
    info: EngineInfo
    _running: set[Path] = field(default_factory=set)
    """Folders of the pages being read."""
    _stopped: bool = False

    def read(self, picture: GreyPicture) -> Page:
        """Return what Tesseract reads on ``picture``; a crash is tried once more."""
        try:
            return self._read_once(picture)
        except _CrashError:
            if self._stopped:
                raise
            return self._read_once(picture)

    def stop(self) -> None:
        """Kill every engine process of this object, and refuse to start another."""
        self._stopped = True
        deadline = time.monotonic() + 1
        while self._running and time.monotonic() < deadline:
            for folder in tuple(self._running):
                _kill_group(folder)
            time.sleep(0.01)

    def _read_once(self, picture: GreyPicture) -> Page:
        with scratch_folder() as folder:
            self._running.add(folder)
            try:
                if self._stopped:
                    raise RecognitionError("reading was stopped")
                _lay_down(folder / "page.pgm", picture)
                self._run(folder, picture)
                return parse_tsv(_content(folder / "page.tsv", TSV_BYTES), self.info, picture.dpi)
            finally:
                self._running.discard(folder)

    def _run(self, folder: Path, picture: GreyPicture) -> None:
        """Let the engine write ``page.tsv`` into ``folder``."""
        seconds = self.settings.time_limit(picture)
        pytesseract.tesseract_cmd = SHELL  # always this: see the module's docstring
        try:
            pytesseract.run_tesseract(
                input_filename=str(LAUNCHER),
                output_filename_base=str(folder),
                extension="",
                lang=None,
                config=shlex.join(self._command(picture)),
                timeout=seconds,
            )
        except pytesseract.TesseractError as error:
            raise _failure(error.status, _log(folder)) from error
        except RuntimeError as error:  # pytesseract's word for the end of the time limit
            raise RecognitionError(f"the engine was stopped after {seconds:.0f} s without a result") from error
        finally:
            _kill_group(folder)
            _reap(folder)
        complaint = _complaint(_log(folder))
        if complaint:
            raise RecognitionError(f"the engine complained: {complaint}")

    def _command(self, picture: GreyPicture) -> list[str]:
        """Return what ``launch.sh`` is to be told after the folder."""
        settings = self.settings
        options = ["-l", settings.languages, "--psm", str(settings.psm), "--oem", str(settings.oem)]
        options += ["--dpi", str(round(picture.dpi)), "-c", "tessedit_create_tsv=1"]
        return [self.found.tessdata, self.found.path, "page.pgm", "page", *options]


def open_tesseract(found: FoundEngine, settings: TesseractSettings) -> TesseractEngine:
    """Return an engine that reads with ``found``.

    Its language data is checksummed now, and what a killed program left in the temporary folder is removed.
    """
    sweep_scratch()
    info = EngineInfo(
        name="tesseract",
        version=found.version,
        languages=settings.languages,
        settings=(("oem", str(settings.oem)), ("psm", str(settings.psm)), ("threads", "1")),
        data_sha256=found.data_sha256(settings.languages),
    )
    return TesseractEngine(found, settings, info)


class _CrashError(RecognitionError):
    """The engine was ended by a signal."""


def _failure(status: int, log: str) -> RecognitionError:
    if status < 0:
        name = signal.Signals(-status).name if -status in set(signal.Signals) else f"signal {-status}"
        return _CrashError(f"the engine was ended by {name}", advice="(out of memory?)" if status == -9 else "")
    last = log.strip().splitlines()[-1:] or ["it gave no reason"]
    return RecognitionError(f"the engine failed with code {status}: {last[0][:200]}")


def _complaint(log: str) -> str:
    """Return the first line that says an image could not be handled, "" if there is none."""
    for line in log.splitlines():
        if "Error in" in line and not any(name in line for name in HARMLESS):
            return line.strip()[:200]
    return ""


def _log(folder: Path) -> str:
    """Return the beginning of what the engine printed."""
    with suppress(OSError), (folder / "log").open("rb") as file:
        return file.read(LOG_BYTES).decode("utf-8", "backslashreplace")
    return ""


def _content(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise RecognitionError("the engine wrote no result") from error
    if len(content) > limit:
        raise RecognitionError(f"the engine's table is larger than {limit // 1024 // 1024} MB")
    return content


def _lay_down(path: Path, picture: GreyPicture) -> None:
    """Write the picture where the engine will look for it; it is gone again when the page is read."""
    try:
        with path.open("xb") as file:
            file.write(picture.to_pgm())
    except OSError as error:
        what = f"the picture cannot be handed to the engine: {error.strerror}"
        raise OutputError(what, where=str(path.parent), advice="Make room there, or set TMPDIR.") from error


def _kill_group(folder: Path) -> None:
    """Kill what is left of the process group that ``launch.sh`` started for this folder."""
    with suppress(OSError, ValueError):
        os.killpg(int((folder / "pid").read_text(encoding="ascii")), signal.SIGKILL)


def _reap(folder: Path) -> None:
    """Take note of the death of an engine that pytesseract had to kill: it does not wait for those."""
    with suppress(OSError, ValueError):
        os.waitpid(int((folder / "pid").read_text(encoding="ascii")), 0)
