"""The scripts and styles of the report: a few readable files, joined in this order when a page is made."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

DOCUMENT_STYLES = (
    "base.css",
    "layout.css",
    "list.css",
    "place.css",
    "reading.css",
    "alike.css",
    "figures.css",
    "cards.css",
    "print.css",
)
DOCUMENT_SCRIPTS = (
    "dom.js",
    "log.js",
    "places.js",
    "filters.js",
    "viewer.js",
    "list.js",
    "place.js",
    "alike.js",
    "exchange.js",
    "keys.js",
    "header.js",
    "document.js",
)
ALIKE_STYLES = ("base.css", "layout.css", "list.css", "place.css", "alike.css", "cards.css", "print.css")
ALIKE_SCRIPTS = (
    "dom.js",
    "log.js",
    "places.js",
    "viewer.js",
    "list.js",
    "place.js",
    "alike.js",
    "exchange.js",
    "keys.js",
    "acrossrun.js",
)
INDEX_STYLES = ("base.css", "index.css", "figures.css", "print.css")
INDEX_SCRIPTS = ("dom.js", "log.js", "exchange.js", "index.js")


@cache
def join_assets(names: tuple[str, ...]) -> str:
    """Return the named files, one after the other.

    Raises ValueError when one holds what would end the element it is put into.
    """
    folder = files("pipeline.reports").joinpath("assets")
    joined = "\n".join(folder.joinpath(name).read_text(encoding="utf-8").strip() for name in names) + "\n"
    if "</" in joined or "<!--" in joined:
        raise ValueError(f"an asset of {names} would end its element")
    return joined


def join_script(names: tuple[str, ...]) -> str:
    """Return the named scripts as one function that is called at once, so that they share names with nobody."""
    return f'(() => {{\n"use strict";\n{join_assets(names)}}})();\n'
