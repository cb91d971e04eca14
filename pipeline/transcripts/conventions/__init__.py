"""The conventions of transcription, one TOML table each, beside this file.

``get_convention("markdown")`` gives a built-in one, ``load_convention(content)`` one of a collection's own.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pipeline.errors import UsageError
from pipeline.transcripts.conventions.loading import load_convention
from pipeline.transcripts.conventions.rules import Convention

__all__ = ["CONVENTIONS", "Convention", "get_convention", "load_convention"]

CONVENTIONS = (
    "markdown",
    "by-the-people",
    "by-the-people-2018",
    "fromthepage",
    "smithsonian",
    "nara",
    "tei",
    "leiden",
    "transkribus",
    "distributed-proofreaders",
    "plain",
)
"""Their names, the default first."""


@cache
def get_convention(name: str) -> Convention:
    """Return the built-in convention called ``name``; UsageError when there is none."""
    if name not in CONVENTIONS:
        raise UsageError(f"no convention is called {name!r}", advice=f"There are: {', '.join(CONVENTIONS)}.")
    source = files(__package__).joinpath(f"{name}.toml")
    return load_convention(source.read_bytes(), where=f"{name}.toml")
