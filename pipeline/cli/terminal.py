"""What people see on the terminal: one line a message, on standard error, never a raw control character."""

from __future__ import annotations

import os
import sys

import click

from pipeline.model.names import show_name


def is_plain() -> bool:
    """Whether standard error wants plain text: no terminal there, or NO_COLOR set, or a dumb one."""
    return not sys.stderr.isatty() or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"


def say(message: str) -> None:
    """Write one line to standard error."""
    click.echo(show_name(message), err=True)


def say_error(what: str, *, where: str = "", advice: str = "") -> None:
    """Write one line: what is wrong, where, and what happens now."""
    _say_labelled("error", what, where, advice)


def say_warning(what: str, *, where: str = "", advice: str = "") -> None:
    """Write one line: what is unusual, where, and what happens now."""
    _say_labelled("warning", what, where, advice)


def _say_labelled(label: str, what: str, where: str, advice: str) -> None:
    place = f"{where}: " if where else ""
    sentence = what if what.endswith((".", "!", "?")) else f"{what}."
    say(" ".join(f"{label}: {place}{sentence} {advice}".split()))
