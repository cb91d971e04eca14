"""``corrigenda export``: a run as files that other systems read."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.cli.deciding import acceptance_of, takes_decisions, tell_leftovers
from pipeline.cli.exits import Exit, worst
from pipeline.text.quantities import counted


@click.command("export")
@click.argument("run", type=click.Path(path_type=Path))
@takes_decisions
@click.option(
    "--format",
    "formats",
    multiple=True,
    required=True,
    metavar="NAME",
    help="alto, page, hocr, tei, text, fromthepage, iiif, pdf, csv, metrics or mets; may be given several times.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default="export",
    show_default=True,
    metavar="FOLDER",
    help="Where the files go.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output.")
def export_command(
    run: Path,
    decisions: tuple[Path, ...],
    accept_above: float | None,
    also: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path,
    as_json: bool,
) -> Exit:
    """Write the documents of a run in other formats.

    RUN is the folder of the report. With DECISIONS (the files that "Download decisions" in the report gave) the files
    hold the corrected text; without any, the transcripts as they were supplied.

    The transcript's words stand at the places where the engine read them. METS names the files of the other formats
    given with it. Ends with code 1 when decisions contradict each other or could not be carried out, with code 3 when
    pages are missing.
    """
    from pipeline.cli.terminal import say, say_warning
    from pipeline.flow.exporting import export_run

    exported = export_run(run, out, formats, decisions, acceptance_of(accept_above, also))
    for page in exported.left_out:
        say_warning(page, advice="The page is in no file.")
    tell_leftovers(exported.warnings, exported.conflicts, exported.parked)
    if as_json:
        document = {
            "schema": "corrigenda.export/1",
            "files": exported.files,
            "left_out": exported.left_out,
            "corrected": exported.corrected,
            "conflicts": len(exported.conflicts),
            "parked": len(exported.parked),
        }
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        files, places = counted(len(exported.files), "file"), counted(exported.corrected, "place")
        say(f"{files} in {out}; {places} corrected.")
    return worst(
        [
            Exit.PARTIAL if exported.left_out else Exit.DONE,
            Exit.FINDINGS if exported.conflicts or exported.parked else Exit.DONE,
        ]
    )
