"""Pages read by the workers of a Dask cluster: byte for byte what this machine alone would have said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bucket_server import BucketServer
from tests.faults.forking import run
from tests.faults.workplace import Workplace

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, store: BucketServer) -> Iterator[str]:
    """Return the address of a scheduler with two worker processes, all started as people start them."""
    pytest.importorskip("distributed", reason="needs the extra: pip install corrigenda[cluster]")
    folder = tmp_path_factory.mktemp("cluster")
    found = folder / "scheduler.json"
    options = ["--scheduler-file", str(found)]
    worker = ["worker", *options, "--nworkers", "2", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
    started = [
        launch(folder, {}, "scheduler", *options, "--port", "0", "--no-dashboard", "--host", "127.0.0.1"),
        launch(folder, store.environment, *worker, "--local-directory", str(folder)),
    ]
    yield read_address(found)
    for process in reversed(started):
        process.terminate()
        process.wait(timeout=30)


def launch(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "ignore", "-m", f"distributed.cli.dask_{arguments[0]}", *arguments[1:]]
    with (folder / f"{arguments[0]}.log").open("wb") as log:
        return subprocess.Popen(command, cwd=folder, env={**os.environ, **environment}, stdout=log, stderr=log)


def read_address(found: Path) -> str:
    deadline = time.monotonic() + 60
    while not found.exists() or not found.stat().st_size:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    address = json.loads(found.read_text(encoding="utf-8"))["address"]
    assert isinstance(address, str)
    return address


def test_a_cluster_gives_the_bytes_that_this_machine_gives(
    address: str, new_workplace: Callable[..., Workplace]
) -> None:
    here, there = new_workplace(documents=3, pages=4), new_workplace(documents=3, pages=4)
    assert run(here).code == 0
    ended = there.run("--cluster", address)
    assert ended.code == 0, ended.err
    assert there.report() == here.report()
    again = there.run("--cluster", address)
    assert "(12 of them before)" in again.err
    assert sorted(there.asked()) == list(range(12))


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(
    address: str, new_workplace: Callable[..., Workplace]
) -> None:
    here, there = new_workplace(documents=2, pages=4), new_workplace(documents=2, pages=4)
    assert run(here).code == 0
    marker = there.folder / "engine/killed"
    table = there.folder / f"engine/{there.widths[5]}.tsv"
    there.obey(5, f"[ -e '{marker}' ] || {{ : >'{marker}'; kill -KILL $PPID; }}; cat '{table}' >page.tsv")
    ended = there.run("--cluster", address)
    assert marker.exists()
    assert ended.code == 0, ended.err
    assert there.report() == here.report()


def test_workers_of_a_cluster_fetch_scans_from_a_bucket_themselves(
    address: str, in_bucket: tuple[Workplace, str], store: BucketServer
) -> None:
    workplace, bucket = in_bucket
    inputs = (f"{bucket}/scans", f"{bucket}/transcripts")
    ended = workplace.run(*inputs, "--cluster", address, "--no-images")
    assert ended.code == 0, ended.err
    assert sorted(workplace.asked()) == list(range(6))
    folder = bucket.removeprefix("s3://archive/")
    assert {store.fetched(f"{folder}/scans/log-00{number}_1.png") for number in range(3)} == {1}, "only by its worker"
    there = workplace.report()
    assert run(workplace, *inputs, "--no-images", "--out", "here").code == 0
    assert workplace.report("here") == there
