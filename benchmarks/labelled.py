"""Pages of which it is known what each word and each patch of ink is: forged ones, and the typed despatches.

Forged sets lie side by side in one folder, those to fit on under names that begin with ``train``, those to show on
under ``test``; ``docs/detectors.md`` has the lines that make them.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from fit_suggestions import without_known_errors
from lxml import etree

from pipeline.alignment.aligning import align_page
from pipeline.flow.reading import Reader
from pipeline.images.chroma import Chroma, chroma_of
from pipeline.images.limits import Limits
from pipeline.images.opening import open_scan
from pipeline.images.picture import grey_picture
from pipeline.model.geometry import Box, surround
from pipeline.model.page import InkKind, Page, Word
from pipeline.model.picture import GreyPicture
from pipeline.model.scan import ScanSource
from pipeline.ocr.lookup import find_tesseract
from pipeline.ocr.tesseract import TesseractSettings, open_in_passes, open_tesseract
from pipeline.store.cache import open_cache
from pipeline.text.normalization import as_typed
from pipeline.transcripts.reading import read_transcript

PICTURES = (".jpg", ".png")
BODY = (InkKind.BODY, InkKind.FILE_NUMBER)
MARKED = re.compile(r"[\[\]⟦⟧\u1400-\u167f]")
"""Marks of transcribers; stanford_1905 writes small capitals with letters of another script."""

SEEN_BY_EYE = Path(__file__).with_name("seen_by_eye.tsv")
"""Set, page, kind and sides of what was seen, in thousandths of the page's width and height, to about ten of them."""
DESPATCHES, SHOWN = "us_despatches", "stanford_1905"
SURELY_READ = 0.6
"""Confidence from which a word on such a page stands there in type or print."""


def fitting_arguments(about: str | None, models: tuple[str, ...] = ()) -> argparse.Namespace:
    """Return what a script that fits models was given: ``data``, ``forged``, ``cache``, and whether to ``write``.

    Where it fits several, ``models`` are those to fit; the others stay as they are.
    """
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--forged", type=Path, required=True)
    parser.add_argument("--cache")
    parser.add_argument("--write", action="store_true")
    if models:
        parser.add_argument("--models", nargs="+", choices=models, default=models)
    return parser.parse_args()


@dataclass(frozen=True, slots=True)
class Truth:
    """A thing that stands on a page: a word, a line of the body, or a whole stamp or note."""

    kind: str
    box: Box
    text: str = ""
    struck: str = ""
    angle: int = 0


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page as it was read, before anybody looked closer, and what is known of it."""

    name: str
    picture: GreyPicture
    chroma: Chroma | None
    page: Page
    truths: tuple[Truth, ...] = ()
    """Forged pages: the words. Despatches: the lines of the body."""
    groups: tuple[Truth, ...] = ()
    """Stamps, notes, initials and the like, each as a whole."""
    is_forged: bool = False
    is_seen_by_eye: bool = False
    """Its things were entered by eye and its words are known only where they were surely read."""


class Library:
    """Reads pages with Tesseract as a run does, but without the closer look; keeps what was read for the next time."""

    def __init__(self, cache: str | None = None) -> None:
        settings = TesseractSettings(languages="eng", psm=3, seconds=60.0)
        self.engine = open_in_passes(open_tesseract(find_tesseract(None, "eng"), settings))
        self._reader = Reader(self.engine, open_cache(cache), Limits())

    @property
    def reads_with(self) -> str:
        """The engine and its version, for those who read what was fitted."""
        return f"Tesseract {self.engine.info.version}"

    def pages(self, folder: Path) -> Iterator[Labelled]:
        """Yield each page image in ``folder``."""
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in PICTURES:
                source = ScanSource(path.name, str(path))
                page, opened = self._reader.read(source).page, open_scan(source)
                assert page is not None, path
                yield Labelled(path.stem, grey_picture(opened), chroma_of(opened), page)

    def forged(self, sets: Path, prefix: str) -> Iterator[Labelled]:
        """Yield the pages of the forged sets whose names begin with ``prefix``."""
        for folder in sorted(sets.glob(f"{prefix}*")):
            for page in self.pages(folder / "scans"):
                yield _with_truth(page, folder)

    def despatches(self, data: Path) -> Iterator[Labelled]:
        """Yield the despatches, with the stamps and notes that were entered by eye on them.

        Those of the first pages came with the scans, those of the others stand in ``seen_by_eye.tsv``.
        """
        root, rest = data / DESPATCHES, _seen_by_eye()
        for page in self.pages(root / "pages"):
            lines = alto_lines(root / "gt_alto" / f"{page.name}.xml")
            extras = root / "extras" / f"{page.name}.json"
            items = json.loads(extras.read_text(encoding="utf-8"))["items"] if extras.exists() else []
            groups = tuple(
                Truth(item["kind"], Box(*item["bbox"]), item["text"], "", item["rotation"]) for item in items
            )
            groups += tuple(_truth_of(row, page.picture) for row in rest[DESPATCHES, page.name])
            body = tuple(Truth("body", box) for box, _ in lines)
            yield Labelled(page.name, page.picture, page.chroma, page.page, body, groups)

    def seen_by_eye(self, data: Path, *, fitted: bool) -> Iterator[Labelled]:
        """Yield real pages whose stamps, notes and print were entered by eye in ``seen_by_eye.tsv``.

        Every other page of each set is to be fitted on, the rest is to be shown; stanford_1905 is only shown. The
        despatches, of which there is another list, are left out.
        """
        items = _seen_by_eye()
        for name in dict.fromkeys(name for name, _ in items if name != DESPATCHES):
            pages = list(self.pages(data / name / "pages"))
            first = set() if name == SHOWN else {page.name for page in pages[::2]}
            for page in pages:
                if (name, page.name) in items and (page.name in first) == fitted:
                    yield _with_items(page, name, items[name, page.name])


def _seen_by_eye() -> dict[tuple[str, str], list[dict[str, str]]]:
    """Return the rows of the table by set and page."""
    items: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    with SEEN_BY_EYE.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            items[row["set"], row["page"]].append(row)
    return items


def _with_items(page: Labelled, name: str, rows: list[dict[str, str]]) -> Labelled:
    """Return a page with what was seen on it, and with its text: where it stands, and what was surely read."""
    seen = [_truth_of(row, page.picture) for row in rows]
    groups = tuple(truth for truth in seen if truth.kind not in ("body", "nothing"))
    text = [truth for truth in seen if truth.kind == "body"]
    clear = [word.box for word in page.page.words if word.box and (word.confidence or 0.0) >= SURELY_READ]
    free = [box for box in clear if not any(group.box.overlap(box) for group in groups)]
    return replace(
        page,
        name=f"{name}/{page.name}",
        truths=(*text, *(Truth("body", box) for box in free)),
        groups=groups,
        is_seen_by_eye=True,
    )


def _truth_of(row: dict[str, str], picture: GreyPicture) -> Truth:
    """Return a thing of the table, whose sides are in thousandths of the page."""
    sides = [int(row[side]) for side in ("left", "top", "right", "bottom")]
    lengths = (picture.width, picture.height) * 2
    box = Box(*(round(side * length / 1000) for side, length in zip(sides, lengths, strict=True)))
    return Truth(row["kind"], box)


def _with_truth(page: Labelled, folder: Path) -> Labelled:
    listed = json.loads((folder / "truth" / f"{page.name}.json").read_text(encoding="utf-8"))["words"]
    words = tuple(Truth(each["kind"], Box(*each["box"]), each["text"], each["struck"]) for each in listed)
    by_group: dict[tuple[int, str], list[Box]] = {}
    for each, word in zip(listed, words, strict=True):
        by_group.setdefault((each["group"], word.kind), []).append(word.box)
    groups = tuple(Truth(kind, surround(boxes)) for (_, kind), boxes in sorted(by_group.items()))
    name = f"{folder.name}/{page.name}"
    return Labelled(name, page.picture, page.chroma, page.page, words, groups, is_forged=True)


def alto_lines(path: Path) -> list[tuple[Box, str]]:
    """Return the lines of a page in ALTO, with what they say."""
    lines = []
    for line in etree.parse(path).iter("{*}TextLine"):
        left, top, width, height = (int(float(line.get(name, "0"))) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
        text = " ".join(string.get("CONTENT", "") for string in line.iter("{*}String"))
        lines.append((Box(left, top, left + width, top + height), text))
    return lines


def true_word(word: Word, page: Labelled) -> Truth | None:
    """Return what truly stands where the engine read ``word`` on a forged page; None where there is nothing."""
    if word.box is None:
        return None
    shared = [(word.box.overlap(truth.box), truth) for truth in page.truths]
    best, truth = max(shared, key=lambda each: each[0])
    return truth if best > 0.3 * min(word.box.area, truth.box.area) else None


def is_body(word: Word, page: Labelled) -> bool | None:
    """Say whether a word is of the body; None where nobody knows (typed headings of a despatch)."""
    box = word.box
    if box is None:
        return None
    if page.is_forged:
        truth = true_word(word, page)
        return truth is not None and truth.kind in BODY
    if any(group.kind == "typed_header" and group.box.overlap(box) > box.area / 2 for group in page.groups):
        return None
    return any(truth.box.overlap(box) > box.area / 2 for truth in page.truths)


def struck_means(word: Word, page: Labelled) -> str:
    """Return by what means a word within ``word`` was struck out on a forged page; "" where none was."""
    box = word.box
    found = (
        truth.struck
        for truth in page.truths
        if truth.struck and truth.kind == "body" and box and box.overlap(truth.box) > 0.4 * truth.box.area
    )
    return next(found, "")


def right_on_forged(page: Labelled) -> list[bool | None]:
    """Say of each word whether it says what stands there; None where that is no word of the body."""
    known: list[bool | None] = []
    for word in page.page.words:
        truth = true_word(word, page)
        counts = truth is not None and truth.kind in BODY and not truth.struck
        known.append(truth is not None and truth.text == word.text if counts else None)
    return known


def right_by_reference(page: Page, folder: Path, name: str) -> list[bool | None]:
    """Say of each word of a real page whether its reference, its known errors mended, has it, too.

    None, for nobody knows: words beside which the reference has nothing (stamps, letterheads, and what it leaves out),
    and those beside which it marks something as unsure, inserted or struck.
    """
    text = (folder / "ref" / f"{name}.txt").read_text(encoding="utf-8-sig")
    text = without_known_errors(folder, name, text)
    pairs = align_page(read_transcript(name, text.encode(), "plain").tokens, page).pairs
    verdicts = {
        id(word): _says_the_same(pair.reference_text, pair.ocr_text)
        for pair in pairs
        if pair.tokens and not MARKED.search(pair.reference_text)
        for word in pair.words
    }
    return [verdicts.get(id(word)) for word in page.words]


def _says_the_same(reference: str, ocr: str) -> bool:
    """Compare letters and signs: how words are parted at the end of a line, and the white beside signs, say nothing."""
    return _unspaced(reference) in (_unspaced(ocr), _unspaced(ocr.replace("-\n", "")))


def _unspaced(text: str) -> str:
    return re.sub(r"\s*([^\w\s])\s*", r"\1", as_typed(text))
