"""What the closer look finds on pages of which it is known: stamps, hands, struck words, blanks, and false marks.

    python benchmarks/detectors.py --data FOLDER --forged FOLDER [--engine] [--draw FOLDER]

Shown on the forged sets whose names begin with ``test`` and ``busy_test``, which share neither text nor typeface nor
hand with those the models were fitted on, on the despatches, and on the pages of ``seen_by_eye.tsv``: those that were
fitted on are told apart. Struck words have a benchmark of their own, ``strikes.py``. ``--engine`` also reads stamps in
their own direction; ``--draw`` writes the pages with their marks.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cpu import cpu_seconds
from drawing import draw
from fit_detectors import DESPATCH, foreign_cases
from labelled import Labelled, Library, Truth, is_body, struck_means
from logistic import auroc, recall_at

from pipeline.model.geometry import Box
from pipeline.model.page import InkKind, Page, Patch
from pipeline.ocr.detectors.logistic import probabilities
from pipeline.ocr.detectors.looking import look_closer
from pipeline.ocr.detectors.weights import FOREIGN_WEIGHTS
from pipeline.ocr.detectors.words import FOREIGN
from pipeline.ocr.engine import SheetEngine

COVERED = 0.3
"""Of a true thing's box, that marks must cover for it to count as marked."""
RIGHT_KINDS = {
    "stamp": (InkKind.STAMP, InkKind.FILE_NUMBER),
    "file_number": (InkKind.FILE_NUMBER, InkKind.STAMP),
    "form": (InkKind.STAMP,),
    "handwriting": (InkKind.HAND, InkKind.SIGNATURE),
    "signature": (InkKind.HAND, InkKind.SIGNATURE),
    "initials": (InkKind.HAND, InkKind.SIGNATURE),
    "letterhead": (InkKind.PRINT,),
    "print": (InkKind.PRINT,),
    "seal": (InkKind.PRINT, InkKind.STAMP),
    "blank": (InkKind.BLANK,),
    "stamp's blank": (InkKind.BLANK,),
}
MARKS = (InkKind.STAMP, InkKind.HAND, InkKind.SIGNATURE, InkKind.FILE_NUMBER, InkKind.UNKNOWN)
"""Patches that ask for a person's eye."""


@dataclass
class Tally:
    """Counts over several pages."""

    pages: int = 0
    seconds: float = 0.0
    there: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)
    """By a mark of whatever kind."""
    right: Counter[str] = field(default_factory=Counter)
    """By a mark of the right kind."""
    patches: Counter[str] = field(default_factory=Counter)
    on_paper: int = 0
    """Marks where there is nothing."""
    no_blanks: int = 0
    """Blanks said to be where there is none; to be believed on forged pages only."""
    on_body: int = 0
    """Marks on typed text alone."""
    body: int = 0
    body_wrong: int = 0
    """Words of the body that were said to be something else."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--forged", type=Path, required=True)
    parser.add_argument("--cache")
    parser.add_argument("--engine", action="store_true")
    parser.add_argument("--draw", type=Path)
    given = parser.parse_args()
    library = Library(given.cache)
    engine = library.engine.engine if given.engine else None
    for prefix in ("test", "busy_test"):
        forged = list(library.forged(given.forged, prefix))
        for name in sorted({page.name.split("/")[0] for page in forged}):
            _show(name, [page for page in forged if page.name.startswith(f"{name}/")], engine, given.draw)
        if forged:
            _show(f"forged, all {prefix}", forged, None, None)
    despatches = list(library.despatches(given.data))
    fitted = [page for page in despatches if page.name.startswith(DESPATCH)]
    others = [page for page in despatches if not page.name.startswith(DESPATCH)]
    _show(f"despatches, fitted on ({DESPATCH})", fitted, engine, given.draw)
    _show("despatches, the others", others, engine, given.draw)
    for name in ("loc_typed", "ehri_testimony", "loc_forms", "stanford_1905"):
        for fitted in (True, False):
            pages = [page for page in library.seen_by_eye(given.data, fitted=fitted) if page.name.startswith(name)]
            if pages:
                _show(f"{name}, seen by eye, {'fitted on' if fitted else 'the others'}", pages, engine, given.draw)
    _show_line_types(library, given.data / "stanford_1905", given.draw)


def _show(title: str, pages: Sequence[Labelled], engine: SheetEngine | None, folder: Path | None) -> None:
    tally = Tally()
    for page in pages:
        start = cpu_seconds()
        seen = look_closer(page.picture, page.page, engine, page.chroma)
        tally.seconds += cpu_seconds() - start
        _count(tally, page, seen)
        if folder:
            draw(page, seen, folder)
    print(f"\n{title}: {tally.pages} pages, {tally.seconds / tally.pages:.2f} CPU s a page")
    if not pages[0].is_seen_by_eye:
        _show_words(pages)
    for kind in sorted(tally.there):
        of, marked, right = tally.there[kind], tally.marked[kind], tally.right[kind]
        print(f"  {kind:14} {of:4}  marked {marked / of:4.2f}  with the right kind {right / of:4.2f}")
    pages_seen = tally.pages
    print(f"  patches a page: {', '.join(f'{kind} {n / pages_seen:.1f}' for kind, n in sorted(tally.patches.items()))}")
    on_paper, on_body = tally.on_paper / pages_seen, tally.on_body / pages_seen
    print(f"  marks on empty paper {on_paper:.2f}, on typed text {on_body:.2f} a page")
    if pages[0].is_forged:
        print(f"  blanks where there is none {tally.no_blanks / pages_seen:.2f} a page")
    print(f"  words of the body said to be something else: {tally.body_wrong} of {tally.body}")


def _show_words(pages: Sequence[Labelled]) -> None:
    table, truth = foreign_cases(pages)
    scores = probabilities(FOREIGN, table, FOREIGN_WEIGHTS)
    recalls = ", ".join(f"{recall_at(scores, truth, precision):.2f} at {precision}" for precision in (0.9, 0.8, 0.7))
    print(
        f"  body or not: AUROC {auroc(scores, truth):.4f}, recall {recalls} ({int(truth.sum())} of {len(truth)} words)"
    )


def _count(tally: Tally, page: Labelled, seen: Page) -> None:
    tally.pages += 1
    tally.patches.update(patch.kind.value for patch in seen.patches)
    blanks = _blanks(page)
    tally.no_blanks += sum(
        patch.kind is InkKind.BLANK and not any(blank.box.overlap(patch.box) for blank in blanks)
        for patch in seen.patches
    )
    for truth in (*(group for group in page.groups if group.kind != "blank"), *blanks):
        kinds = RIGHT_KINDS.get(truth.kind)
        if kinds:
            tally.there[truth.kind] += 1
            tally.marked[truth.kind] += _is_covered(truth, seen.patches, tuple(InkKind))
            tally.right[truth.kind] += _is_covered(truth, seen.patches, kinds)
    known: list[Truth] = [*page.truths, *page.groups]
    for patch in seen.patches:
        if patch.kind in MARKS:
            under = [truth for truth in known if truth.box.overlap(patch.box)]
            tally.on_paper += not under
            tally.on_body += bool(under) and all(
                truth.kind in ("body", "typed_header", "file-number") for truth in under
            )
    for word, before in zip(seen.words, page.page.words, strict=True):
        if is_body(before, page) and not struck_means(before, page):
            tally.body += 1
            tally.body_wrong += word.ink not in (InkKind.BODY, InkKind.FILE_NUMBER, InkKind.BLANK)


def _blanks(page: Labelled) -> list[Truth]:
    """Return the blanks of a page; those within a stamp, often turned with it, under a name of their own."""
    stamps = [group.box for group in page.groups if group.kind == "stamp"]
    return [
        replace(truth, kind="stamp's blank") if any(box.overlap(truth.box) for box in stamps) else truth
        for truth in page.truths
        if truth.kind == "blank"
    ]


def _is_covered(truth: Truth, patches: Iterable[Patch], kinds: tuple[InkKind, ...]) -> bool:
    boxes = [patch.box for patch in patches if patch.kind in kinds]
    return sum(truth.box.overlap(box) for box in boxes) >= COVERED * max(truth.box.area, 1)


def _show_line_types(library: Library, folder: Path, drawn: Path | None) -> None:
    """Show what became of the lines of letters of 1905, of which it is known whether they are typed."""
    there: Counter[str] = Counter()
    found: dict[str, Counter[str]] = {}
    for page in library.pages(folder / "pages"):
        seen = look_closer(page.picture, page.page, None, page.chroma)
        if drawn:
            draw(page, seen, drawn)
        with (folder / "line_types" / f"{page.name}.tsv").open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
                left, top, width, height = (int(float(row[side])) for side in ("hpos", "vpos", "width", "height"))
                box, kind = Box(left, top, left + width, top + height), row["type"].split(":")[-1]
                there[kind] += 1
                found.setdefault(kind, Counter())[_seen_as(box, seen)] += 1
    print("\nstanford_1905, lines and what they were taken for")
    for kind, number in sorted(there.items()):
        print(f"  {kind:14} {number:4}  {', '.join(f'{name} {n}' for name, n in found[kind].most_common())}")


def _seen_as(box: Box, seen: Page) -> str:
    """Return what covers most of a line: a kind of patch, else what most of its words are, else nothing."""
    shares = Counter[str]()
    for patch in seen.patches:
        shares[patch.kind.value] += patch.box.overlap(box)
    if shares and max(shares.values()) >= COVERED * box.area:
        return shares.most_common(1)[0][0]
    words = Counter(word.ink.value for word in seen.words if word.box and word.box.overlap(box) > word.box.area / 2)
    return words.most_common(1)[0][0] if words else "nothing"


if __name__ == "__main__":
    main()
