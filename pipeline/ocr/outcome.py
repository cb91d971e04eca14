"""What came of an engine process: the files in its folder, and what they say about why it failed."""

from __future__ import annotations

import signal
from contextlib import suppress
from pathlib import Path

from pipeline.errors import RecognitionError

LOG, TABLE = "log", "page.tsv"
LOG_BYTES = 64 * 1024
TABLE_BYTES = 64 * 1024 * 1024
HARMLESS = ("boxClipToRectangle", "pixScanForForeground", "pixClipBoxToForeground", "pixGenerateHalftoneMask")
"""Functions of Leptonica that complain while it looks for columns and pictures; the page is read in full anyway."""


class CrashError(RecognitionError):
    """The engine was ended by a signal."""


def failure(status: int, folder: Path) -> RecognitionError:
    """Return why an engine ended with ``status``: its exit code, or the signal that ended it as a negative number."""
    if status < 0:
        name = signal.Signals(-status).name if -status in set(signal.Signals) else f"signal {-status}"
        return CrashError(f"the engine was ended by {name}", advice="(out of memory?)" if status == -9 else "")
    last = _log(folder).strip().splitlines()[-1:] or ["it gave no reason"]
    return RecognitionError(f"the engine failed with code {status}: {last[0][:200]}")


def read_table(folder: Path) -> bytes:
    """Return the table that an engine which ended well has written.

    Raises ``RecognitionError`` when it wrote none or too much, or complained of its picture: Tesseract ends well, too,
    when it could not read a thing.
    """
    refuse_complaint(folder)
    try:
        with (folder / TABLE).open("rb") as file:
            content = file.read(TABLE_BYTES + 1)
    except OSError as error:
        raise RecognitionError("the engine wrote no result") from error
    if len(content) > TABLE_BYTES:
        raise RecognitionError(f"the engine's table is larger than {TABLE_BYTES // 1024 // 1024} MB")
    return content


def refuse_complaint(folder: Path, since: int = 0) -> None:
    """Raise ``RecognitionError`` where the engine said that something could not be done; ``since`` so many bytes."""
    for line in _log(folder, since).splitlines():
        if "Error in" in line and not any(name in line for name in HARMLESS):
            raise RecognitionError(f"the engine complained: {line.strip()[:200]}")


def said_by(folder: Path) -> int:
    """Return how many bytes the engine has printed so far."""
    return (folder / LOG).stat().st_size


def _log(folder: Path, since: int = 0) -> str:
    """Return the beginning of what the engine printed, ``since`` so many bytes."""
    with suppress(OSError), (folder / LOG).open("rb") as file:
        file.seek(since)
        return file.read(LOG_BYTES).decode("utf-8", "backslashreplace")
    return ""
