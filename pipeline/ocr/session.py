"""An engine process that reads one picture after another: to start one costs a twelfth of what a page does.

Tesseract can take the names of pictures from its standard input as they come (``stream_filelist``). The table it writes
goes through a buffer, which it empties when it is full. So behind each picture it is given the name of a small blank
one, so often that the rows of these fill the buffer: a page is whole when the row of the first blank one is there.
"""

from __future__ import annotations

import os
import select
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import RecognitionError
from pipeline.model.picture import GreyPicture
from pipeline.ocr.outcome import TABLE, TABLE_BYTES, CrashError, refuse_complaint, said_by
from pipeline.ocr.process import kill_group, lay_down, out_of_time, put, run_engine
from pipeline.ocr.scratch import scratch_folder

NAMES = "names"
"""A pipe with what the engine is to read, which ``launch.sh`` makes its standard input; the table is a pipe, too."""
BLANK = GreyPicture(3, 3, b"\xff" * 9, 300)
BLANK_NAME = "blank"
BLANKS = 165
"""Behind each picture: rows of 26 bytes, for a buffer of 4,096, which is that of a pipe. All take 7 ms together."""
START_SECONDS = 10.0
"""For an engine to show that it can be used so."""
GLANCE = 0.1
"""Seconds between two looks at whether the engine is still alive."""
MOST_PICTURES = 100
"""After so many an engine is replaced by a fresh one, should it ever keep memory that it does not need any more."""


@dataclass(slots=True, weakref_slot=True)
class Session:
    """A running engine; for one thread at a time. It ends with ``end``, when nobody holds it, and with this program."""

    folder: Path
    _names: int
    _table: int
    """File descriptors of the pipes."""
    _engine: threading.Thread
    _header: bytes = b""
    """The first line of the table."""
    _unread: bytearray = field(default_factory=bytearray)
    """What came of the table behind the pages that were asked for."""
    _given: int = 0
    """Pictures that the engine was given so far, with blank ones: they are the numbers of its pages."""
    end: Callable[[], object] = field(init=False)
    """Kills the engine, and clears up."""

    @property
    def is_worn(self) -> bool:
        """Whether the engine has read as much as it should."""
        return self._given >= MOST_PICTURES * (1 + BLANKS)

    def read(self, pictures: Sequence[GreyPicture], seconds: float) -> bytes:
        """Return the engine's table of ``pictures``.

        Raises ``RecognitionError`` when that takes longer than ``seconds`` or the engine complains, ``CrashError`` when
        the engine is gone. After either the session has to be ended.
        """
        said = said_by(self.folder)
        first, names = self._given + 1, lay_down(self.folder, pictures)
        rows = self._rows_until(self._give(names), seconds)
        for name in names:
            (self.folder / name).unlink()
        refuse_complaint(self.folder, said)
        return self._header + rows[rows.find(b"\n1\t%d\t" % first) + 1 :]

    def begin(self) -> None:
        """See that the engine answers; raises ``RecognitionError`` when it does not, as old ones and other programs."""
        put(self.folder, BLANK_NAME, BLANK.to_bmp())
        self._header = self._rows_until(self._give([]), START_SECONDS)

    def _give(self, names: Sequence[str]) -> int:
        """Give the engine pictures, with blank ones behind them; return the number of the first blank one's page."""
        os.write(self._names, "".join(f"{name}\n" for name in (*names, *[BLANK_NAME] * BLANKS)).encode("ascii"))
        blank = self._given + len(names) + 1
        self._given += len(names) + BLANKS
        return blank

    def _rows_until(self, page: int, seconds: float) -> bytes:
        """Return what the engine writes up to the row of a page, as soon as that is there."""
        end = b"\n1\t%d\t" % page
        deadline = time.monotonic() + seconds
        table = select.poll()
        table.register(self._table, select.POLLIN)
        while (stop := self._unread.find(end)) < 0:
            if time.monotonic() > deadline:
                raise out_of_time(seconds)
            if table.poll(GLANCE * 1000):
                self._unread += os.read(self._table, 1 << 16)
            elif not self._engine.is_alive():
                raise CrashError("the engine has ended")
            if len(self._unread) > TABLE_BYTES:
                raise RecognitionError(f"the engine's table is larger than {TABLE_BYTES // 1024 // 1024} MB")
        rows = bytes(self._unread[: stop + 1])
        del self._unread[:stop]
        return rows


def start_session(command: list[str]) -> Session:
    """Return a running engine, started by ``command``: what ``launch.sh`` is to be told after the folder."""
    with ExitStack() as held:
        folder = held.enter_context(scratch_folder())
        names, table = _pipe(held, folder / NAMES), _pipe(held, folder / TABLE)
        engine = threading.Thread(target=_run, args=(folder, command), daemon=True)
        engine.start()
        session = Session(folder, names, table, engine)
        session.end = weakref.finalize(session, _end, folder, engine, held.pop_all())
        return session


def _pipe(held: ExitStack, path: Path) -> int:
    """Make a named pipe, and hold both of its ends: whoever comes and goes, none is missing."""
    os.mkfifo(path, 0o600)
    pipe = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    held.callback(os.close, pipe)
    return pipe


def _run(folder: Path, command: list[str]) -> None:
    """Start the engine and wait for its end. Why it ended is told when its picture is read once more."""
    with suppress(RecognitionError):
        run_engine(folder, command, 0)


def _end(folder: Path, engine: threading.Thread, held: ExitStack) -> None:
    deadline = time.monotonic() + 1
    while engine.is_alive() and time.monotonic() < deadline:
        kill_group(folder)
        engine.join(0.02)
    held.close()
