"""One after the other, in this thread: for tests, for debugging, and for machines with one processor."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

Result = TypeVar("Result")


class SerialExecutor:
    """Runs each function when it is submitted."""

    workers = 1

    def submit(self, function: Callable[..., Result], /, *arguments: object) -> Future[Result]:
        """Run ``function(*arguments)`` now; what it raises is in the future."""
        future: Future[Result] = Future()
        try:
            future.set_result(function(*arguments))
        except Exception as error:
            future.set_exception(error)
        return future

    def renew(self, workers: int | None = None) -> None:
        """Nothing can die here."""

    def abort(self) -> None:
        """Nothing is running."""

    def close(self) -> None:
        """Nothing is held."""
