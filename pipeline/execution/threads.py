"""Threads: right where the work is done by a child process, as in OCR."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


class ThreadsExecutor:
    """Runs functions in ``workers`` threads of this process."""

    def __init__(self, workers: int, stop: Callable[[], None] | None = None) -> None:
        """``stop`` ends what the functions are waiting for, such as ``Engine.stop``; called on ``abort``."""
        self.workers = workers
        self._stop = stop
        self._pool = self._new_pool(workers)

    def submit(self, function: Callable[..., Result], /, *arguments: object) -> Future[Result]:
        """Begin ``function(*arguments)`` as soon as a thread is free."""
        return self._pool.submit(function, *arguments)

    def renew(self, workers: int | None = None) -> None:
        """Begin with fresh threads."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._new_pool(workers or self.workers)

    def abort(self) -> None:
        """Begin nothing more, and end what is running through ``stop``."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        if self._stop is not None:
            self._stop()

    def close(self) -> None:
        """Wait for the threads to end."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    def _new_pool(workers: int) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(workers, thread_name_prefix="corrigenda")
