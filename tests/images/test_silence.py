"""What decoders think of a file does not reach the terminal by itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus.tiffs import CASES

DECODE = """
import sys
from pipeline.errors import ScanError
from pipeline.images import decoding
from pipeline.images.opening import open_scan
from pipeline.model.scan import ScanSource

if sys.argv[1] == "aloud":
    decoding.silence_decoders = lambda: None
for name in sys.argv[2:]:
    try:
        open_scan(ScanSource(name, name))
    except ScanError:
        pass
"""


@pytest.mark.parametrize("is_silent", [True, False], ids=["silenced", "by themselves"])
def test_neither_pillow_nor_libtiff_writes_to_the_terminal(tmp_path: Path, is_silent: bool) -> None:
    paths = [str(case.write(tmp_path)) for case in CASES if not case.is_heavy]
    command = [sys.executable, "-c", DECODE, "silenced" if is_silent else "aloud", *paths]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    said = [word for word in ("samples per pixel", "LZWDecode") if word in done.stderr]
    assert (done.stderr == "") if is_silent else len(said) == 2, done.stderr
