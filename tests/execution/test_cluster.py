"""The same work on a Dask cluster of real processes: all of it, in order, whatever dies."""

from __future__ import annotations

import os
import signal
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import MissingDependencyError, UsageError
from pipeline.execution import cluster
from pipeline.execution.bounded import run_bounded
from pipeline.execution.cluster import ClusterExecutor


def test_without_the_extra_the_message_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(cluster, "import_module", missing)
    with pytest.raises(MissingDependencyError, match=r'pip install "corrigenda\[cluster\]"'):
        ClusterExecutor("tcp://127.0.0.1:8786")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of a scheduler with two worker processes."""
    distributed: Any = pytest.importorskip("distributed", reason="needs the extra: pip install corrigenda[cluster]")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
        ) as started:
            yield started.scheduler_address


pytestmark = pytest.mark.filterwarnings("ignore")
"""Dask warns of what this test does on purpose."""


def half(number: int) -> int:
    if number == 7:
        raise ValueError("seven is odd")
    return number // 2


def half_or_die_once(job: tuple[int, str]) -> int:
    number, marker = job
    if number == 5 and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number // 2


@pytest.mark.slow
def test_every_item_comes_back_in_order_and_errors_are_values(address: str) -> None:
    executor = ClusterExecutor(address)
    outcomes = list(run_bounded(executor, half, range(20)))
    executor.close()
    assert [outcome.index for outcome in outcomes] == list(range(20))
    assert [outcome.result for outcome in outcomes if outcome.index != 7] == [n // 2 for n in range(20) if n != 7]
    assert str(outcomes[7].error) == "seven is odd"


@pytest.mark.slow
def test_a_worker_that_is_killed_loses_nothing(address: str, tmp_path: Path) -> None:
    executor = ClusterExecutor(address)
    jobs = [(number, str(tmp_path / "died")) for number in range(12)]
    outcomes = list(run_bounded(executor, half_or_die_once, jobs))
    executor.close()
    assert (tmp_path / "died").exists()
    assert [outcome.result for outcome in outcomes] == [number // 2 for number in range(12)]


@pytest.mark.slow
def test_stopping_leaves_the_cluster_at_once(address: str) -> None:
    executor = ClusterExecutor(address)
    outcomes = run_bounded(executor, time.sleep, [0, *[5] * 10])
    next(outcomes)
    started = time.monotonic()
    outcomes.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 2


@pytest.mark.slow
def test_where_no_scheduler_answers_the_message_says_so(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with pytest.raises(UsageError, match="Check --cluster"):
        ClusterExecutor("tcp://127.0.0.1:9")
