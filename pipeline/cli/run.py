"""``corrigenda run``: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from pipeline.cli.exits import Exit, worst
from pipeline.cli.wording import CONVENTION

if TYPE_CHECKING:
    from pipeline.flow.outcome import Outcome
    from pipeline.flow.settings import Settings

NOT_SETTINGS = {"config", "as_json", "quiet"}


def _apart(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Return what an option names, given several times or several with commas between them."""
    return tuple(name.strip() for value in values for name in value.split(","))


@click.command("run")
@click.argument("scans", required=False)
@click.argument("transcripts", required=False)
@click.option("--out", metavar="FOLDER", help="Where the report goes.  [default: reports]")
@click.option("--convention", metavar="NAME", help=f"{CONVENTION}  [default: markdown]")
@click.option("--encoding", metavar="NAME", help="Encoding of the transcripts, where it is not UTF-8.")
@click.option("--words", metavar="FILE", help="A list of known words, one a line, such as /usr/share/dict/words.")
@click.option(
    "--lexicon/--no-lexicon",
    default=None,
    help="Take the words of the language's lexicon for known.  [default: --lexicon]",
)
@click.option("--calibration", metavar="FILE", help='What "corrigenda calibrate" wrote about an earlier run.')
@click.option("--lang", metavar="LANGS", help="Tesseract languages, such as eng or eng+deu.  [default: eng]")
@click.option("--jobs", type=int, metavar="N", help="Pages read side by side.  [default: one for each processor]")
@click.option("--cluster", metavar="ADDRESS", help="Read the pages on the workers of this Dask scheduler.")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="A TOML file with settings.")
@click.option("--tesseract", metavar="PATH", help="The Tesseract to use.  [default: the system's, then our own]")
@click.option("--psm", type=int, metavar="N", help="Tesseract's page segmentation mode.  [default: 3]")
@click.option("--page-timeout", type=float, metavar="SECONDS", help="Time limit of a page.  [default: 60]")
@click.option(
    "--second-pass/--no-second-pass",
    default=None,
    help="Read doubtful pages once more, prepared otherwise.  [default: --second-pass]",
)
@click.option("--second-engine", metavar="NAME", help='Another engine that reads every page, too: "rapidocr".')
@click.option("--max-megapixels", type=float, metavar="N", help="Refuse larger images.  [default: 120]")
@click.option("--follow-links", is_flag=True, default=None, help="Follow symbolic links among the scans.")
@click.option("--cache", metavar="FOLDER", help="Where readings are kept.  [default: the user's cache folder]")
@click.option(
    "--images/--no-images", default=None, help="Put pictures of the places into the report.  [default: --images]"
)
@click.option(
    "--mask",
    multiple=True,
    callback=_apart,
    metavar="KINDS",
    help="Keep these kinds of text out of the report, such as stamp,signature (a wrong one lists them).",
)
@click.option(
    "--not-counted",
    multiple=True,
    callback=_apart,
    metavar="KINDS",
    help="Leave these kinds of text out of accuracy, such as stamp,hand (a wrong one lists them).",
)
@click.option(
    "--max-cer", type=float, metavar="RATE", help="End with code 1 above this recognition error rate; 0.02 is 2 %."
)
@click.option("--strict", is_flag=True, default=None, help="End with code 4 when any input failed or was left out.")
@click.option("--quiet", is_flag=True, help="Say only what went wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print run.json on standard output.")
@click.pass_context
def run_command(ctx: click.Context, /, config: Path | None, quiet: bool, as_json: bool, **options: object) -> Exit:
    """Read SCANS, lay TRANSCRIPTS beside them, and write the report.

    Both may be folders or single files, here or in an object store (s3://bucket/folder). Without arguments: ./scans
    and ./transcripts. With SCANS alone, the pages are read without a reference.
    """
    from pipeline.cli.progress import open_display
    from pipeline.cli.terminal import say_error
    from pipeline.flow.batch import run_batch
    from pipeline.flow.settings import load_settings

    settings = load_settings(config, _said(ctx, options))
    display = open_display(quiet=quiet or as_json)
    try:
        outcome = run_batch(settings, display)
    finally:
        display.close()
    if not outcome.pages:
        say_error("there is no page to read", where=settings.scans, advice="No report was written.")
    if as_json:
        click.echo(Path(settings.out, "run.json").read_text(encoding="utf-8"), nl=False)
    elif outcome.pages and not quiet:
        _tell(outcome, settings)
    return _ending(outcome, settings)


def _said(ctx: click.Context, options: dict[str, object]) -> dict[str, object]:
    """Return what the command line or the environment says, without what nobody said."""
    unsaid = {ParameterSource.DEFAULT, ParameterSource.DEFAULT_MAP}
    said = {
        name: value
        for name, value in options.items()
        if name not in NOT_SETTINGS and ctx.get_parameter_source(name) not in unsaid and value is not None
    }
    if "scans" in said and "transcripts" not in said:
        said["transcripts"] = None
    return said


def _tell(outcome: Outcome, settings: Settings) -> None:
    """Say in a few lines what came of it and what to do next."""
    from pipeline.cli.terminal import say

    recognition, raw = outcome.counts.recognition, outcome.counts.characters
    say(
        f"{outcome.read:,} of {outcome.pages:,} pages read ({outcome.kept:,} of them before), "
        f"{outcome.counts.pages:,} compared, {outcome.flags:,} flags."
    )
    if not_compared := _not_compared(outcome):
        say(f"Not compared: {not_compared}. The report says why of each page.")
    if recognition.rate is not None and raw.rate is not None:
        say(
            f"Recognition errors: {recognition.rate:.2%} of {recognition.length:,} characters that both sides have; "
            f"raw CER {raw.rate:.2%} ({raw.errors:,} of {raw.length:,}, markup and layout included)."
        )
    say(f"Open {Path(settings.out, 'index.html')} in a browser.")


def _not_compared(outcome: Outcome) -> str:
    """Return how many pages did not come so far as to be compared, and how far they came."""
    from pipeline.model.result import STANDINGS, PageStatus

    found = [(each, outcome.standings[each]) for each in STANDINGS if each != PageStatus.COMPARED]
    return ", ".join(f"{number:,} {standing}" for standing, number in found if number)


def _ending(outcome: Outcome, settings: Settings) -> Exit:
    codes = [Exit.DONE]
    if outcome.left_out:
        codes.append(Exit.NO_INPUT if settings.strict else Exit.PARTIAL)
    if not outcome.read:
        codes.append(Exit.NO_INPUT)
    if outcome.faults:
        codes.append(Exit.BUG)
    rate = outcome.counts.recognition.rate
    if settings.max_cer is not None and rate is not None and rate > settings.max_cer:
        codes.append(Exit.FINDINGS)
    return worst(codes)
