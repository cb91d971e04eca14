"""``corrigenda calibrate``: the probabilities of suggestions and of words, fitted to what reviewers decided."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.deciding import tell_leftovers
from pipeline.cli.exits import Exit
from pipeline.cli.terminal import say

if TYPE_CHECKING:
    from pipeline.corrections.calibration import Calibration
    from pipeline.model.correction import ReliabilityRow


@click.command("calibrate")
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("decisions", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where the calibration goes.  [default: calibration.json in RUN]",
)
@click.option("--json", "as_json", is_flag=True, help="Print the calibration on standard output.")
def calibrate_command(run: Path, decisions: tuple[Path, ...], out: Path | None, as_json: bool) -> Exit:
    """Learn from reviewers how far the suggestions, and the words of the OCR, can be trusted.

    RUN is the folder of the report, DECISIONS are files that "Download decisions" in the report gave. The result is a
    file; give it to the next run with --calibration, and its probabilities will be nearer to the truth.
    """
    from pipeline.flow.calibrating import fit_run, save_fit

    fit = fit_run(run, decisions)
    tell_leftovers((), (), fit.parked)
    path = out or run / "calibration.json"
    save_fit(fit, path)
    if as_json:
        click.echo(json.dumps(fit.as_json(), indent=2))
        return Exit.DONE
    found = fit.calibrations
    _tell("decided suggestions", found.suggestions, fit.suggestions.stated)
    _tell("words that were decided, or on which both sides agree", found.words, fit.words.stated)
    say(f"The calibration is in {path}.")
    return Exit.DONE


def _tell(title: str, found: Calibration, stated: Sequence[ReliabilityRow]) -> None:
    say(f"Fitted to {found.decisions:,} {title}: slope {found.slope:.3f}, offset {found.offset:+.3f}.")
    for row in stated:
        if row.said is not None and row.right is not None:
            say(f"  said {row.said:.2f} on average: {row.right:.2f} of {row.count:,} were right")
