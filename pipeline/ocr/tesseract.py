"""Tesseract through pytesseract: one process for each page, and one for all pieces of it that are read again.

``pytesseract.image_to_data`` would start the engine with this program's whole environment, cannot say where language
data lies, kills only the process it started, never reads what a seemingly successful engine complained of, and stops
on a message that is not UTF-8. So its ``run_tesseract`` is used, which starts a command, waits and enforces the time
limit; the command is ``launch.sh``, which makes the surroundings the engine needs and then becomes the engine. It is
given a list of pictures, each of them a BMP with a palette of greys. Tesseract encodes every line of a picture as PNG
for itself, which takes half as long where there is a palette, and it reads PGM byte by byte: for both together,
5 to 15 % of what a page takes.
"""

from __future__ import annotations

import os
import shlex
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.errors import OutputError, RecognitionError, StoppedError, UsageError
from pipeline.model.page import EngineInfo, Page
from pipeline.model.picture import GreyPicture
from pipeline.ocr.lookup import FoundEngine, split_languages
from pipeline.ocr.notebook import Notebook
from pipeline.ocr.outcome import CrashError, failure, read_table
from pipeline.ocr.passes_engine import PassesEngine
from pipeline.ocr.scratch import scratch_folder, sweep_scratch
from pipeline.ocr.tsv import parse_pages

LAUNCHER = Path(__file__).with_name("launch.sh")
SHELL = "/bin/sh"
PICTURES = "pictures.txt"
"""The list of what is to be read, a name in each line."""
AUTOMATIC, SCATTERED = 3, 11
"""Page segmentation modes: a layout as it is found, and text wherever it is, without a layout."""


@dataclass(frozen=True, slots=True)
class TesseractSettings:
    """How Tesseract is to read."""

    languages: str = "eng"
    """Joined by ``+``."""
    psm: int = AUTOMATIC
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

    def time_limit(self, pictures: Sequence[GreyPicture]) -> float:
        """Return the seconds that ``pictures`` may take together."""
        return self.seconds + sum(picture.megapixels for picture in pictures)


@dataclass(slots=True)
class TesseractEngine:
    """Reads pages with one Tesseract; may be used from several threads at once, and survives pickling."""

    found: FoundEngine
    settings: TesseractSettings
    info: EngineInfo
    _running: set[Path] = field(default_factory=set)
    """Folders of the pages being read."""
    _stopped: bool = False

    def __reduce__(self) -> tuple[object, ...]:
        return TesseractEngine, (self.found, self.settings, self.info)  # what runs here does not run elsewhere

    def read(self, picture: GreyPicture) -> Page:
        """Return what Tesseract reads on ``picture``; a crash is tried once more."""
        return self.read_together([picture])[0]

    def read_together(self, pictures: Sequence[GreyPicture]) -> tuple[Page, ...]:
        """Return what one process of Tesseract reads on ``pictures``; a crash is tried once more."""
        try:
            return self._read_once(pictures)
        except CrashError:
            return self._read_once(pictures)

    def stop(self) -> None:
        """Kill every engine process of this object, and refuse to start another."""
        self._stopped = True
        deadline = time.monotonic() + 1
        while self._running and time.monotonic() < deadline:
            for folder in tuple(self._running):
                _kill_group(folder)
            time.sleep(0.01)

    def _read_once(self, pictures: Sequence[GreyPicture]) -> tuple[Page, ...]:
        with scratch_folder() as folder:
            self._running.add(folder)
            try:
                if self._stopped:
                    raise StoppedError("reading was stopped")
                _lay_down(folder, pictures)
                _run(folder, self._command(pictures[0].dpi), self.settings.time_limit(pictures))
                return parse_pages(read_table(folder), len(pictures), self.info, pictures[0].dpi)
            except CrashError as error:
                if self._stopped:
                    raise StoppedError("reading was stopped") from error
                raise
            finally:
                self._running.discard(folder)

    def _command(self, dpi: float) -> list[str]:
        """Return what ``launch.sh`` is to be told after the folder."""
        settings = self.settings
        options = ["-l", settings.languages, "--psm", str(settings.psm), "--oem", str(settings.oem)]
        options += ["--dpi", str(round(dpi)), "-c", "tessedit_create_tsv=1"]
        return [self.found.tessdata, self.found.path, PICTURES, "page", *options]


def open_tesseract(found: FoundEngine, settings: TesseractSettings, notes: Notebook | None = None) -> TesseractEngine:
    """Return an engine that reads with ``found``.

    Its language data is checksummed now, unless ``notes`` have its checksum. What a killed program left in the
    temporary folder is removed.
    """
    sweep_scratch()
    info = EngineInfo(
        name="tesseract",
        version=found.version,
        languages=settings.languages,
        settings=(("oem", str(settings.oem)), ("psm", str(settings.psm)), ("threads", "1")),
        data_sha256=found.data_sha256(settings.languages, notes),
    )
    return TesseractEngine(found, settings, info)


def open_in_passes(tesseract: TesseractEngine, *, second_pass: bool = True) -> PassesEngine:
    """Return an engine that reads with ``tesseract`` as often as a page needs.

    Text without a layout is looked for only where the layout was left to Tesseract.
    """
    scattered = None
    if tesseract.settings.psm == AUTOMATIC:
        scattered = TesseractEngine(tesseract.found, replace(tesseract.settings, psm=SCATTERED), tesseract.info)
    return PassesEngine(tesseract, second_pass, scattered)


def _run(folder: Path, command: list[str], seconds: float) -> None:
    """Let the engine write ``page.tsv`` into ``folder``; however the waiting ends otherwise, all it started goes."""
    from pytesseract import pytesseract  # a seam, see docs/architecture.md: it imports Pillow and numpy

    pytesseract.tesseract_cmd = SHELL  # always this: see the module's docstring
    try:
        pytesseract.run_tesseract(
            input_filename=str(LAUNCHER),
            output_filename_base=str(folder),
            extension="",
            lang=None,
            config=shlex.join(command),
            timeout=seconds,
        )
    except BaseException as error:
        _kill_group(folder)
        _reap(folder)
        match error:
            case pytesseract.TesseractError():
                raise failure(error.status, folder) from error
            case RuntimeError():  # pytesseract's word for the end of the time limit
                what = f"the engine was stopped after {seconds:.0f} s without a result"
                raise RecognitionError(what) from error
            case OSError():
                raise RecognitionError(f"the engine cannot be started: {error.strerror}") from error
        raise


def _lay_down(folder: Path, pictures: Sequence[GreyPicture]) -> None:
    """Write the pictures and a list of them where the engine will look; they are gone again when they are read."""
    names = [f"picture-{number}.bmp" for number in range(1, len(pictures) + 1)]
    try:
        for name, picture in zip(names, pictures, strict=True):
            with (folder / name).open("xb") as file:
                file.write(picture.to_bmp())
        (folder / PICTURES).write_text("".join(f"{name}\n" for name in names), encoding="ascii")
    except OSError as error:
        what = f"the picture cannot be handed to the engine: {error.strerror}"
        raise OutputError(what, where=str(folder), advice="Make room there, or set TMPDIR.") from error


def _kill_group(folder: Path) -> None:
    """Kill what is left of the process group that ``launch.sh`` started for this folder."""
    with suppress(OSError, ValueError):
        os.killpg(int((folder / "pid").read_text(encoding="ascii")), signal.SIGKILL)


def _reap(folder: Path) -> None:
    """Take note of the death of an engine that pytesseract had to kill: it does not wait for those."""
    with suppress(OSError, ValueError):
        os.waitpid(int((folder / "pid").read_text(encoding="ascii")), 0)
