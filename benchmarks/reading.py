"""How well and how dearly pages are read: the usual call, one pass, and as many passes as a page needs.

    python benchmarks/reading.py --data FOLDER [--sets loc_typed loc_books] [--pages]

``FOLDER`` has a folder for each set, with ``pages/`` and ``ref/``, or is one of forged sets (``python -m tests.forge
set``), with ``scans/`` and ``truth/``. On each page, one after the other:

usual     pytesseract.image_to_data on the opened scan, no resolution given (with one thread: what is read is the same)
one pass  the page prepared by this program, read once
by need   and again, otherwise prepared or without a layout, where what was read is doubtful: what a run does

Character error rates over the summed lengths of a set, white space collapsed: ``CER`` in reading order, all that the
page has beyond the reference counted as errors (a stamp, handwriting read as noise); ``free`` the same with blocks in
any order; ``type`` of the typed and printed lines (in forged sets: words) alone, by their place, where a set knows that
(``line_types/``, ``gt_alto/``, ``truth/``). CPU seconds a page, with all child processes. Every other page of a real
set served to choose the thresholds of ``pipeline.ocr.passes``; ``--half`` shows one half.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytesseract
from cpu import cpu_seconds
from labelled import BODY, alto_lines
from PIL import Image
from rapidfuzz.distance import Levenshtein

from pipeline.alignment.aligning import align_texts
from pipeline.images.opening import open_scan
from pipeline.images.picture import grey_picture
from pipeline.model.alignment import Relation
from pipeline.model.geometry import Box
from pipeline.model.page import EngineInfo, Page
from pipeline.model.scan import ScanSource
from pipeline.ocr.engine import Engine
from pipeline.ocr.lookup import find_tesseract
from pipeline.ocr.tesseract import TesseractSettings, open_in_passes, open_tesseract
from pipeline.ocr.tsv import parse_tsv

SUFFIXES = (".jpg", ".png", ".tif")
OF_TYPE = ("Typewritten", "Print")
WAYS = ("usual", "one pass", "by need")
SYLLABICS = str.maketrans("ᗅᗞᑕ", "ADC")
"""Signs that the references of 1905 use for some small capitals, and what they stand for."""


@dataclass(frozen=True, slots=True)
class TrueLine:
    """A typed or printed line, where it stands and what it says."""

    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class Tested:
    """A page of a set."""

    name: str
    path: Path
    reference: str
    lines: tuple[TrueLine, ...]
    """None of them where the set does not know its lines."""


@dataclass(frozen=True, slots=True)
class Errors:
    """What was wrong on pages, over what they should say, in characters."""

    in_order: int = 0
    order_free: int = 0
    length: int = 0
    of_type: int = 0
    type_length: int = 0
    cpu: float = 0.0
    pages: int = 0

    def __add__(self, other: Errors) -> Errors:
        return Errors(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def cells(self) -> str:
        """The rates in per cent, and the CPU seconds of a page."""
        rates = ((self.in_order, self.length), (self.order_free, self.length), (self.of_type, self.type_length))
        shown = [f"{100 * errors / length:6.2f}" if length else "     –" for errors, length in rates]
        return f" {' '.join(shown)} {self.cpu / self.pages:5.2f}"


def pages_of(folder: Path) -> Iterator[Tested]:
    """Yield the pages of a set that have a reference, or all of a forged set."""
    for path in sorted((folder / "scans").glob("*")):
        words = json.loads((folder / "truth" / f"{path.stem}.json").read_text(encoding="utf-8"))["words"]
        body = [word for word in words if word["kind"] in BODY and not word["struck"]]
        yield Tested(path.stem, path, "", tuple(TrueLine(Box(*word["box"]), word["text"]) for word in body))
    for path in sorted((folder / "pages").glob("*")):
        reference = folder / "ref" / f"{path.stem}.txt"
        if path.suffix.lower() in SUFFIXES and reference.exists():
            yield Tested(path.stem, path, reference.read_text(encoding="utf-8-sig"), lines_of(folder, path.stem))


def is_set(folder: Path) -> bool:
    """Say whether ``folder`` has pages and what they say."""
    return any((folder / name).is_dir() for name in ("ref", "truth"))


def lines_of(folder: Path, name: str) -> tuple[TrueLine, ...]:
    """Return the typed and printed lines of a page, as far as the set knows them."""
    types, alto = folder / "line_types" / f"{name}.tsv", folder / "gt_alto" / f"{name}.xml"
    if types.exists():
        with types.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file, delimiter="\t") if row["type"] in OF_TYPE]
        return tuple(TrueLine(_box(row), row["text"]) for row in rows)
    return tuple(TrueLine(box, text) for box, text in alto_lines(alto)) if alto.exists() else ()


def _box(row: dict[str, str]) -> Box:
    left, top, width, height = (int(row[name]) for name in ("hpos", "vpos", "width", "height"))
    return Box(left, top, left + width, top + height)


def compare(page: Page, tested: Tested, cpu: float) -> Errors:
    """Count what is wrong on a page as it was read."""
    reference, ocr = collapsed(tested.reference), collapsed(page.text)
    in_order = Levenshtein.distance(reference, ocr)
    blocks = align_texts(reference, ocr)
    free = sum(len(block.ocr) if block.relation is Relation.REPEATED else block.cost for block in blocks)
    said = [collapsed(line.text) for line in tested.lines]
    of_type = sum(map(Levenshtein.distance, said, words_by_line(tested.lines, page)))
    type_length = sum(map(len, said))
    return Errors(in_order, min(free, in_order), len(reference), of_type, type_length, cpu, 1)


def words_by_line(lines: Sequence[TrueLine], page: Page) -> list[str]:
    """Return for each line the words whose middle lies within its box, from left to right.

    Where boxes overlap a word belongs to the line whose middle is nearest.
    """
    words: list[list[tuple[int, str]]] = [[] for _ in lines]
    for word in page.words:
        if word.box is None:
            continue
        across, down = (word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2
        near = [
            (abs(down - (line.box.top + line.box.bottom) / 2), number)
            for number, line in enumerate(lines)
            if line.box.left <= across < line.box.right and line.box.top <= down < line.box.bottom
        ]
        if near:
            words[min(near)[1]].append((word.box.left, word.text))
    return [" ".join(text for _, text in sorted(each)) for each in words]


def collapsed(text: str) -> str:
    """Return ``text`` with each run of white space as one space, and ``SYLLABICS`` as letters."""
    return " ".join(text.translate(SYLLABICS).split())


def usual(path: Path, program: str, info: EngineInfo) -> Page:
    """Read as the usual call does, with the ``program`` that the other ways use."""
    pytesseract.pytesseract.tesseract_cmd = program
    return parse_tsv(pytesseract.image_to_data(Image.open(path)).encode(), info, 300)


def prepared(path: Path, engine: Engine) -> Page:
    """Read as this program does, without looking closer."""
    return engine.read(grey_picture(open_scan(ScanSource(path.name, str(path)))))


def measured(read: Callable[[], Page], tested: Tested) -> Errors:
    """Read a page, and return what is wrong on it and what that cost."""
    begin = cpu_seconds()
    page = read()
    return compare(page, tested, cpu_seconds() - begin)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of sets")
    parser.add_argument("--sets", nargs="+", help="names of those to read; all that have pages and references else")
    parser.add_argument("--half", choices=("even", "odd"), help="every other page only")
    parser.add_argument("--pages", action="store_true", help="a line for each page, too")
    options = parser.parse_args()
    os.environ["OMP_THREAD_LIMIT"] = "1"
    found = find_tesseract(None, "eng")
    os.environ["TESSDATA_PREFIX"] = found.tessdata
    tesseract = open_tesseract(found, TesseractSettings())
    one, by_need = open_in_passes(tesseract, second_pass=False), open_in_passes(tesseract)
    names = options.sets or sorted(path.name for path in options.data.iterdir() if is_set(path))
    print(f"{'':34}" + "".join(f"{way:>28}" for way in WAYS))
    print(f"{'':34}" + f"{'CER':>9} {'free':>6} {'type':>6} {'CPU':>4}" * len(WAYS))
    for name in names:
        sums = [Errors()] * len(WAYS)
        tested = list(pages_of(options.data / name))
        start = {"even": 0, "odd": 1}.get(options.half, 0)
        for page in tested[start :: 2 if options.half else 1]:
            ways: tuple[Callable[[], Page], ...] = (
                lambda page=page: usual(page.path, found.path, tesseract.info),
                lambda page=page: prepared(page.path, one),
                lambda page=page: prepared(page.path, by_need),
            )
            counted = [measured(way, page) for way in ways]
            sums = [total + each for total, each in zip(sums, counted, strict=True)]
            if options.pages:
                print(f"    {page.name[:30]:30}" + "".join(each.cells for each in counted), flush=True)
        if tested:
            print(f"{name} ({sums[0].pages})".ljust(34) + "".join(each.cells for each in sums), flush=True)


if __name__ == "__main__":
    main()
