"""``corrigenda score``: the accuracy of one text, or a folder of texts, against another, without images."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.exits import Exit, worst
from pipeline.cli.terminal import say_error, say_warning
from pipeline.cli.wording import CONVENTION
from pipeline.errors import UsageError
from pipeline.model.counts import Tally
from pipeline.model.names import show_name
from pipeline.text.quantities import counted

if TYPE_CHECKING:
    from pipeline.flow.scoring import FolderScore, Score
    from pipeline.scores.aggregation import Summary

GATED = ("recognition", "characters")
"""The rate that ``--gate`` judges: the first of these that the metrics count."""


@click.command("score")
@click.argument("reference", type=click.Path(exists=True, path_type=Path))
@click.argument("ocr", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--metrics",
    default="corrigenda",
    show_default=True,
    metavar="NAME",
    help="Whose way of counting; a wrong name lists them.",
)
@click.option(
    "--convention",
    default="markdown",
    show_default=True,
    metavar="NAME",
    help=CONVENTION,
)
@click.option("--encoding", metavar="NAME", help="Encoding of the reference, where it is not UTF-8.")
@click.option("--ocr-suffix", default="", metavar="ENDING", help="In a folder, use only OCR files with this ending.")
@click.option(
    "--gate", type=click.FloatRange(min=0), metavar="RATE", help="End with code 1 above this error rate; 0.02 is 2 %."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output.")
def score_command(
    reference: Path,
    ocr: Path,
    metrics: str,
    convention: str,
    encoding: str | None,
    ocr_suffix: str,
    gate: float | None,
    as_json: bool,
) -> Exit:
    """Measure OCR against REFERENCE: two files, or two folders whose files have the same names.

    Text, transcripts, ALTO, PAGE, hOCR and Tesseract TSV can be measured. The rate that --gate judges is that of
    recognition errors, or with other metrics than our own that of all characters.
    """
    from pipeline.flow.score_json import describe_folders, describe_score
    from pipeline.flow.scoring import ScoreOptions, score_files, score_folders

    options = ScoreOptions(metrics, convention, encoding, ocr_suffix)
    if reference.is_dir() != ocr.is_dir():
        raise UsageError(
            "one is a folder and the other a file", where=str(ocr), advice="Give two files or two folders."
        )
    score: Score | FolderScore
    if reference.is_dir():
        score = score_folders(reference, ocr, options)
        document, lines = describe_folders(score, options), _tell_folders(score)
    else:
        score = score_files(reference, ocr, options)
        document, lines = describe_score(score, options), _tell(score)
    for line in [json.dumps(document, allow_nan=False, indent=2)] if as_json else map(show_name, lines):
        click.echo(line)
    return worst((*_left_out(score), _judge(score, gate)))


def _left_out(score: Score | FolderScore) -> Iterator[Exit]:
    """Say which files of a folder were not scored, and yield what that means for the ending."""
    from pipeline.flow.scoring import FolderScore

    if not isinstance(score, FolderScore):
        return
    for failure in score.failures:
        say_warning(failure.reason, where=failure.name, advice="It was not scored.")
    if score.failures:
        yield Exit.PARTIAL if score.scores else Exit.NO_INPUT


def _judge(score: Score | FolderScore, gate: float | None) -> Exit:
    """Return what the gate says; where there is nothing to divide by, nothing was shown to pass it."""
    if gate is None:
        return Exit.DONE
    tallies = dict(_tallies(score))
    name = next(name for name in GATED if name in tallies)
    rate = tallies[name].rate
    if rate is not None and rate <= gate:
        return Exit.DONE
    found = "is undefined" if rate is None else f"of {rate:.2%} is above {gate:.2%}"
    say_error(f"the error rate ({name}) {found}")
    return Exit.FINDINGS


def _tallies(score: Score | FolderScore) -> tuple[tuple[str, Tally], ...]:
    from pipeline.flow.scoring import FolderScore

    if isinstance(score, FolderScore):
        return tuple((name, summary.micro) for name, summary in score.summaries)
    return score.tallies


def _tell(score: Score | FolderScore) -> Iterator[str]:
    """Yield the figures, one a line, each with what it was divided by; then the causes."""
    for name, tally in _tallies(score):
        yield f"{name.replace('_', ' ').replace('-', ' '):<22}{_rate(tally)}"
    if score.counts is not None and score.counts.causes:
        listed = ", ".join(f"{cause.value} {number:,}" for cause, number in score.counts.causes)
        yield f"{'causes':<22}{listed}"


def _tell_folders(score: FolderScore) -> Iterator[str]:
    yield from _tell(score)
    for name, summary in score.summaries:
        yield f"{name.replace('_', ' ')} over {counted(summary.measured, 'file')}: {', '.join(_spread(summary))}"
    for name, rate in dict(score.summaries)["characters"].worst[:5]:
        yield f"worst: {rate:8.2%}  {name}"


def _spread(summary: Summary) -> Iterator[str]:
    """Yield mean, median and interval, as far as there are any."""
    if summary.macro is not None and summary.median is not None:
        yield f"mean {summary.macro:.2%}"
        yield f"median {summary.median:.2%}"
    if summary.bootstrap is not None:
        yield f"95 % interval {summary.bootstrap.low:.2%} to {summary.bootstrap.high:.2%}"
    if summary.undefined or summary.unmeasured:
        yield f"{len(summary.undefined):,} without reference text, {len(summary.unmeasured):,} not measured"


def _rate(tally: Tally) -> str:
    rate = "undefined" if tally.rate is None else f"{tally.rate:.2%}"
    bound = "" if tally.is_exact else ", at most"
    return f"{rate:>10}  ({tally.errors:,} of {tally.length:,}{bound})"
