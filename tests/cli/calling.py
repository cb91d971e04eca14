"""The program as people run it: as a command, in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        document = json.loads(self.out)
        assert isinstance(document, dict)
        return document


def call(*arguments: str | Path, cwd: Path, **environment: str) -> Ended:
    """Run ``corrigenda`` in ``cwd``, as installed beside this Python."""
    program = Path(sys.executable).with_name("corrigenda")
    done = subprocess.run(
        [program, *arguments],
        cwd=cwd,
        env={**os.environ, "XDG_CACHE_HOME": str(cwd / "user-cache"), **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)
