"""Good files with a few bytes changed, cut out or put in: each is read soundly or refused in one line, nothing else.

``python -m tests.corpus.mutations ROUNDS [NAME …]`` tries so many of each file, each with a seed of its own ("plain.png
17"); a round that fails is printed with its seed and what went wrong.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import random
import re
import resource
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.images.grey import to_grey
from pipeline.images.opening import open_scan
from pipeline.model.names import show_name
from pipeline.model.scan import ScanSource
from pipeline.ocr.files.reading import read_page_file
from pipeline.transcripts.reading import read_transcript
from tests.corpus.make_corpus import CASES
from tests.corpus.test_scans_of_corpus import LIMITS, LITTLE_MEMORY

PICTURES = (
    *("plain.png", "interlaced.png", "transparent-palette.png", "plain.jpg", "four-inks.jpg", "orientation-6.jpg"),
    *("bigtiff.tif", "group4.tif", "tiff_lzw.tif", "third-of-three.tif", "plain.jp2", "plain.webp"),
    *("from-the-top.bmp", "transparent.gif", "plain.pgm"),
)
PDFS = ("scan.pdf", "group4.pdf", "turned-page.pdf")
PAGE_FILES = ("sound.alto.xml", "sound.page.xml", "sound.hocr", "sound.tsv")
TRANSCRIPTS = ("letter.tei.xml", "letter.md")
NAMES = (*PICTURES, *PDFS, *PAGE_FILES, *TRANSCRIPTS)
SECONDS = 5.0
"""Of the processor, within which any one of them must be done with."""

LETTER = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc/></teiHeader><text><body><pb n="1"/><p>The keeper of the
<unclear reason="faded">lamp</unclear> wrote on <date when="1901-05-02">the second</date> that <gap quantity="2"
unit="words"/> the <del>schoner</del> <add place="above">schooner</add> had passed<lb/>the reef.</p></body></text></TEI>
"""
PROSE = """\
The keeper of the [lamp?] wrote that ~~the schoner~~ the schooner had passed
the *northern* reef, No. 227.

[stamp: 1901]
"""


ODD_NUMBERS = (b"-1", b"0", b"NaN", b"inf", b"1e308", b"99999999999999999999", b"", "٣".encode())


def flip(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def cut(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    del content[start : start + chance.randint(1, min(200, 1 + len(content) // 4))]


def repeat(content: bytearray, chance: random.Random) -> None:
    start, to = chance.randrange(len(content)), chance.randrange(len(content))
    content[to:to] = content[start : start + chance.randint(1, 200)]


def overwrite(content: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(content))
    value = chance.choice((b"\0", b"\xff", b"\x7f"))
    content[start : start + 4] = value * len(content[start : start + 4])


def renumber(content: bytearray, chance: random.Random) -> None:
    """Put an odd number where a number stands; where none does, flip."""
    numbers = [match.span() for match in re.finditer(rb"\d+(\.\d+)?", content)]
    if numbers:
        start, end = chance.choice(numbers)
        content[start:end] = chance.choice(ODD_NUMBERS)
    else:
        flip(content, chance)


def swap(content: bytearray, chance: random.Random) -> None:
    """Let two pieces change places."""
    first, second, third = sorted(chance.randrange(len(content)) for _ in range(3))
    content[first:third] = content[second:third] + content[first:second]


MUTATIONS: tuple[Callable[[bytearray, random.Random], None], ...] = (flip, cut, repeat, overwrite, renumber, swap)


def mutate(whole: bytes, seed: str) -> bytes:
    """Return a file that is changed in one way, or in two; the same for the same seed."""
    chance, content = random.Random(seed), bytearray(whole)
    for _ in range(chance.choice((1, 1, 2))):
        if content:
            chance.choice(MUTATIONS)(content, chance)
    return bytes(content)


@dataclass(frozen=True)
class Subject:
    """A good file, and what reads it; that asserts what a sound result is and returns what a person would be told."""

    content: bytes
    read: Callable[[bytes, Path], str]


def subject_of(name: str, folder: Path) -> Subject:
    if name in TRANSCRIPTS:
        convention, text = ("tei", LETTER) if name.endswith(".xml") else ("markdown", PROSE)
        return Subject(text.encode(), lambda content, _: _read_transcript(name, content, convention))
    (case,) = (case for case in CASES if case.name == name)
    if name in PAGE_FILES:
        return Subject(case.write(folder).read_bytes(), lambda content, _: _read_page_file(name, content))
    source = ScanSource(name, str(folder / name), case.frame, case.frames)
    return Subject(case.write(folder).read_bytes(), lambda content, path: _read_scan(source, content, path))


def _read_scan(source: ScanSource, content: bytes, folder: Path) -> str:
    (folder / source.path).write_bytes(content)
    opened = open_scan(source, LIMITS)
    grey = to_grey(opened.image)
    assert grey.mode == "L"
    assert grey.size == (opened.scan.width, opened.scan.height)
    assert grey.width * grey.height <= LIMITS.megapixels * 1e6
    assert opened.scan.dpi is None or 1 <= opened.scan.dpi <= 10_000
    return "".join(opened.scan.notes)


def _read_page_file(name: str, content: bytes) -> str:
    pages = read_page_file(content, name)
    for page in pages:
        for word in page.words:
            assert word.confidence is None or 0 <= word.confidence <= 1
            assert word.box is None or (0 <= word.box.left <= word.box.right and 0 <= word.box.top <= word.box.bottom)
        assert math.isfinite(page.width + page.height)
    return "".join(note for page in pages for note in page.notes)


def _read_transcript(name: str, content: bytes, convention: str) -> str:
    transcript = read_transcript(name, content, convention)
    assert "".join(token.raw for token in transcript.tokens).encode(transcript.encoding) == content
    return "".join(transcript.warnings)


def try_rounds(name: str, rounds: int, complaints: Path) -> None:
    """Try the mutations of one file; write what went wrong, if anything did."""
    warnings.simplefilter("ignore")  # Pillow speaks of odd metadata by warnings
    with tempfile.TemporaryDirectory() as folder:
        subject = subject_of(name, Path(folder))
        for number in range(rounds):
            seed = f"{name} {number}"
            before = time.process_time()
            complaints.write_text(f"{seed}: the process died", encoding="utf-8")
            try:
                told = _told(subject, mutate(subject.content, seed), Path(folder))
                assert told is None or (told and told == show_name(told)), told
            except Exception:
                complaints.write_text(f"{seed}:\n{traceback.format_exc()}", encoding="utf-8")
                return
            if time.process_time() - before > SECONDS:
                complaints.write_text(f"{seed}: took {time.process_time() - before:.1f} s", encoding="utf-8")
                return
    complaints.unlink()


def _told(subject: Subject, content: bytes, folder: Path) -> str | None:
    """Return why a file is refused, or what else is said of it; None where nothing has to be said."""
    try:
        return subject.read(content, folder) or None
    except InputError as error:
        return str(error)


def complaint(name: str, rounds: int, folder: Path) -> str:
    """Try them in a process with little memory and time; return what went wrong, "" for nothing."""
    told = folder / "complaint.txt"
    process = _SERVER.Process(target=_limited, args=(name, rounds, told))
    process.start()
    process.join()
    return told.read_text(encoding="utf-8") if told.exists() else "" if process.exitcode == 0 else f"{name}: died"


def _limited(name: str, rounds: int, told: Path) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # libtiff tells there what it thinks of each file
    seconds = int(60 + rounds * SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (LITTLE_MEMORY, LITTLE_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try_rounds(name, rounds, told)


_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(["tests.corpus.test_scans_of_corpus", "pipeline.ocr.files.reading"])


def main(rounds: int, names: list[str]) -> int:
    failed = 0
    for name in names or NAMES:
        with tempfile.TemporaryDirectory() as folder:
            wrong = complaint(name, rounds, Path(folder))
        failed += bool(wrong)
        sys.stdout.write(f"{name}: {wrong or f'{rounds} rounds, seeds 0–{rounds - 1}: each was read or refused'}\n")
        sys.stdout.flush()
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
