"""One function over many items: all of them, in order, a few at a time, whatever dies."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from pipeline.errors import ScanError
from pipeline.execution.bounded import WorkerKilledError, run_bounded
from pipeline.execution.executor import Executor
from pipeline.execution.processes import ProcessesExecutor
from pipeline.execution.serial import SerialExecutor
from pipeline.execution.threads import ThreadsExecutor


def half(number: int) -> int:
    if number % 2:
        raise ScanError("is odd", where=f"page {number}")
    return number // 2


def half_or_die(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number // 2


@pytest.fixture(
    params=[SerialExecutor, lambda: ThreadsExecutor(2), lambda: ProcessesExecutor(2)],
    ids=["serial", "threads", "processes"],
)
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    made: Executor = request.param()
    yield made
    made.close()


def test_every_item_comes_back_in_order_and_errors_are_values(executor: Executor) -> None:
    outcomes = list(run_bounded(executor, half, range(20)))
    assert [outcome.index for outcome in outcomes] == list(range(20))
    assert [outcome.result for outcome in outcomes if outcome.error is None] == list(range(10))
    errors = [outcome.error for outcome in outcomes if outcome.error]
    assert [str(error) for error in errors] == [f"page {number}: is odd" for number in range(1, 20, 2)]


def test_every_item_comes_back_once_in_whatever_order(executor: Executor) -> None:
    outcomes = list(run_bounded(executor, half, range(20), in_order=False))
    assert sorted(outcome.item for outcome in outcomes) == list(range(20))


def test_no_more_than_twice_the_workers_are_in_flight() -> None:
    drawn = handed_on = most = 0

    def items() -> Iterator[int]:
        nonlocal drawn, most
        for number in range(100):
            drawn += 1
            most = max(most, drawn - handed_on)
            yield number

    executor = ThreadsExecutor(3)
    for _ in run_bounded(executor, lambda number: number, items()):
        handed_on += 1
    executor.close()
    assert handed_on == 100
    assert most <= 7  # six in flight, and the one just drawn for the place of the one just handed on


def test_a_slow_item_is_overtaken_only_when_order_does_not_matter() -> None:
    executor = ThreadsExecutor(2)
    slow_first: Callable[[int], None] = lambda number: time.sleep(0.2 if number == 0 else 0)  # noqa: E731
    ordered = [outcome.index for outcome in run_bounded(executor, slow_first, range(4))]
    as_done = [outcome.index for outcome in run_bounded(executor, slow_first, range(4), in_order=False)]
    executor.close()
    assert ordered == [0, 1, 2, 3]
    assert as_done[-1] == 0


@pytest.mark.parametrize("in_order", [True, False])
def test_a_killed_worker_costs_one_page(in_order: bool) -> None:
    executor = ProcessesExecutor(2)
    outcomes = sorted(run_bounded(executor, half_or_die, range(30), in_order=in_order), key=lambda each: each.index)
    executor.close()
    assert [outcome.item for outcome in outcomes] == list(range(30))
    lost = [outcome for outcome in outcomes if outcome.error]
    assert [outcome.item for outcome in lost] == [7]
    assert isinstance(lost[0].error, WorkerKilledError)


def test_when_the_caller_stops_listening_what_runs_is_stopped() -> None:
    stopped = threading.Event()

    def work(number: int) -> int:
        if number:
            stopped.wait(20)
        return number

    executor = ThreadsExecutor(2, stop=stopped.set)
    outcomes = run_bounded(executor, work, range(1000))
    assert next(outcomes).index == 0
    started = time.monotonic()
    outcomes.close()  # type: ignore[attr-defined]
    executor.close()
    assert time.monotonic() - started < 2
    assert stopped.is_set()


def test_an_interrupt_ends_processes_within_two_seconds() -> None:
    executor = ProcessesExecutor(2)
    timer = threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT))
    outcomes = run_bounded(executor, time.sleep, (0, 60, 60))
    next(outcomes)
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        next(outcomes)
    started = time.monotonic()
    executor.close()
    assert time.monotonic() - started < 2
