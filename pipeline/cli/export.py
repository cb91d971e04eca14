"""``corrigenda export``: a run as files that other systems read."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.cli.exits import Exit


@click.command("export")
@click.argument("run", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "formats",
    multiple=True,
    required=True,
    metavar="NAME",
    help="alto, page, hocr, tei, text, iiif, pdf, csv, metrics or mets; may be given several times.",
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
def export_command(run: Path, formats: tuple[str, ...], out: Path, as_json: bool) -> Exit:
    """Write the documents of RUN, the folder of a report, in other formats.

    The transcript's words stand at the places where the engine read them. METS names the files of the other formats
    given with it.
    """
    from pipeline.cli.terminal import say, say_warning
    from pipeline.flow.exporting import export_run

    exported = export_run(run, out, formats)
    for page in exported.left_out:
        say_warning(page, advice="The page is in no file.")
    if as_json:
        document = {"schema": "corrigenda.export/1", "files": exported.files, "left_out": exported.left_out}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        say(f"{len(exported.files):,} files in {out}.")
    return Exit.PARTIAL if exported.left_out else Exit.DONE
