"""Running one function over very many items, a few at a time, losing none.

At most ``2 × workers`` items are in flight, so that 100,000 pages need no more memory than a hundred. What a function
raises is a value. A worker that is killed takes the whole pool of processes with it; whatever was in flight is then
done again, one by one in a fresh pool, so that the one item that kills its worker is found, and is the only one lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pipeline.errors import CorrigendaError
from pipeline.execution.executor import Executor

Item = TypeVar("Item")
Result = TypeVar("Result")

IN_FLIGHT_PER_WORKER = 2


class WorkerKilledError(CorrigendaError):
    """The worker that had this item was killed, twice over: by the system for want of memory, as a rule."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Item, Result]):
    """What came of one item: a result, or an error."""

    index: int
    item: Item
    result: Result | None = None
    error: Exception | None = None


@dataclass(slots=True)
class _Flight(Generic[Item, Result]):
    """The items that were given to workers and not yet handed on."""

    executor: Executor
    function: Callable[[Item], Result]
    futures: dict[int, Future[Result]] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)

    def launch(self, index: int, item: Item) -> None:
        self.items[index] = item
        try:
            self.futures[index] = self.executor.submit(self.function, item)
        except BrokenExecutor as error:  # the pool broke since we last looked; counts as in flight
            future: Future[Result] = Future()
            future.set_exception(error)
            self.futures[index] = future

    def land(self, index: int) -> Outcome[Item, Result]:
        """Return what came of an item that is done."""
        future, item = self.futures.pop(index), self.items.pop(index)
        error = future.exception()
        if error is not None and not isinstance(error, Exception):
            raise error
        return Outcome(index, item, None, error) if error else Outcome(index, item, future.result())

    def is_broken(self) -> bool:
        """Say whether a worker was killed since we last looked."""
        return any(_was_killed(future) for future in self.futures.values() if future.done())


def run_bounded(
    executor: Executor,
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    in_flight: int | None = None,
    in_order: bool = True,
) -> Iterator[Outcome[Item, Result]]:
    """Yield what comes of ``function(item)`` for each item, in the order of the items or as they are done.

    ``items`` is drawn from as room appears, never ahead; ``in_flight`` is twice the workers unless given. When the
    caller stops listening, or is interrupted, everything that runs is ended.
    """
    limit = in_flight or IN_FLIGHT_PER_WORKER * executor.workers
    flight: _Flight[Item, Result] = _Flight(executor, function)
    source = enumerate(items)
    finished = False
    try:
        while True:
            while len(flight.items) < limit and (drawn := next(source, None)) is not None:
                flight.launch(*drawn)
            if not flight.items:
                break
            if flight.is_broken():
                yield from _again_one_by_one(flight)
                continue
            for index in _landable(flight, in_order):
                yield flight.land(index)
        finished = True
    finally:
        if not finished:
            executor.abort()


def _landable(flight: _Flight[Item, Result], in_order: bool) -> tuple[int, ...]:
    """Wait for something to be done; return which items can be handed on (none, when a worker was killed)."""
    if in_order:
        first = min(flight.futures)
        wait((flight.futures[first],))
        ready: tuple[int, ...] = (first,)
    else:
        wait(flight.futures.values(), return_when=FIRST_COMPLETED)
        ready = tuple(index for index, future in sorted(flight.futures.items()) if future.done())
    return tuple(index for index in ready if not _was_killed(flight.futures[index]))


def _again_one_by_one(flight: _Flight[Item, Result]) -> Iterator[Outcome[Item, Result]]:
    """Hand on what was done, and do what was not again, each item alone: the one that kills again is given up."""
    outcomes: deque[Outcome[Item, Result]] = deque()
    wait(flight.futures.values())
    suspects = [index for index, future in flight.futures.items() if _was_killed(future)]
    flight.executor.renew(workers=1)
    for index in sorted(suspects):
        flight.launch(index, flight.items[index])
        wait((flight.futures[index],))
        if _was_killed(flight.futures[index]):
            flight.executor.renew(workers=1)
            del flight.futures[index]
            killed = WorkerKilledError("the worker was killed", advice="(out of memory?)")
            outcomes.append(Outcome(index, flight.items.pop(index), None, killed))
    flight.executor.renew()
    outcomes.extend(flight.land(index) for index in tuple(flight.futures))
    yield from sorted(outcomes, key=lambda outcome: outcome.index)


def _was_killed(future: Future[Result]) -> bool:
    try:
        return isinstance(future.exception(), BrokenExecutor)
    except CancelledError:
        return True
