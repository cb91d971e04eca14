"""Good pages under difficult names, and things in a folder that are no files."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from tests.corpus.cases import Case, accepted, left_out, refused
from tests.corpus.pictures import png

_PAGE = png()

_NAMES = (
    "line\nbreak.png",
    "carriage\rreturn.png",
    "tab\tulator.png",
    "escape\x1b[31m.png",
    "bell\a.png",
    "'single' \"double\" `back`.png",
    "-rf.png",
    "--output=x.png",
    "  spaces at both ends .png",
    "$(id) ; rm -rf * | more & .png",
    "<img src=x onerror=alert(1)>.png",
    "{{7*7}}${7*7}.png",
    "=HYPERLINK(A1).png",
    "%2e%2e%2f%00.png",
    "up..\\..\\windows.png",
    "C:page.png",
    "CON.png",
    "many.points.in.a.name.png",
    "l" * 251 + ".png",
    "\u202egnp.exe.png",
    "zero\u200bwidth\ufeff.png",
    "\u05d0\u05d1\u05d2 \u0645\u0631\u062d\u0628\u0627.png",
    "\u66f8\u985e \U0001f4dc.png",
    "combin\u0301\u0302\u0303\u0304ing.png",
    os.fsdecode(b"latin-1 \xe9\xff.png"),
    os.fsdecode(b"surrogate \xed\xa0\x80.png"),
    "private \ue000 unassigned \u0378.png",
)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the path of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as ear:
            ear.bind(path.name)
    finally:
        os.chdir(here)


def _link_to_page(path: Path) -> None:
    target = path.parent / ".hidden"
    target.mkdir(exist_ok=True)
    (target / "page.dat").write_bytes(_PAGE)
    path.symlink_to(target / "page.dat")


def _sparse(path: Path) -> None:
    path.write_bytes(_PAGE)
    os.truncate(path, 3 * 1024**3)


def _sparse_but_small_enough(path: Path) -> None:
    path.touch()
    os.truncate(path, 1024**3)


CASES: tuple[Case, ...] = (
    *(Case(name, _PAGE, accepted()) for name in _NAMES),
    Case("pipe.png", lambda path: os.mkfifo(path), left_out("named pipe")),
    Case("socket.png", _socket, left_out("socket")),
    Case("device.png", lambda path: path.symlink_to("/dev/zero"), left_out("symbolic link")),
    Case("link.png", _link_to_page, left_out("symbolic link")),
    Case("link-to-nothing.png", lambda path: path.symlink_to("nothing"), left_out("symbolic link")),
    Case("link-to-itself.png", lambda path: path.symlink_to(path), left_out("symbolic link")),
    Case("three-gigabytes.png", _sparse, refused("3.0 GiB", "limit is 2.0 GiB")),
    Case("a-gigabyte-of-nothing.tif", _sparse_but_small_enough, refused("zeros")),
)
