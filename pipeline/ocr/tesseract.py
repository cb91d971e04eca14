"""Tesseract: a process that reads page after page, or one for each page where that cannot be.

It is given a list of pictures, each of them a BMP with a palette of greys. Tesseract encodes every line of a picture
as PNG for itself, which takes half as long where there is a palette, and it reads PGM byte by byte: for both together,
5 to 15 % of what a page takes.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.errors import RecognitionError, StoppedError, UsageError
from pipeline.model.page import EngineInfo, Page
from pipeline.model.picture import GreyPicture
from pipeline.ocr.lookup import FoundEngine, split_languages
from pipeline.ocr.notebook import Notebook
from pipeline.ocr.outcome import CrashError, read_table
from pipeline.ocr.passes_engine import PassesEngine
from pipeline.ocr.process import kill_group, lay_down, put, run_engine
from pipeline.ocr.scratch import scratch_folder, sweep_scratch
from pipeline.ocr.session import Session, start_session
from pipeline.ocr.tsv import parse_pages

PICTURES = "pictures.txt"
"""The list of what is to be read, a name in each line."""
LEAST_DPI, MOST_DPI = 70, 2400
"""Of a picture, between which Tesseract believes what its file says; otherwise it has to be told apart."""
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
    _is_reused: bool = False
    """Whether a process may read one page after another."""
    _running: set[Path] = field(default_factory=set)
    """Folders of the pages being read."""
    _idle: list[Session] = field(default_factory=list)
    """Processes that wait for a page."""
    _stopped: bool = False

    def __reduce__(self) -> tuple[object, ...]:
        return TesseractEngine, (self.found, self.settings, self.info)  # what runs here does not run elsewhere

    def read(self, picture: GreyPicture) -> Page:
        """Return what Tesseract reads on ``picture``; a crash is tried once more."""
        return self.read_together([picture])[0]

    def read_together(self, pictures: Sequence[GreyPicture]) -> tuple[Page, ...]:
        """Return what one process of Tesseract reads on ``pictures``; a crash is tried once more."""
        try:
            return self._read_in_session(pictures) if self._is_reused else self._read_once(pictures)
        except CrashError:
            return self._read_once(pictures)

    def stop(self) -> None:
        """Kill every engine process of this object, and refuse to start another."""
        self._stopped = True
        deadline = time.monotonic() + 1
        while self._running and time.monotonic() < deadline:
            for folder in tuple(self._running):
                kill_group(folder)
            time.sleep(0.01)
        self._end_idle()

    def _read_in_session(self, pictures: Sequence[GreyPicture]) -> tuple[Page, ...]:
        """Read with a process that read other pages before, and may read more."""
        session = self._session() if LEAST_DPI <= pictures[0].dpi <= MOST_DPI else None
        if session is None:
            return self._read_once(pictures)
        try:
            with self._stoppable(session.folder):
                table = session.read(pictures, self.settings.time_limit(pictures))
            pages = self._pages(table, pictures)
        except BaseException:
            session.end()
            raise
        if session.is_worn:
            session.end()
        else:
            self._idle.append(session)
        if self._stopped:
            self._end_idle()
        return pages

    def _session(self) -> Session | None:
        """Return a process that waits for a page; None with an engine that cannot be used so."""
        with suppress(IndexError):
            return self._idle.pop()
        try:
            return self._new_session()
        except StoppedError:
            raise
        except (RecognitionError, OSError):  # it does not answer, or there are no pipes where temporary files are
            self._is_reused = False
            return None

    def _new_session(self) -> Session:
        session = start_session(self._command("-", "-c", "stream_filelist=1"))
        try:
            with self._stoppable(session.folder):
                session.begin()
        except BaseException:
            session.end()
            raise
        return session

    def _read_once(self, pictures: Sequence[GreyPicture]) -> tuple[Page, ...]:
        """Read with a process for these pictures alone."""
        with scratch_folder() as folder, self._stoppable(folder):
            names = lay_down(folder, pictures)
            put(folder, PICTURES, "".join(f"{name}\n" for name in names).encode("ascii"))
            command = self._command(PICTURES, "--dpi", str(round(pictures[0].dpi)))
            run_engine(folder, command, self.settings.time_limit(pictures))
            return self._pages(read_table(folder), pictures)

    def _pages(self, table: bytes, pictures: Sequence[GreyPicture]) -> tuple[Page, ...]:
        return parse_pages(table, len(pictures), self.info, pictures[0].dpi)

    @contextmanager
    def _stoppable(self, folder: Path) -> Iterator[None]:
        """Let ``stop`` end what runs in a folder: such an end is no crash."""
        self._running.add(folder)
        try:
            if self._stopped:
                raise StoppedError("reading was stopped")
            yield
        except CrashError as error:
            if self._stopped:
                raise StoppedError("reading was stopped") from error
            raise
        finally:
            self._running.discard(folder)

    def _end_idle(self) -> None:
        with suppress(IndexError):
            while True:
                self._idle.pop().end()

    def _command(self, pictures: str, *more: str) -> list[str]:
        """Return what ``launch.sh`` is to be told after the folder; ``pictures`` are what the engine is to read."""
        settings = self.settings
        options = ["-l", settings.languages, "--psm", str(settings.psm), "--oem", str(settings.oem)]
        return [self.found.tessdata, self.found.path, pictures, "page", *options, *more, "-c", "tessedit_create_tsv=1"]


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
    return TesseractEngine(found, settings, info, _is_reused=True)


def open_in_passes(tesseract: TesseractEngine, *, second_pass: bool = True) -> PassesEngine:
    """Return an engine that reads with ``tesseract`` as often as a page needs.

    Text without a layout is looked for only where the layout was left to Tesseract.
    """
    scattered = None
    if tesseract.settings.psm == AUTOMATIC:
        scattered = TesseractEngine(tesseract.found, replace(tesseract.settings, psm=SCATTERED), tesseract.info)
    return PassesEngine(tesseract, second_pass, scattered)
