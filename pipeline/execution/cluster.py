"""A Dask cluster, reached by the address of its scheduler. Needs the extra ``cluster``; imported only when asked for.

What a lost worker was doing, Dask gives to another; after four lost workers it gives up that item. It may also run
again what was finished already, when the worker that held the result is lost. So functions must be such that a second
run does no harm, and their results small.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor as Pool
from concurrent.futures import Future
from importlib import import_module
from typing import Any, TypeVar

from pipeline.errors import MissingDependencyError, UsageError, what_to_type

Result = TypeVar("Result")

PATIENCE = 60
"""Seconds to wait for the scheduler, and for its first worker."""


class ClusterExecutor:
    """Runs functions on the workers of a Dask cluster; what is sent must survive pickling."""

    def __init__(self, address: str) -> None:
        """``address`` is that of the scheduler, such as ``tcp://10.0.0.1:8786``; ``tls://`` as Dask is set up for it.

        Raises ``MissingDependencyError`` without the extra, ``UsageError`` when nobody answers there.
        """
        self._client = _connect(address)
        self.workers: int = sum(self._client.nthreads().values())
        self._pool = self._new_pool()

    def submit(self, function: Callable[..., Result], /, *arguments: object) -> Future[Result]:
        """Begin ``function(*arguments)`` as soon as a worker is free."""
        return self._pool.submit(function, *arguments)

    def renew(self, workers: int | None = None) -> None:
        """Go on with the workers there are; Dask replaces those that died by itself."""
        self._pool = self._new_pool()

    def abort(self) -> None:
        """Take back everything that was submitted, and leave the cluster."""
        self._pool.shutdown(wait=False)
        self._client.close(timeout=1)

    def close(self) -> None:
        """Leave the cluster."""
        self._pool.shutdown(wait=True)
        self._client.close()

    def _new_pool(self) -> Pool:
        pool: Pool = self._client.get_executor(pure=False)
        return pool


def _connect(address: str) -> Any:
    """Return a client of the cluster, once it has a worker."""
    try:
        distributed = import_module("distributed")
    except ModuleNotFoundError as error:
        what = "the extra for clusters is not installed"
        raise MissingDependencyError(what, advice=what_to_type("cluster")) from error
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=PATIENCE)
    except (OSError, ValueError, TimeoutError) as error:
        what = f"no cluster answers with a worker within {PATIENCE} s: {error}"
        raise UsageError(what, where=address, advice="Check --cluster, and that its workers run.") from error
    return client
