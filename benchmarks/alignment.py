"""Measures alignment against the peers that a user would reach for: speed, exactness, links between words, moves.

    python benchmarks/alignment.py --prose TEXT [--skip WORDS] [--quick]
    python benchmarks/alignment.py --data FOLDER

Every figure is a ratio to a named peer on the same text in the same process, or a share of the truth that the noise
generator knows. Times are CPU seconds. ``--prose`` is any long plain text; ``--data`` the folder with the real pages.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from noisy_text import Reading, read_noisily
from rapidfuzz.distance import Levenshtein
from replay import page_of_lines, plain_tokens, read_tsv
from scenarios import SCENARIOS, blocks_shuffled, columns_read_across, halves_swapped, marginalia, stamps

from pipeline.alignment.aligning import align_page, align_texts
from pipeline.alignment.anchored import align_in_order
from pipeline.alignment.distance import exact_distance
from pipeline.alignment.links import group_units
from pipeline.alignment.optimal import optimal_steps
from pipeline.alignment.steps import cost_of
from pipeline.model.alignment import Alignment, Block

WORD = re.compile(r"\S+")
Links = set[tuple[int, int]]


def timed(call: Callable[[], object]) -> float:
    """Return the CPU seconds of a call."""
    started = time.process_time()
    call()
    return time.process_time() - started


def take(words: Sequence[str], length: int, start: int = 0) -> list[str]:
    """Return words of about ``length`` characters."""
    taken: list[str] = []
    size = 0
    for word in words[start:]:
        if size >= length:
            break
        taken.append(word)
        size += len(word) + 1
    return taken


def f1(found: Links, truth: Links) -> float:
    return 2 * len(found & truth) / max(1, len(found) + len(truth))


def our_links(alignment: Alignment) -> Links:
    tokens = {id(token): number for number, token in enumerate(alignment.reference.units)}
    words = {id(word): number for number, word in enumerate(alignment.ocr.units)}
    return {
        (tokens[id(token)], words[id(word)]) for pair in alignment.pairs for token in pair.tokens for word in pair.words
    }


def levenshtein_links(reference: str, ocr: str) -> Links:
    """Links of the global character alignment, projected by the same rules, without gate or moves."""
    extents = [[match.span() for match in WORD.finditer(text)] for text in (reference, ocr)]
    groups = group_units(extents[0], extents[1], optimal_steps(reference, ocr))
    return {
        (token, word)
        for group in groups
        for token in range(group.first_token, group.end_token)
        for word in range(group.first_word, group.end_word)
    }


def word_links(reference: Sequence[str], ocr: Sequence[str]) -> Links:
    """Links of an alignment of whole words (rapidfuzz opcodes)."""
    return {
        (step.src_start + number, step.dest_start + number)
        for step in Levenshtein.opcodes(reference, ocr)
        if step.tag in ("equal", "replace")
        for number in range(step.src_end - step.src_start)
    }


def show_exactness(words: Sequence[str], lengths: Sequence[int]) -> None:
    print("\nrow 1, 4, 5: cost of the in-order alignment / true distance, CPU seconds")
    for length in lengths:
        for rate in (0.01, 0.05, 0.15, 0.3):
            taken = take(words, length)
            reference, ocr = " ".join(taken), _flat(read_noisily(list(enumerate(taken)), rate, random.Random(1)))
            started = time.process_time()
            cost = cost_of(align_in_order(reference, ocr))
            aligned = time.process_time() - started
            distance = exact_distance(reference, ocr, cost)
            verified = time.process_time() - started - aligned
            ratio = cost / distance.value
            print(
                f"  {length:>9,} at {rate:>4.0%}: {ratio:.6f}  align {aligned:.2f} s, verify {verified:.2f} s",
                flush=True,
            )


def show_speed(words: Sequence[str], with_slow_peers: bool) -> None:
    taken = take(words, 200_000)
    reading = read_noisily(list(enumerate(taken)), 0.05, random.Random(1))
    reference, ocr = " ".join(taken), _flat(reading)
    tokens, page = plain_tokens(reference), page_of_lines([line.text for line in reading.lines])
    ours = timed(lambda: align_page(tokens, page))
    blocks = timed(lambda: align_texts(reference, ocr))
    verified = timed(lambda: exact_distance(reference, ocr, cost_of(align_in_order(reference, ocr))))
    print(f"\nrow 2, 5: 200,000 characters at 5 %: whole alignment with pairs {ours:.2f} s, blocks {blocks:.2f} s")
    peers: list[tuple[str, float, Callable[[], object]]] = [
        ("rapidfuzz editops, default", ours, lambda: Levenshtein.editops(reference, ocr)),
        ("rapidfuzz opcodes with hint", ours, lambda: Levenshtein.opcodes(reference, ocr, score_hint=12_000)),
        (
            "rapidfuzz distance, default (against align + verify)",
            verified,
            lambda: Levenshtein.distance(reference, ocr),
        ),
    ]
    if with_slow_peers:
        import jiwer

        peers.append(("jiwer.cer (against align + verify)", verified, lambda: jiwer.cer(reference, ocr)))
        match = SequenceMatcher(None, reference.split(), ocr.split(), autojunk=False)
        peers.append(("difflib words, autojunk off", ours, match.get_opcodes))
    for name, own, call in peers:
        theirs = timed(call)
        print(f"  {name}: {theirs:.2f} s = {theirs / own:.1f} times as long", flush=True)
    swapped = halves_swapped(list(enumerate(taken)), 0.05, random.Random(1))
    other_way = _flat(swapped)
    moved = timed(lambda: align_texts(reference, other_way))
    found = align_texts(reference, other_way)
    relations = [block.relation.value for block in found]
    straight = order_free(reference, ocr, align_texts(reference, ocr)) / len(reference)
    print(f"  halves swapped: {moved / blocks:.1f} times as long; blocks {relations}")
    print(f"  order-free CER {order_free(reference, other_way, found) / len(reference):.4f}, unswapped {straight:.4f}")


def show_links(words: Sequence[str], seeds: Sequence[int], length: int = 5200) -> None:
    print("\nrow 6, 7, 8: F1 of word links; in brackets the global Levenshtein alignment, and words aligned as wholes")
    for name, scenario in SCENARIOS.items():
        for rate in (0.05, 0.15, 0.3):
            ours, theirs, wholes, seconds = [], [], [], 0.0
            for seed in seeds:
                taken = take(words, length, 3000 + 7000 * seed)
                reading = scenario(list(enumerate(taken)), rate, random.Random(seed))
                reference = " ".join(taken)
                tokens, page = plain_tokens(reference), page_of_lines([line.text for line in reading.lines])
                started = time.process_time()
                alignment = align_page(tokens, page)
                seconds += time.process_time() - started
                ours.append(f1(our_links(alignment), set(reading.links)))
                theirs.append(f1(levenshtein_links(reference, reading.text), set(reading.links)))
                wholes.append(f1(word_links(taken, reading.text.split()), set(reading.links)))
            mean = [sum(values) / len(values) for values in (ours, theirs, wholes)]
            print(
                f"  {name} at {rate:.0%}: {mean[0]:.4f} ({mean[1]:.4f}, {mean[2]:.4f}), "
                f"{seconds / len(seeds):.2f} s a page",
                flush=True,
            )


def show_order_free(words: Sequence[str], seeds: Sequence[int]) -> None:
    print("\nrow 9: order-free CER of 2,600 characters, relative to the edits really made")
    for name, scenario in (
        ("blocks shuffled", blocks_shuffled),
        ("marginalia", marginalia),
        ("columns read across", columns_read_across),
    ):
        for rate in (0.02, 0.05, 0.15):
            found = true = 0
            for seed in seeds:
                taken = take(words, 2600, 3000 + 7000 * seed)
                reading = scenario(list(enumerate(taken)), rate, random.Random(seed))
                reference, ocr = " ".join(taken), _flat(reading)
                found += order_free(reference, ocr, align_texts(reference, ocr))
                true += Levenshtein.distance(reference, straightened(reading))
            print(f"  {name} at {rate:.0%}: {found / true - 1:+.1%}", flush=True)


def order_free(reference: str, ocr: str, blocks: Sequence[Block]) -> int:
    """Edits within blocks, and what one side alone has; blanks at the ends of blocks are free."""
    return sum(
        Levenshtein.distance(
            reference[block.reference.start : block.reference.end].strip(),
            ocr[block.ocr.start : block.ocr.end].strip(),
        )
        for block in blocks
    )


def straightened(reading: Reading) -> str:
    """What was read, put back into the order of the reference; specks stay with the word before them."""
    runs: list[tuple[int, list[str]]] = []
    last = -2
    for line in reading.lines:
        for word in line.words:
            first = word.sources[0] if word.sources else None
            if not runs or (first is not None and not last <= first <= last + 2):
                runs.append((first if first is not None else last, []))
            runs[-1][1].append(word.text)
            last = word.sources[-1] if word.sources else last
    return " ".join(" ".join(texts) for _, texts in sorted(runs, key=lambda run: run[0]))


def show_false_links(words: Sequence[str], seeds: Sequence[int]) -> None:
    print("\nrow 10: OCR words without a counterpart that got one: ours / global Levenshtein")
    for rate in (0.02, 0.15, 0.3):
        ours = theirs = total = 0
        for seed in seeds:
            taken = take(words, 5200, 3000 + 7000 * seed)
            strange = words[-5000 - 100 * seed :][:100]
            reading = stamps(list(enumerate(taken)), rate, random.Random(seed), strange)
            alone = {n for n, word in enumerate(w for line in reading.lines for w in line.words) if not word.sources}
            reference = " ".join(taken)
            alignment = align_page(plain_tokens(reference), page_of_lines([line.text for line in reading.lines]))
            ours += len({word for _, word in our_links(alignment)} & alone)
            theirs += len({word for _, word in levenshtein_links(reference, reading.text)} & alone)
            total += len(alone)
        print(f"  at {rate:.0%}: {ours} / {theirs} of {total}", flush=True)


def show_real(folder: Path) -> None:
    print("\nreal pages: share of reference words linked, CPU seconds, edits in order")
    for name in ("us_despatches", "ehri_testimony", "loc_typed", "loc_books", "loc_news"):
        pages = linked = tokens_seen = 0
        seconds = longest = 0.0
        for path in sorted((folder / name / "ref").glob("*.txt")):
            page = read_tsv(folder / name / "ocr" / "tesseract-5.3.0" / f"{path.stem}.tsv")
            tokens = plain_tokens(path.read_text(encoding="utf-8"))
            started = time.process_time()
            alignment = align_page(tokens, page)
            spent = time.process_time() - started
            seconds, longest = seconds + spent, max(longest, spent)
            pages += 1
            linked += sum(len(pair.tokens) for pair in alignment.pairs if pair.words)
            tokens_seen += len(alignment.reference.units)
        print(
            f"  {name}: {pages} pages, {linked / max(1, tokens_seen):.1%} of words linked, "
            f"{seconds / max(1, pages):.2f} s a page, longest {longest:.2f} s",
            flush=True,
        )


def _flat(reading: Reading) -> str:
    return reading.text.replace("\n", " ")


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prose", type=Path, help="a plain text of a million characters or more")
    parser.add_argument("--skip", type=int, default=0, help="words of the text to leave out at its beginning")
    parser.add_argument("--quick", action="store_true", help="leave out the slow peers and the longest texts")
    parser.add_argument("--data", type=Path, help="the folder with the real pages")
    options = parser.parse_args()
    if options.prose:
        words = options.prose.read_text(encoding="utf-8").split()[options.skip :]
        seeds = range(2 if options.quick else 5)
        show_exactness(words, (20_000, 200_000) if options.quick else (20_000, 200_000, 1_000_000))
        show_speed(words, not options.quick)
        show_links(words, seeds)
        show_order_free(words, seeds)
        show_false_links(words, seeds)
    if options.data:
        show_real(options.data)


if __name__ == "__main__":
    main()
