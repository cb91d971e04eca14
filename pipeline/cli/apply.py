"""``corrigenda apply``: corrected transcripts and errata from decisions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.deciding import acceptance_of, takes_decisions, tell_leftovers
from pipeline.cli.exits import Exit
from pipeline.cli.terminal import say
from pipeline.text.quantities import counted

if TYPE_CHECKING:
    from pipeline.flow.correcting import CorrectedDocument, Correction
    from pipeline.model.counts import Counts


@click.command("apply")
@click.argument("run", type=click.Path(path_type=Path))
@takes_decisions
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="A new folder for the results."
)
@click.option(
    "--transcripts",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Take the transcripts from here, if they are still the same.  [default: those that RUN keeps]",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output.")
def apply_command(
    run: Path,
    decisions: tuple[Path, ...],
    out: Path,
    transcripts: Path | None,
    accept_above: float | None,
    also: tuple[str, ...],
    as_json: bool,
) -> Exit:
    """Write corrected transcripts from what reviewers decided.

    RUN is the folder of the report. DECISIONS are the files that "Download decisions" in the report gave, of one
    reviewer or of several. The folder DIR gets the transcripts under their own names, errata.csv (what was wrong),
    conflicts.csv (where reviewers contradict each other; nothing is changed there), parked.csv (decisions that could
    not be carried out) and scores.json (accuracy before and after).

    Every byte nobody decided about stays as it was. Ends with code 1 while conflicts, parked decisions or undecided
    places are left.
    """
    from pipeline.flow.correcting import CorrectionOrder, correct_run
    from pipeline.flow.correction_json import describe_correction

    order = CorrectionOrder(run, decisions, out, transcripts, acceptance_of(accept_above, also))
    correction = correct_run(order)
    if as_json:
        click.echo(json.dumps(describe_correction(correction), ensure_ascii=False, indent=2))
    else:
        _tell(correction, out)
    return Exit.DONE if correction.is_settled else Exit.FINDINGS


def _tell(correction: Correction, out: Path) -> None:
    tell_leftovers(correction.warnings, correction.conflicts, correction.parked)
    for document in correction.documents:
        alone = f", {document.accepted:,} of them without a person" if document.accepted else ""
        corrected = f"{counted(len(document.errata), 'place')} corrected{alone}"
        hidden = f", {document.masked:,} kept out of the report" if document.masked else ""
        say(f"{document.id}: {corrected}; {document.undecided:,} undecided{hidden}. {_scores(document)}")
    say(f"Corrected transcripts, errata.csv, conflicts.csv, parked.csv and scores.json are in {out}.")


def _scores(document: CorrectedDocument) -> str:
    supplied, corrected = _rate(document.supplied), _rate(document.corrected)
    return f"Recognition errors: {supplied} against the transcript as supplied, {corrected} as corrected."


def _rate(counts: Counts) -> str:
    tally = counts.recognition
    return "–" if tally.rate is None else f"{tally.rate:.2%} ({tally.errors:,} of {tally.length:,})"
