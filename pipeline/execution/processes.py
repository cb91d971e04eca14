"""Processes: right for long work in Python itself, and for work that may kill the process it runs in."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


class ProcessesExecutor:
    """Runs functions in ``workers`` processes; functions, arguments and results must survive pickling."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool = self._new_pool(workers)

    def submit(self, function: Callable[..., Result], /, *arguments: object) -> Future[Result]:
        """Begin ``function(*arguments)`` as soon as a process is free."""
        return self._pool.submit(function, *arguments)

    def renew(self, workers: int | None = None) -> None:
        """Begin with fresh processes."""
        self._end_pool()
        self._pool = self._new_pool(workers or self.workers)

    def abort(self) -> None:
        """Kill the processes; what they started dies with them where it asked for that."""
        self._end_pool()

    def close(self) -> None:
        """Wait for the processes to end."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _end_pool(self) -> None:
        processes = tuple((self._pool._processes or {}).values())  # there is no public way to kill them
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
        for process in processes:
            process.join(timeout=1)

    @staticmethod
    def _new_pool(workers: int) -> ProcessPoolExecutor:
        # "spawn": forking a program with threads may copy a lock that nobody will ever release
        return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
