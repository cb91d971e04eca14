"""One whole run, so that whoever is forked from the process that imports this has everything loaded and compiled."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from pathlib import Path

from pipeline.cli.main import run
from tests.faults.workplace import make_workplace

with tempfile.TemporaryDirectory() as _folder:
    _workplace = make_workplace(Path(_folder, "warm"), documents=1, pages=1)
    _here = Path.cwd()
    os.chdir(_workplace.folder)
    with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
        run(_workplace.command()[1:])
    os.chdir(_here)
