"""``corrigenda compare``: two runs on the same pages, with an interval on the difference."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.exits import Exit

if TYPE_CHECKING:
    from pipeline.scores.comparing import Comparison

TITLES = {
    "recognition": "recognition errors, characters",
    "recognition_words": "recognition errors, words",
    "characters": "raw CER",
    "words": "raw WER",
}


@click.command("compare")
@click.argument("first", metavar="RUN_A", type=click.Path(path_type=Path))
@click.argument("second", metavar="RUN_B", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output.")
def compare_command(first: Path, second: Path, as_json: bool) -> Exit:
    """Compare RUN_A and RUN_B, the folders of two reports on the same pages.

    The interval on the difference is by pages (paired bootstrap, 95 %): characters of a page are not independent.
    """
    from pipeline.flow.comparing import compare_folders

    comparison = compare_folders(first, second)
    if as_json:
        click.echo(json.dumps(comparison.as_json(), ensure_ascii=False, indent=1))
    else:
        for name, result in comparison.measures:
            for line in _lines(TITLES[name], result):
                click.echo(line)
    return Exit.DONE


def _lines(title: str, result: Comparison) -> Iterator[str]:
    if result.first.rate is None or result.second.rate is None or result.difference is None:
        yield f"{title}: nothing that both runs measured"
        return
    yield (
        f"{title}: {result.first.rate:.2%} ({result.first.errors:,} of {result.first.length:,}) → "
        f"{result.second.rate:.2%} ({result.second.errors:,} of {result.second.length:,}), {result.difference:+.2%}"
    )
    interval = result.bootstrap
    if interval is None:
        yield "    no interval: that takes at least two pages"
    else:
        verdict = _verdict(result)
        yield f"    95 % of the difference by pages: {interval.low:+.2%} to {interval.high:+.2%} ({verdict})"
    yield f"    pages better {result.better}, worse {result.worse}, equal {result.equal}"
    for label, names in (
        ("changed reference", result.changed),
        ("not in both", result.only_first + result.only_second),
    ):
        if names:
            yield f"    {label}: {', '.join(names[:5])}{' …' if len(names) > 5 else ''}"


def _verdict(result: Comparison) -> str:
    if not result.better and not result.worse:
        return "no difference"
    return "more than chance" if result.is_different else "may be chance"
