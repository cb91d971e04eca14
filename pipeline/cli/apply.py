"""``corrigenda apply``: corrected transcripts and errata from decisions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.exits import Exit
from pipeline.cli.terminal import say, say_warning
from pipeline.model.flag import Reason

if TYPE_CHECKING:
    from pipeline.flow.correcting import Correction


@click.command("apply")
@click.argument("run", type=click.Path(path_type=Path))
@click.argument("decisions", nargs=-1, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Where the results go.")
@click.option(
    "--transcripts",
    default="transcripts",
    show_default=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The transcripts that the run was made of.",
)
@click.option("--convention", metavar="NAME", help="How the transcribers marked doubt.  [default: the run's]")
@click.option("--encoding", metavar="NAME", help="Encoding of the transcripts, where it is not UTF-8.")
@click.option(
    "--accept-above",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Also take suggestions of at least this probability: readings of plain words, no figures, names or marks.",
)
@click.option(
    "--also",
    multiple=True,
    type=click.Choice([reason.value for reason in Reason]),
    metavar="REASON",
    help="Let --accept-above touch this reason too: number, date, name, …",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output.")
def apply_command(
    run: Path,
    decisions: tuple[Path, ...],
    out: Path,
    transcripts: Path,
    convention: str | None,
    encoding: str | None,
    accept_above: float | None,
    also: tuple[str, ...],
    as_json: bool,
) -> Exit:
    """Write corrected transcripts and errata.csv from RUN and files of DECISIONS.

    Every byte nobody decided about stays as it was. Where reviewers contradict each other, nothing is changed and the
    place is listed. Ends with code 1 while conflicts, parked decisions or undecided places are left.
    """
    from pipeline.flow.correcting import CorrectionOrder, correct_run
    from pipeline.flow.correction_json import describe_correction

    order = CorrectionOrder(
        run=run,
        decisions=decisions,
        transcripts=transcripts,
        out=out,
        convention=convention,
        encoding=encoding,
        accept_above=accept_above,
        also=tuple(map(Reason, also)),
    )
    correction = correct_run(order)
    if as_json:
        click.echo(json.dumps(describe_correction(correction), ensure_ascii=False, indent=2))
    else:
        _tell(correction, out)
    is_open = correction.conflicts or correction.parked or any(each.undecided for each in correction.documents)
    return Exit.FINDINGS if is_open else Exit.DONE


def _tell(correction: Correction, out: Path) -> None:
    for warning in correction.warnings:
        say_warning(warning)
    for document in correction.documents:
        say(
            f"{document.id}: {len(document.errata):,} places corrected, {document.accepted:,} of them without a "
            f"person; {document.undecided:,} undecided."
        )
    for conflict in correction.conflicts:
        say_warning(f"conflict: {conflict.why}", where=", ".join(conflict.flags), advice="Left as it was.")
    for parked in correction.parked:
        say_warning(f"parked: {parked.why}", where=f"decision {parked.decision.id}", advice="Nothing was changed.")
    say(f"Corrected transcripts and errata.csv are in {out}.")
