"""Where functions are run: here, in threads, in processes, or on a cluster.

All of them speak the language of ``concurrent.futures``. ``bounded.run_bounded`` is what the rest of the program calls.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, TypeVar

Result = TypeVar("Result")


class Executor(Protocol):
    """Runs functions, several side by side."""

    @property
    def workers(self) -> int:
        """How many functions run at the same time."""
        ...

    def submit(self, function: Callable[..., Result], /, *arguments: object) -> Future[Result]:
        """Begin ``function(*arguments)`` as soon as a worker is free."""
        ...

    def renew(self, workers: int | None = None) -> None:
        """Replace workers that died, by ``workers`` new ones (None: as many as at first)."""
        ...

    def abort(self) -> None:
        """Stop at once: what has not begun never will, and what is running is ended within two seconds."""
        ...

    def close(self) -> None:
        """Let go of the workers, which have nothing left to do."""
        ...
