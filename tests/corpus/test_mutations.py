"""Good files with a few bytes changed, cut out or put in: each is read or refused, and nothing else happens."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from pipeline.errors import ScanError
from pipeline.images.grey import to_grey
from pipeline.images.opening import open_scan
from pipeline.model.scan import ScanSource
from tests.corpus.make_corpus import CASES
from tests.corpus.test_scans_of_corpus import LIMITS

GOOD = (
    *("plain.png", "interlaced.png", "transparent-palette.png", "plain.jpg", "four-inks.jpg", "orientation-6.jpg"),
    *("bigtiff.tif", "group4.tif", "tiff_lzw.tif", "third-of-three.tif", "plain.jp2", "plain.webp"),
    *("from-the-top.bmp", "transparent.gif", "plain.pgm"),
)
GOOD_PDFS = ("scan.pdf", "group4.pdf", "turned-page.pdf")
ROUNDS = 40
"""For each picture; a PDF takes a process each time, so there are few."""
PDF_ROUNDS = 4

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")


def flip(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def cut(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    del content[start : start + chance.randint(1, 200)]


def repeat(content: bytearray, chance: random.Random) -> None:
    start, to = chance.randrange(len(content)), chance.randrange(len(content))
    content[to:to] = content[start : start + chance.randint(1, 200)]


def overwrite(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    value = chance.choice((b"\0", b"\xff", b"\x7f"))
    content[start : start + 4] = value * len(content[start : start + 4])


MUTATIONS: tuple[Callable[[bytearray, random.Random], None], ...] = (flip, cut, repeat, overwrite)


@pytest.mark.parametrize("name", [*GOOD, *GOOD_PDFS])
def test_a_changed_file_is_read_or_refused_in_one_line(name, tmp_path):
    (case,) = (case for case in CASES if case.name == name)
    path = case.write(tmp_path)
    whole = path.read_bytes()
    for round_ in range(PDF_ROUNDS if name in GOOD_PDFS else ROUNDS):
        chance = random.Random(f"{name} {round_}")
        content = bytearray(whole)
        MUTATIONS[round_ % len(MUTATIONS)](content, chance)
        path.write_bytes(content)
        try:
            opened = open_scan(ScanSource(name, str(path), case.frame, case.frames), LIMITS)
        except ScanError as error:
            told = str(error)
        else:
            assert to_grey(opened.image).mode == "L"
            told = "".join(opened.scan.notes)
        assert told.isprintable()
