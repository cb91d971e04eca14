"""The queue of flags on real documents: how many a page, and where the true errors of the transcripts stand in it.

    python benchmarks/flag_queue.py --data DATA/us_despatches [--by-page] [--second SECOND] [--list N]

DATA/us_despatches holds whole-document transcripts in ``seed_style/``, transcripts page by page in ``ref/``, recorded
OCR in ``ocr/tesseract-5.3.0/``, and the true errors, checked by eye, in ``reference_errors.tsv``. SECOND holds another
reading of each page as TSV.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path

from fit_suggestions import LEXICON, load_page

from pipeline.alignment.aligning import align_page
from pipeline.alignment.placing import place_pages
from pipeline.corrections.knowledge import Knowledge, combine, learn
from pipeline.corrections.suggesting import suggest
from pipeline.differences.finding import find_differences
from pipeline.flags.evidence import Evidence
from pipeline.flags.raising import gather_flags, raise_flags
from pipeline.model.flag import Flag, by_urgency
from pipeline.model.page import Page
from pipeline.model.transcript import Transcript
from pipeline.transcripts.reading import read_transcript
from pipeline.transcripts.suggesting import suggest_marks

OCR = "ocr/tesseract-5.3.0"
Document = tuple[Transcript, list[Page]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--by-page", action="store_true", help="take the transcripts in ref/, a page each")
    parser.add_argument("--second", type=Path)
    parser.add_argument("--words", type=Path, help="an outside word list")
    parser.add_argument("--no-lexicon", action="store_true", help="do without the lexicon that a run takes")
    parser.add_argument("--list", type=int, default=0, help="print so many flags from the top")
    arguments = parser.parse_args()
    load = pages_alone if arguments.by_page else whole_documents
    documents = load(arguments.data, arguments.second)
    listed = arguments.words.read_text(encoding="utf-8").casefold().split() if arguments.words else ()
    words = {**dict.fromkeys(listed, 0.0), **({} if arguments.no_lexicon else LEXICON)}
    run = learn([transcript.tokens for transcript, _ in documents.values()], words=words)
    queue: list[tuple[str, Flag]] = []
    for name, (transcript, pages) in documents.items():
        queue += [(name, flag) for flag in flags_of(name, transcript, pages, run)]
    queue.sort(key=lambda each: by_urgency(each[1]))
    describe(queue, sum(len(pages) for _, pages in documents.values()))
    ranks(queue, arguments.data / "reference_errors.tsv", is_by_page=arguments.by_page)
    for rank, (name, flag) in enumerate(queue[: arguments.list], start=1):
        print(f"{rank:4} {flag.priority:.3f} {flag.severity:8} {flag.reason:14} {name} {flag.page} {flag.message}")


def whole_documents(data: Path, second: Path | None) -> dict[str, Document]:
    return {
        path.stem: (
            suggest_marks(read_transcript(path.name, path.read_bytes(), "markdown")),
            [load_page(each, second) for each in sorted((data / OCR).glob(f"{path.stem}_*.tsv"))],
        )
        for path in sorted((data / "seed_style").glob("*.md"))
    }


def pages_alone(data: Path, second: Path | None) -> dict[str, Document]:
    return {
        path.stem: (
            suggest_marks(read_transcript(path.name, path.read_bytes(), "plain")),
            [load_page(data / OCR / f"{path.stem}.tsv", second)],
        )
        for path in sorted((data / "ref").glob("*.txt"))
    }


def flags_of(name: str, transcript: Transcript, pages: list[Page], run: Knowledge) -> tuple[Flag, ...]:
    """Return the flags of a document, as ``pipeline.flow`` raises them."""
    placement = place_pages(pages, transcript)
    compared = []
    for number, (page, place) in enumerate(zip(pages, placement.pages, strict=True), start=1):
        tokens = tuple(token for token in transcript.tokens if any(span.contains(token.span) for span in place.spans))
        alignment = align_page(tokens, page)
        compared.append((number, page, tokens, alignment, find_differences(alignment)))
    knowledge = combine(run, learn([], pages, [difference for *_, found in compared for difference in found]))
    groups = []
    for number, page, tokens, alignment, found in compared:
        suggestions = suggest(found, alignment, knowledge)
        groups.append(raise_flags(Evidence(f"{name}-{number}", number, page, tokens, alignment, found, suggestions)))
    for span in placement.unplaced:
        tokens = tuple(token for token in transcript.tokens if span.contains(token.span))
        groups.append(raise_flags(Evidence(name, None, None, tokens)))
    return gather_flags(groups)


def describe(queue: list[tuple[str, Flag]], pages: int) -> None:
    """Print how many flags there are, by severity, reason and priority."""
    places = len({(name, flag.place) for name, flag in queue})
    print(f"{len(queue)} flags at {places} places on {pages} pages, {len(queue) / pages:.1f} a page")
    counts = Counter(flag.severity for _, flag in queue).most_common()
    counts += Counter(flag.reason for _, flag in queue).most_common()
    for what, number in counts:
        print(f"  {what:15} {number:4}  {number / pages:5.1f} a page")
    for least in (0.5, 0.3, 0.1, 0.03):
        print(f"  priority from {least}: {sum(flag.priority >= least for _, flag in queue)}")


def ranks(queue: list[tuple[str, Flag]], path: Path, *, is_by_page: bool) -> None:
    """Print at which rank of the whole queue each true error stands."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    for row in rows:
        found = [
            (rank, flag)
            for rank, (name, flag) in enumerate(queue, start=1)
            if row["page"] == (name if is_by_page else f"{name}_{flag.page or 0:02}") and is_about(flag, row)
        ]
        error = f"{row['reference_says']} → {row['page_says']}"
        if found:
            rank, flag = found[0]
            why = flag.suggestion.why if flag.suggestion else ""
            print(f"  rank {rank:4}  {error}  (priority {flag.priority}, {flag.reason}; {why})")
        else:
            print(f"  not found  {error}")


def is_about(flag: Flag, row: dict[str, str]) -> bool:
    """Say whether a flag stands at a known error: the wrong word, with three words of its context around."""
    if flag.reference is None:
        return False
    around = " ".join(f"{flag.before}{flag.reference.text}{flag.after}".split())
    words = row["reference_context"].split()
    return row["reference_says"] in flag.reference.text.split() and any(
        " ".join(words[index : index + 3]) in around for index in range(len(words) - 2)
    )


if __name__ == "__main__":
    main()
