"""How fast transcripts are parsed, beside aligning the same pages, and how good the suggested marks are.

    python benchmarks/parsing.py --data DATA

DATA holds ``whole_books`` (speed), ``us_despatches`` and ``loc_typed`` (aligning), and ``us_despatches/extras`` and
``seed_memo/truth`` (what is no running text). Times are CPU seconds of one process, the best of three.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.alignment.aligning import align_page
from pipeline.alignment.placing import place_pages
from pipeline.model.page import EngineInfo
from pipeline.model.transcript import Mark, TokenKind, Transcript
from pipeline.ocr.tsv import parse_tsv
from pipeline.transcripts.reading import read_transcript
from pipeline.transcripts.suggesting import suggest_marks

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
ENGINE = EngineInfo("tesseract", "5.3.0", "eng")
FITTED = ("seed_memo", "DR-19390404-US")

KIND_OF_ITEM = {
    "stamp": ("stamp",),
    "print": ("stamp",),
    "initials": ("initials",),
    "handwriting": ("hand", "initials", "file-number"),
    "hand": ("hand", "initials", "file-number"),
    "file_number": ("file-number", "initials"),
    "form": ("stamp", "form-label"),
    "pageno": ("footer",),
    "container": ("file-number",),
}
"""What is listed on the page to the kinds that may be suggested for it: a number by hand is a file number as well."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    show_growth(data)
    show_share(data)
    show_suggestions(data)


def show_growth(data: Path) -> None:
    """Parse longer and longer pieces of a marked-up text; the exponent is between the first and the last size."""
    memo = (data / "seed_memo/seed_memo.md").read_text(encoding="utf-8")
    book = (data / "whole_books/ref/b2_clean.txt").read_text(encoding="utf-8")
    text = book + memo
    seconds = []
    for size in SIZES:
        content = (text * (size // len(text) + 1))[:size].encode("utf-8")
        seconds.append(_cpu(lambda content=content: read_transcript("book", content, "markdown"), rounds=3))
        print(f"{size:>10} characters  {seconds[-1]:8.3f} s  {seconds[-1] / size * 1e6:.2f} s a million")
    exponent = math.log(seconds[-1] / seconds[0]) / math.log(SIZES[-1] / SIZES[0])
    print(f"time grows with the length to the power of {exponent:.2f}\n")


def show_share(data: Path) -> None:
    """Parse and align the same text: whole documents with marks, placed and aligned; then pages without marks."""
    parsing = placing = aligning = 0.0
    for path in sorted((data / "us_despatches/seed_style").glob("*.md")):
        tables = sorted((data / "us_despatches/ocr/tesseract-5.3.0").glob(f"{path.stem}_*.tsv"))
        pages = [parse_tsv(table.read_bytes(), ENGINE) for table in tables]
        content = path.read_bytes()
        transcript = read_transcript(path.name, content, "markdown")
        each = len(transcript.tokens) // len(pages)
        shares = [transcript.tokens[number * each : (number + 1) * each] for number in range(len(pages))]
        parsing += _cpu(lambda content=content: read_transcript("document", content, "markdown"), rounds=3)
        placing += _cpu(lambda pages=pages, transcript=transcript: place_pages(pages, transcript), rounds=3)
        aligning += _cpu(lambda pages=pages, shares=shares: list(map(align_page, shares, pages)), rounds=3)
    share = parsing / (placing + aligning)
    print(f"3 documents: parsing {parsing:.3f} s, placing {placing:.3f} s, aligning {aligning:.3f} s: {share:.1%}")
    _show_plain_share(data)


def _show_plain_share(data: Path) -> None:
    parsing = aligning = 0.0
    pages = 0
    for folder in ("us_despatches", "loc_typed"):
        for path in sorted((data / folder / "ref").glob("*.txt")):
            table = data / folder / "ocr/tesseract-5.3.0" / f"{path.stem}.tsv"
            page, content = parse_tsv(table.read_bytes(), ENGINE), path.read_bytes()
            tokens = read_transcript(path.name, content, "markdown").tokens
            parsing += _cpu(lambda content=content: read_transcript("page", content, "markdown"), rounds=3)
            aligning += _cpu(lambda tokens=tokens, page=page: align_page(tokens, page), rounds=3)
            pages += 1
    share = parsing / aligning
    print(f"{pages} plain pages: parsing {parsing:.3f} s, aligning alone {aligning:.3f} s: {share:.1%}\n")


def show_suggestions(data: Path) -> None:
    """Compare the lines for which a mark is suggested with those listed by eye as no running text."""
    print("document | lines that are no running text | suggested | right | precision | recall | kind right, too")
    documents = [(data / "seed_memo/seed_memo.md", list(_memo_items(data)))]
    for path in sorted((data / "us_despatches/seed_style").glob("*.md")):
        documents.append((path, list(_despatch_items(data / "us_despatches/extras" / f"{path.stem}_01.json"))))
    for path, items in documents:
        transcript = suggest_marks(read_transcript(path.name, path.read_bytes(), "markdown"))
        name = f"{path.stem}{' (fitted on)' if path.stem in FITTED else ''}"
        print(f"{name} | {_judge(transcript, items)}")


@dataclass(frozen=True)
class Item:
    """Something that stands on the page and is no running text."""

    words: frozenset[str]
    kinds: tuple[str, ...]


def _judge(transcript: Transcript, items: list[Item]) -> str:
    wanted = suggested = right = named = 0
    for words, marks in _lines(transcript):
        fitting = [item for item in items if words and sum(word in item.words for word in words) >= 0.8 * len(words)]
        kinds = {mark.kind for mark in marks}
        wanted += bool(fitting)
        suggested += bool(kinds)
        right += bool(fitting and kinds)
        named += any(kind in item.kinds for item in fitting for kind in kinds)
        if bool(fitting) != bool(kinds):
            print(f"    {'missed' if fitting else 'wrong'}: {' '.join(words)[:60]}")
    precision, recall = right / max(1, suggested), right / max(1, wanted)
    return f"{wanted} | {suggested} | {right} | {precision:.2f} | {recall:.2f} | {named}"


def _lines(transcript: Transcript) -> Iterator[tuple[list[str], list[Mark]]]:
    """Yield the words of each line with the marks suggested for all of it."""
    words: list[str] = []
    marks: dict[Mark, None] = {}
    for token in transcript.tokens:
        if token.kind in (TokenKind.LINE_BREAK, TokenKind.PAGE_BREAK):
            yield words, list(marks)
            words, marks = [], {}
        elif token.kind is TokenKind.WORD:
            words += _words(token.text)
            marks |= dict.fromkeys(mark for mark in token.marks if mark.is_suggested)
    yield words, list(marks)


def _despatch_items(path: Path) -> Iterator[Item]:
    for item in json.loads(path.read_text(encoding="utf-8"))["items"]:
        if item["kind"] in KIND_OF_ITEM:
            shown = re.sub(r"\([^)]*\)", "", item["text"])
            joined = [word.replace(" ", "") for word in shown.split(" / ")]
            yield Item(frozenset(_words(shown + " " + " ".join(joined))), KIND_OF_ITEM[item["kind"]])


def _memo_items(data: Path) -> Iterator[Item]:
    for path in sorted((data / "seed_memo/truth/wear_1").glob("*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        for kind in ("stamps", "hands"):
            for item in page[kind]:
                yield Item(frozenset(_words(item["text"])), KIND_OF_ITEM[kind[:-1]])
        lines: dict[int, list[dict[str, str]]] = {}
        for word in page["words"]:
            lines.setdefault(word["line"], []).append(word)
        for line in lines.values():
            shown = " ".join(word["text"] for word in line)
            kind = "container" if shown.startswith("Container") else line[0]["kind"]
            if kind in ("pageno", "container") or "Reproduced" in shown:
                yield Item(frozenset(_words(shown)), KIND_OF_ITEM[kind])


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"\w+", text) if word.strip("_")]


def _cpu(work: Callable[[], object], rounds: int) -> float:
    """Return the least CPU seconds that ``work`` took."""
    best = math.inf
    for _ in range(rounds):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


if __name__ == "__main__":
    main()
