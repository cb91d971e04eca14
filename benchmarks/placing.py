"""Measures how well pages find their stretch in a transcript without page breaks.

    python benchmarks/placing.py --prose TEXT [--pages 300] [--rates 0.02 0.2 0.4] [--seeds 1]
    python benchmarks/placing.py --data FOLDER

With ``--prose``: a book is cut from a plain text and read with noise; running heads and page numbers on every page, a
stamp on every fifth, 4 % of the pages missing, 3 % foreign, 1.5 % scanned twice, and two exchanged. With ``--data``:
the real documents and books of the data folder (``us_despatches``, ``whole_books``).
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from noisy_text import NoisyLine, NoisyWord, read_noisily
from replay import page_of_lines, plain_transcript, read_tsv

from pipeline.alignment.placing import place_pages
from pipeline.model.geometry import Span
from pipeline.model.page import Page
from pipeline.model.placement import PlacementStatus
from pipeline.transcripts.reading import read_transcript

STAMP = "RECEIVED CENTRAL LIBRARY 14 MAR 1931"
FOUND = (PlacementStatus.LOCATED, PlacementStatus.OUT_OF_ORDER, PlacementStatus.DUPLICATE)


@dataclass(frozen=True, slots=True)
class Book:
    """A transcript, its scanned pages, and where each of them truly lies (None: on no page of it)."""

    text: str
    pages: tuple[Page, ...]
    truth: tuple[Span | None, ...]


def make_book(words: Sequence[str], pages: int, rate: float, rng: random.Random) -> Book:
    """Return a book of 1,400 to 2,600 characters a page, as it is scanned in practice."""
    spans: list[Span] = []
    cut: list[list[tuple[int, str]]] = []
    index = offset = 0
    for _ in range(pages):
        wanted, page, start = rng.randint(1400, 2600), [], offset
        while offset - start < wanted:
            page.append((index, words[index]))
            offset += len(words[index]) + 1
            index += 1
        cut.append(page)
        spans.append(Span(start, offset - 1))
    foreign = words[index + 20_000 :]
    scans: list[tuple[list[tuple[int, str]], Span | None]] = [
        (page, span) for page, span in zip(cut, spans, strict=True) if rng.random() >= 0.04
    ]
    swap = rng.randrange(len(scans) - 3)
    scans[swap], scans[swap + 2] = scans[swap + 2], scans[swap]
    for _ in range(max(1, round(0.03 * pages))):
        start = rng.randrange(len(foreign) - 400)
        scans.insert(rng.randrange(len(scans)), ([(-1, word) for word in foreign[start : start + 330]], None))
    for _ in range(max(1, round(0.015 * pages))):
        twice = rng.randrange(len(scans))
        scans.insert(twice + 1, scans[twice])
    read = [_scan(number, page, rate, rng) for number, (page, _) in enumerate(scans)]
    return Book(" ".join(words[:index]), tuple(read), tuple(span for _, span in scans))


def _scan(number: int, words: Sequence[tuple[int, str]], rate: float, rng: random.Random) -> Page:
    lines = list(read_noisily(words, rate, rng).lines)
    head = f"{number + 1} A HISTORY OF THE COUNTY AND ITS PEOPLE"
    lines[:0] = read_noisily([(-1, word) for word in head.split()], rate, rng).lines
    if number % 5 == 0:
        stamp = NoisyLine(tuple(NoisyWord(word, ()) for word in STAMP.split()))
        lines.insert(rng.randrange(len(lines)), stamp)
    return page_of_lines([line.text for line in lines])


def measure(book: Book) -> None:
    """Print how many pages were found, how well their ends fit, and what was wrongly accepted."""
    started = time.process_time()
    placement = place_pages(book.pages, plain_transcript(book.text))
    seconds = time.process_time() - started
    own = foreign = wrong = fits = ends = close = 0
    for placed, truth in zip(placement.pages, book.truth, strict=True):
        if truth is None:
            foreign += 1
            wrong += placed.status in FOUND
            continue
        own += 1
        if placed.status not in FOUND:
            continue
        found = Span(placed.spans[0].start, placed.spans[0].end)
        both = found.overlap(truth)
        fits += both > 0.95 * (len(found) + len(truth) - both)
        misses = (abs(found.start - truth.start), abs(found.end - truth.end))
        ends += 2
        close += sum(miss <= 10 for miss in misses)
    print(
        f"{own} pages, IoU > .95: {fits}; ends within 10 characters: {close / max(1, ends):.1%}; "
        f"foreign accepted: {wrong}/{foreign}; {1000 * seconds / len(book.pages):.1f} ms a page"
    )


def show_despatches(folder: Path) -> None:
    """Print how well the typed despatches are cut: the first and last words of each page beside its own transcript."""
    for path in sorted((folder / "us_despatches" / "seed_style").glob("*.md")):
        transcript = read_transcript(path.name, path.read_bytes(), "markdown")
        scans = sorted((folder / "us_despatches" / "ocr" / "tesseract-5.3.0").glob(f"{path.stem}*.tsv"))
        placement = place_pages([read_tsv(scan) for scan in scans], transcript)
        for scan, placed in zip(scans, placement.pages, strict=True):
            own = set((folder / "us_despatches" / "ref" / f"{scan.stem}.txt").read_text(encoding="utf-8").split())
            text = " ".join(transcript.text[span.start : span.end] for span in placed.spans)
            share = len(own & set(text.split())) / len(own)
            print(f"  {scan.stem}: {placed.status}, {share:.1%} of its words, … {text[-40:]!r}")
        print(f"  {path.stem}: unplaced {[transcript.text[span.start : span.end] for span in placement.unplaced]}")


def show_books(folder: Path) -> None:
    """Print how much of three whole books finds its page."""
    for path in sorted((folder / "whole_books" / "ocr").glob("*.txt")):
        pages = re.split(r"<page \d+>", path.read_text(encoding="utf-8"))
        reference = (folder / "whole_books" / "ref" / path.name).read_text(encoding="utf-8")
        started = time.process_time()
        placement = place_pages([page_of_lines(page.splitlines()) for page in pages], plain_transcript(reference))
        seconds = time.process_time() - started
        long = [placed for page, placed in zip(pages, placement.pages, strict=True) if len(page.split()) >= 40]
        found = [placed for placed in long if placed.status in FOUND]
        scores = sorted(placed.score for placed in found)
        unplaced = sum(map(len, placement.unplaced))
        print(
            f"  {path.stem}: {len(pages)} pages, {len(long)} with 40 words or more, of these {len(found)} found, "
            f"similarity {scores[0]:.2f} to {scores[-1]:.2f}, median {scores[len(scores) // 2]:.2f}; "
            f"{unplaced:,} of {len(reference):,} characters on no page; {seconds:.1f} s",
            flush=True,
        )


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prose", type=Path, help="a plain text of at least a million characters")
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rates", type=float, nargs="*", default=[0.02, 0.1, 0.2, 0.3, 0.4])
    parser.add_argument("--seeds", type=int, nargs="*", default=[1])
    parser.add_argument("--skip", type=int, default=0, help="words of the text to leave out at its beginning")
    parser.add_argument("--data", type=Path, help="the folder with the real pages")
    options = parser.parse_args()
    if options.prose:
        words = options.prose.read_text(encoding="utf-8").split()[options.skip :]
        for rate in options.rates:
            for seed in options.seeds:
                print(f"{options.prose.stem}, {rate:.0%} errors, seed {seed}: ", end="", flush=True)
                measure(make_book(words, options.pages, rate, random.Random(seed)))
    if options.data:
        show_despatches(options.data)
        show_books(options.data)


if __name__ == "__main__":
    main()
