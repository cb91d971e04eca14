"""``corrigenda parse``: what a transcript says under a convention, and what of it is ambiguous."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.exits import Exit
from pipeline.cli.terminal import say_warning
from pipeline.cli.wording import CONVENTION
from pipeline.errors import NoInputError
from pipeline.model.names import show_name

if TYPE_CHECKING:
    from pipeline.model.transcript import Mark, Token, Transcript

LONGEST_SHOWN = 60
"""Characters of a mark's text."""


@click.command("parse")
@click.argument("transcript", type=click.Path(path_type=Path))
@click.option(
    "--convention",
    default="markdown",
    show_default=True,
    metavar="NAME",
    help=CONVENTION,
)
@click.option("--encoding", metavar="NAME", help="Encoding of the transcript, where it is not UTF-8.")
@click.option(
    "--ocr",
    "ocr",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Plain text of an OCR engine for the same pages: it settles what brackets mean.",
)
@click.option("--suggest", is_flag=True, help="Also suggest marks that nobody typed: stamps, initials, file numbers.")
@click.option("--tokens", "with_tokens", is_flag=True, help="List every token, one a line.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output.")
def parse_command(
    transcript: Path,
    convention: str,
    encoding: str | None,
    ocr: Path | None,
    suggest: bool,
    with_tokens: bool,
    as_json: bool,
) -> Exit:
    """Show the tokens and marks of TRANSCRIPT, and say what is ambiguous."""
    from pipeline.flow.choosing import choose_convention
    from pipeline.transcripts.ambiguity import resolve_brackets
    from pipeline.transcripts.decoding import decode
    from pipeline.transcripts.evidence import gather_evidence
    from pipeline.transcripts.reading import read_transcript
    from pipeline.transcripts.showing import as_document
    from pipeline.transcripts.suggesting import suggest_marks

    parsed = read_transcript(str(transcript), _read(transcript), choose_convention(convention), encoding)
    seen = decode(_read(ocr), str(ocr)).text if ocr is not None else ""
    parsed = resolve_brackets(parsed, gather_evidence(seen))
    if suggest:
        parsed = suggest_marks(parsed)
    for warning in parsed.warnings:
        say_warning(warning, where=str(transcript))
    if as_json:
        click.echo(json.dumps(as_document(parsed), ensure_ascii=True))
    else:
        for line in (*_describe(parsed), *(_list_tokens(parsed) if with_tokens else ())):
            click.echo(show_name(line))
    return Exit.DONE


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NoInputError(f"cannot be read: {error.strerror}", where=str(path), advice="Check its name.") from None


def _describe(parsed: Transcript) -> Iterator[str]:
    """Yield the marks by place, then what is ambiguous, then how many tokens there are of each kind."""
    from pipeline.transcripts.ambiguity import list_ambiguities
    from pipeline.transcripts.places import Places

    places = Places(parsed.text)
    for mark in parsed.marks:
        line, column = places.find(mark.span.start)
        yield f"{line}:{column}  {_name(mark)}  {_shorten(parsed.text[mark.span.start : mark.span.end])}"
        if mark.why:
            yield f"      {mark.why}"
    for ambiguity in list_ambiguities(parsed):
        count = len(ambiguity.places)
        times = "once" if count == 1 else f"{count} times"
        yield f"ambiguous, {times}: [{_shorten(ambiguity.text)}] may be {', '.join(ambiguity.candidates)}"
    counted = Counter(token.kind for token in parsed.tokens)
    counts = ", ".join(f"{counted[kind]} {kind}" for kind in sorted(counted))
    yield f"{parsed.convention}, {parsed.encoding}: {len(parsed.tokens)} tokens ({counts}), {len(parsed.marks)} marks"


def _name(mark: Mark) -> str:
    attributes = "".join(f" {name}={value}" for name, value in mark.attributes if name != "text")
    return f"{mark.kind}{attributes}{' (suggested)' if mark.is_suggested else ''}"


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def _list_tokens(parsed: Transcript) -> Iterator[str]:
    for token in parsed.tokens:
        yield f"{token.start}-{token.end}  {token.kind}  {token.raw!r}{_shown(token)}"


def _shown(token: Token) -> str:
    """Return what stands on the page for a token, where that is something else."""
    return "" if token.text == token.raw else f" → {token.text!r}"
