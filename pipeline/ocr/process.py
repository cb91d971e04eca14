"""The engine as a process of its own: started through pytesseract, waited for, and killed with all that it started.

``pytesseract.image_to_data`` would start the engine with this program's whole environment, cannot say where language
data lies, kills only the process it started, never reads what a seemingly successful engine complained of, and stops
on a message that is not UTF-8. So its ``run_tesseract`` is used, which starts a command, waits and enforces the time
limit; the command is ``launch.sh``, which makes the surroundings the engine needs and then becomes the engine.
"""

from __future__ import annotations

import os
import shlex
import signal
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from pipeline.errors import OutputError, RecognitionError
from pipeline.model.picture import GreyPicture
from pipeline.ocr.outcome import failure

LAUNCHER = Path(__file__).with_name("launch.sh")
SHELL = "/bin/sh"


def run_engine(folder: Path, command: list[str], seconds: float) -> None:
    """Let the engine write ``page.tsv`` into ``folder``; however the waiting ends otherwise, all it started goes.

    ``command`` is what ``launch.sh`` is to be told after the folder; 0 ``seconds`` are no limit.
    """
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
        kill_group(folder)
        _reap(folder)
        match error:
            case pytesseract.TesseractError():
                raise failure(error.status, folder) from error
            case RuntimeError():  # pytesseract's word for the end of the time limit
                raise out_of_time(seconds) from error
            case OSError():
                raise RecognitionError(f"the engine cannot be started: {error.strerror}") from error
        raise


def out_of_time(seconds: float) -> RecognitionError:
    """Return why a page has no result: the engine took longer than it may."""
    return RecognitionError(f"the engine was stopped after {seconds:.0f} s without a result")


def lay_down(folder: Path, pictures: Sequence[GreyPicture]) -> list[str]:
    """Write the pictures where the engine will look, and return their names there."""
    names = [f"picture-{number}.bmp" for number in range(1, len(pictures) + 1)]
    for name, picture in zip(names, pictures, strict=True):
        put(folder, name, picture.to_bmp())
    return names


def put(folder: Path, name: str, content: bytes) -> None:
    """Write a new file for the engine; raises ``OutputError`` where there is no room."""
    try:
        with (folder / name).open("xb") as file:
            file.write(content)
    except OSError as error:
        what = f"the picture cannot be handed to the engine: {error.strerror}"
        raise OutputError(what, where=str(folder), advice="Make room there, or set TMPDIR.") from error


def kill_group(folder: Path) -> None:
    """Kill what is left of the process group that ``launch.sh`` started for this folder."""
    with suppress(OSError, ValueError):
        os.killpg(int((folder / "pid").read_text(encoding="ascii")), signal.SIGKILL)


def _reap(folder: Path) -> None:
    """Take note of the death of an engine that pytesseract had to kill: it does not wait for those."""
    with suppress(OSError, ValueError):
        os.waitpid(int((folder / "pid").read_text(encoding="ascii")), 0)
