"""``corrigenda doctor``: what is installed, what is missing, and what to type to mend it."""

from __future__ import annotations

import json

import click

from pipeline.cli.exits import Exit


@click.command("doctor")
@click.option("--lang", default="eng", show_default=True, metavar="LANGS", help="Languages that are wanted.")
@click.option("--tesseract", metavar="PATH", help="The Tesseract to look at first.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output.")
def doctor_command(lang: str, tesseract: str | None, as_json: bool) -> Exit:
    """Show what is installed, what is missing, and how to mend it.

    Ends with code 7 when a run could not begin.
    """
    from pipeline.flow.examining import examine

    health = examine(tesseract, lang)
    if as_json:
        click.echo(json.dumps(health.as_json(), ensure_ascii=False, indent=1))
    else:
        for line in health.lines():
            click.echo(line)
    return Exit.MISSING_DEPENDENCY if health.problems else Exit.DONE
