"""Exit codes: what a script learns from how the program ended. They are part of the contract."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from pipeline import errors


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    FINDINGS = 1
    """A check ran well and the answer is no."""
    USAGE = 2
    PARTIAL = 3
    """Finished, but some inputs failed or were left out."""
    NO_INPUT = 4
    CANNOT_WRITE = 5
    BUSY = 6
    MISSING_DEPENDENCY = 7
    DAMAGED_STATE = 8
    BUG = 70
    INTERRUPTED = 130
    TERMINATED = 143


WORST_FIRST = (
    Exit.DAMAGED_STATE,
    Exit.MISSING_DEPENDENCY,
    Exit.BUSY,
    Exit.CANNOT_WRITE,
    Exit.BUG,
    Exit.NO_INPUT,
    Exit.PARTIAL,
    Exit.FINDINGS,
    Exit.DONE,
)

BY_ERROR: tuple[tuple[type[errors.CorrigendaError], Exit], ...] = (
    (errors.DamagedStateError, Exit.DAMAGED_STATE),
    (errors.MissingDependencyError, Exit.MISSING_DEPENDENCY),
    (errors.BusyError, Exit.BUSY),
    (errors.OutputError, Exit.CANNOT_WRITE),
    (errors.NoInputError, Exit.NO_INPUT),
    (errors.InputError, Exit.NO_INPUT),
    (errors.RecognitionError, Exit.NO_INPUT),
    (errors.UsageError, Exit.USAGE),
)


def exit_for(error: errors.CorrigendaError) -> Exit:
    """Return how a command ends that could not go on because of ``error``."""
    return next((code for kind, code in BY_ERROR if isinstance(error, kind)), Exit.BUG)


def worst(codes: Iterable[Exit]) -> Exit:
    """Return the code that wins when several apply; ``DONE`` when none does."""
    present = set(codes)
    return next((code for code in WORST_FIRST if code in present), Exit.DONE)
