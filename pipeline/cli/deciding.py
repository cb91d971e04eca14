"""What ``apply`` and ``export`` have in common: which decisions to take, and telling what was left over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline.cli.terminal import say_warning
from pipeline.model.flag import Reason
from pipeline.text.quantities import counted

if TYPE_CHECKING:
    from pipeline.corrections.reanchoring import Parked
    from pipeline.corrections.settling import Conflict
    from pipeline.flow.deciding import Acceptance

Command = TypeVar("Command", bound=Callable[..., Any])


def takes_decisions(command: Command) -> Command:
    """Give a command the argument DECISIONS and the options for suggestions taken without a person."""
    for decorate in (
        click.option(
            "--also",
            multiple=True,
            type=click.Choice([reason.value for reason in Reason]),
            metavar="REASON",
            help="With --accept-above: touch places flagged for this reason, too (number, date, name, …).",
        ),
        click.option(
            "--accept-above",
            type=click.FloatRange(0, 1),
            metavar="P",
            help="Where nobody decided, take suggestions that are right with a probability of at least P, such as "
            "0.95; only in plain words, never in marks, figures, dates or names.",
        ),
        click.argument("decisions", nargs=-1, type=click.Path(path_type=Path)),
    ):
        command = decorate(command)
    return command


def acceptance_of(accept_above: float | None, also: tuple[str, ...]) -> Acceptance:
    """Return what the two options say; raises ``click.UsageError`` for --also where nothing is accepted."""
    if also and accept_above is None:
        raise click.UsageError("--also says nothing without --accept-above.", click.get_current_context(silent=True))
    from pipeline.flow.deciding import Acceptance

    return Acceptance(accept_above, tuple(map(Reason, also)))


def tell_leftovers(warnings: Iterable[str], conflicts: Iterable[Conflict], parked: Iterable[Parked]) -> None:
    """Name every conflict, and say how many decisions were not carried out for want of a place, and why."""
    for warning in warnings:
        say_warning(warning)
    for conflict in conflicts:
        say_warning(f"conflict: {conflict.why}", where="; ".join(conflict.places), advice="Left as it was.")
    for (actor, why), number in Counter((each.decision.actor, each.why) for each in parked).items():
        where = f"{counted(number, 'decision')} of {actor}"
        say_warning(f"parked: {why}", where=where, advice="Nothing was changed.")
