"""The queue of flags on real documents: how many a page, and where the true errors of the transcripts stand in it.

    python benchmarks/flag_queue.py --data DATA/us_despatches [--second SECOND] [--list N]

DATA/us_despatches holds whole-document transcripts in ``seed_style/``, recorded OCR in ``ocr/tesseract-5.3.0/`` and the
true errors, checked by eye, in ``reference_errors.tsv``.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path

from fit_suggestions import load_page

from pipeline.alignment.aligning import align_page
from pipeline.alignment.placing import place_pages
from pipeline.corrections.knowledge import combine, learn
from pipeline.corrections.suggesting import suggest
from pipeline.differences.finding import find_differences
from pipeline.flags.evidence import Evidence
from pipeline.flags.raising import gather_flags, raise_flags
from pipeline.model.flag import Flag, by_urgency
from pipeline.model.page import Page
from pipeline.model.transcript import Transcript
from pipeline.transcripts.reading import read_transcript


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--second", type=Path)
    parser.add_argument("--list", type=int, default=0, help="print so many flags from the top")
    parser.add_argument("--alone", action="store_true", help="each document learns from itself only")
    arguments = parser.parse_args()
    documents = load(arguments.data, arguments.second)
    run = learn([transcript.tokens for transcript, _ in documents.values()])
    queue: list[tuple[str, Flag]] = []
    for name, (transcript, pages) in documents.items():
        queue += [(name, flag) for flag in flags_of(name, transcript, pages, None if arguments.alone else run)]
    queue.sort(key=lambda each: by_urgency(each[1]))
    count = sum(len(pages) for _, pages in documents.values())
    report(queue, count)
    ranks(queue, arguments.data / "reference_errors.tsv")
    for rank, (name, flag) in enumerate(queue[: arguments.list], start=1):
        print(
            f"{rank:4} {flag.priority:.3f} {flag.severity:8} {flag.reason:14} {name[-13:]} {flag.page} {flag.message}"
        )


def load(data: Path, second: Path | None) -> dict[str, tuple[Transcript, list[Page]]]:
    documents = {}
    for path in sorted((data / "seed_style").glob("*.md")):
        recorded = sorted((data / "ocr" / "tesseract-5.3.0").glob(f"{path.stem}_*.tsv"))
        pages = [load_page(each, second) for each in recorded]
        documents[path.stem] = (read_transcript(path.name, path.read_bytes(), "markdown"), pages)
    return documents


def flags_of(name: str, transcript: Transcript, pages: list[Page], run) -> tuple[Flag, ...]:  # type: ignore[no-untyped-def]
    placement = place_pages(pages, transcript)
    compared = []
    for number, (page, place) in enumerate(zip(pages, placement.pages, strict=True), start=1):
        tokens = tuple(token for token in transcript.tokens if any(span.contains(token.span) for span in place.spans))
        alignment = align_page(tokens, page)
        compared.append((number, page, tokens, alignment, find_differences(alignment)))
    knowledge = learn([] if run else [transcript.tokens], pages, [each for *_, found in compared for each in found])
    if run:
        knowledge = combine(run, knowledge)
    groups = [
        raise_flags(
            Evidence(f"{name}-{number}", number, page, tokens, alignment, found, suggest(found, alignment, knowledge))
        )
        for number, page, tokens, alignment, found in compared
    ]
    for span in placement.unplaced:
        tokens = tuple(token for token in transcript.tokens if span.contains(token.span))
        groups.append(raise_flags(Evidence(name, None, None, tokens)))
    return gather_flags(groups)


def report(queue: list[tuple[str, Flag]], pages: int) -> None:
    print(
        f"{len(queue)} flags on {pages} pages, {len(queue) / pages:.1f} a page; {len({(name, flag.place) for name, flag in queue})} places"
    )
    for severity, number in Counter(flag.severity for _, flag in queue).most_common():
        print(f"  {severity:15} {number:4}  {number / pages:5.1f} a page")
    for reason, number in Counter(flag.reason for _, flag in queue).most_common():
        print(f"  {reason:15} {number:4}  {number / pages:5.1f} a page")
    print(
        "  priority >= .3:",
        sum(flag.priority >= 0.3 for _, flag in queue),
        " >= .1:",
        sum(flag.priority >= 0.1 for _, flag in queue),
    )


def ranks(queue: list[tuple[str, Flag]], path: Path) -> None:
    """Print at which rank of the whole queue each true error stands."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    for row in rows:
        found = [rank for rank, (name, flag) in enumerate(queue, start=1) if is_about(name, flag, row)]
        flag = queue[found[0] - 1][1] if found else None
        print(
            f"  rank {found[0] if found else 'none':>4}  {row['reference_says']} → {row['page_says']}",
            f"({flag.priority}, {flag.reason}, {flag.suggestion.why if flag.suggestion else ''})" if flag else "",
        )


def is_about(name: str, flag: Flag, row: dict[str, str]) -> bool:
    if flag.page is None or f"{name}_{flag.page:02}" != row["page"] or flag.reference is None:
        return False
    around = " ".join(f"{flag.before}{flag.reference.text}{flag.after}".split())
    words = row["reference_context"].split()
    return row["reference_says"] in flag.reference.text.split() and any(
        " ".join(words[index : index + 3]) in around for index in range(len(words) - 2)
    )


if __name__ == "__main__":
    main()
