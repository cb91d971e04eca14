"""The benchmark that tells where the time of a run goes knows the stages by their functions, which may move."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.stages import REST, STAGES
from tests.faults.workplace import make_workplace


def test_every_stage_of_a_run_has_its_time(tmp_path: Path, repository: Path) -> None:
    workplace = make_workplace(tmp_path / "archive", documents=1, pages=1)
    places = ["--out", workplace.folder / "reports", *workplace.command()[2:4], "--cache", workplace.folder / "cache"]
    command = [sys.executable, "-m", "benchmarks.stages", workplace.folder / "scans", workplace.folder / "transcripts"]
    done = subprocess.run(
        [*command, *places], cwd=repository, env=workplace.surroundings(), capture_output=True, text=True, check=True
    )
    spent = json.loads(done.stdout)
    assert list(spent) == list(STAGES)
    assert all(spent[stage] > 0 for stage in STAGES if stage not in ("its engine calls", "lexicon"))
    assert spent[REST] < sum(spent.values()) / 2
